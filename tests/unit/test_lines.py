"""A product as a line: what names it, how many, at which price, and in which of its forms."""

from typing import Any

import pytest

from segue.facets.lines import LONGEST_LINK, LONGEST_NAME, MOST_LINES, MOST_PIECES, brief, full, line, lines

LINK = "https://shop.example/tent"


def test_a_line_says_all_there_is_to_say() -> None:
    product = {
        "product_id": "tent",
        "variant_id": 7,
        "variant": "Blue",
        "sku": "T-7",
        "name": "Tent",
        "quantity": "2",
        "price": "10.50",
        "image_url": f"{LINK}.jpg",
        "url": LINK,
    }
    assert line(product, "EUR") == ["tent", 2, "Tent", 1050, f"{LINK}.jpg", LINK, "7", "Blue"]
    assert line(product, "JPY") == ["tent", 2, "Tent", 11, f"{LINK}.jpg", LINK, "7", "Blue"]


@pytest.mark.parametrize(
    ("product", "key", "form"),
    [
        ({"product_id": "a", "sku": "b", "variant_id": "c"}, "a", "c"),
        ({"product_id": "a", "sku": "b"}, "a", "b"),
        ({"product_id": "a", "variant": "Blue"}, "a", "Blue"),
        ({"sku": "b", "variant_id": "c"}, "b", "c"),
        ({"variant_id": "c"}, "c", ""),
        ({"product_id": "a" * 200, "sku": "a" * 200}, "a" * LONGEST_NAME, ""),
        ({"product_id": "a", "variant_id": True}, "a", ""),
    ],
)
def test_a_line_is_known_by_product_and_form(product: dict[str, Any], key: str, form: str) -> None:
    found = line(product, "")
    assert found
    assert (found[0], found[6]) == (key, form)


@pytest.mark.parametrize("product", [{}, {"name": "Tent"}, {"product_id": ["a"]}, {"product_id": None, "sku": ""}])
def test_what_names_no_product_is_no_line(product: dict[str, Any]) -> None:
    assert line(product, "EUR") is None
    assert lines([product, {"product_id": "a"}, "a", None], "EUR") == [line({"product_id": "a"}, "EUR")]


def test_a_line_without_words_is_one_piece_called_by_its_key_and_free() -> None:
    assert line({"product_id": "a"}, "EUR") == ["a", 1, "a", 0, "", "", "", ""]
    assert (line({"product_id": "a", "name": "n" * 200, "price": "much"}, "EUR") or [])[2:4] == ["n" * LONGEST_NAME, 0]


@pytest.mark.parametrize(
    ("given", "pieces"),
    [("2.9", 2), (-3, 0), (0, 0), (1e9, MOST_PIECES), ("many", 1), (float("inf"), 1), (float("nan"), 1), (None, 1)],
)
def test_a_quantity_is_whole_and_bounded(given: Any, pieces: int) -> None:
    assert (line({"product_id": "a", "quantity": given}, "") or [])[1] == pieces


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://shop.example", True),
        ("ftp://shop.example", False),
        (7, False),
        ("https://" + "x" * (LONGEST_LINK - 8), True),
        ("https://" + "x" * (LONGEST_LINK - 7), False),
    ],
)
def test_only_a_link_of_the_web_that_is_not_too_long_is_kept(given: Any, kept: bool) -> None:
    found = line({"product_id": "a", "url": given, "image_url": given}, "") or []
    assert found[4:6] == [given if kept else ""] * 2


def test_an_order_has_at_most_fifty_lines() -> None:
    many = [{"product_id": str(n)} for n in range(60)]
    assert [one[0] for one in lines(many, "EUR")] == [str(n) for n in range(MOST_LINES)]


TENT = ["tent", 2, "Tent", 1050, "", "", "", "Blue", "tents", "Fells"]


def test_a_line_says_its_category_and_brand_where_they_are_told() -> None:
    said = {"product_id": "tent", "quantity": 2, "name": "Tent", "price": 10.5, "variant": "Blue"}
    assert (line(said | {"category": "tents", "brand": "Fells"}, "EUR") or [])[8:] == ["tents", "Fells"]
    assert (line(said | {"brand": "F" * 99}, "EUR") or [])[8:] == ["", "F" * 40]
    assert len(line(said | {"category": ["tents"]}, "EUR") or []) == 8


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        (TENT, TENT),
        (TENT[:8], [*TENT[:8], "", ""]),
        (TENT[:6], [*TENT[:6], "", "", "", ""]),
        (brief(TENT), ["tent", 2, "tent", 0, "", "", "", "", "tents", "Fells"]),
        (brief(TENT[:8]), ["tent", 2, "tent", 0, "", "", "", "", "", ""]),
    ],
)
def test_a_line_of_any_age_is_read(kept: list[Any], read: list[Any]) -> None:
    assert full(kept) == read
    assert brief(kept)[:2] == ["tent", 2]
