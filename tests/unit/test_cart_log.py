"""The cart log: which events are worth an entry, what the entry says, and what stays of many."""

from typing import Any

import pytest

from segue.facets import carts
from segue.facets.registers import short
from segue.times import DAY
from tests.builders import NOON, an_add, an_event, an_order

TENT = ["tent", 1, "Tent", 1050, "", "", "", ""]
PRODUCTS = [{"product_id": "tent", "name": "Tent", "price": 10.5}]


def the_entry(called: str, **said: Any) -> list[Any]:
    """What a cart event is worth beside its time and id: cart, operation, payload, device."""
    (entry,) = carts.of(an_event(called, properties=said))["log"]
    assert entry[:2] == [NOON, short(f"m-{called}-{NOON}")]
    return entry[2:]


@pytest.mark.parametrize(
    ("called", "said", "worth"),
    [
        ("Product Added", {"product_id": "a", "quantity": 2}, ["+", [["a", 2, "a", 0, "", "", "", ""], "EUR"]]),
        ("Product Removed", {"product_id": "a", "quantity": 2}, ["+", [["a", -2, "a", 0, "", "", "", ""], "EUR"]]),
        ("Cart Updated", {"products": PRODUCTS}, ["=", [[TENT], "EUR", ""]]),
        ("Cart Viewed", {"products": []}, ["=", [[], "EUR", ""]]),
        ("Checkout Started", {"products": PRODUCTS}, ["$", [[TENT], "EUR", ""]]),
        ("Checkout Updated", {"products": "none"}, ["s", None]),
        ("Checkout Updated", {"products": [], "completed_at": "2026-11-22"}, ["x", None]),
        ("Order Completed", {"products": PRODUCTS}, ["x", None]),
        ("Cart Deleted", {}, ["x", None]),
    ],
)
def test_a_cart_event_is_worth_one_entry(called: str, said: dict[str, Any], worth: list[Any]) -> None:
    assert the_entry(called, cart_id="c1", currency="EUR", **said) == ["c1", *worth]


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("Product Viewed", {"product_id": "a"}),
        ("Product Added", {}),
        ("Cart Updated", {}),
        ("Cart Viewed", {"products": {}}),
    ],
)
def test_what_says_nothing_of_a_cart_is_worth_nothing(called: str, said: dict[str, Any]) -> None:
    assert carts.of(an_event(called, properties=said)) == {}


def test_a_cart_in_yen_has_no_hundredths() -> None:
    added = the_entry("Product Added", cart_id="c1", currency="JPY", product_id="a", price=500)
    whole = the_entry("Cart Updated", cart_id="c1", currency="JPY", products=[{"product_id": "a", "price": 500}])
    assert (added[2][0][3], whole[2][0][0][3]) == (500, 500)


def test_an_entry_names_the_visitor_only_where_no_cart_is_named() -> None:
    assert the_entry("Cart Deleted") == ["", "x", None, short("visitor-1")]
    assert carts.of(an_event("Cart Deleted", anonymous_id=None, user_id="u"))["log"][0][2:] == ["", "x", None]


@pytest.mark.parametrize(
    ("said", "link"),
    [
        (
            {"url": "https://shop.example/c", "abandoned_checkout_url": "https://shop.example/x"},
            "https://shop.example/c",
        ),
        ({"abandoned_checkout_url": "http://shop.example/x"}, "http://shop.example/x"),
        ({"url": "javascript:alert(1)"}, ""),
        ({"url": ["https://shop.example"]}, ""),
        ({"url": "https://" + "x" * 492}, "https://" + "x" * 492),
        ({"url": "https://" + "x" * 493}, ""),
        ({}, ""),
    ],
)
def test_a_snapshot_keeps_a_link_that_is_one(said: dict[str, Any], link: str) -> None:
    assert the_entry("Cart Updated", cart_id="c1", products=[], **said)[2] == [[], "", link]


def logged(*events: Any) -> carts.Carts:
    value: carts.Carts = {}
    for one in events:
        value = carts.add(value, carts.of(one))
    return value


def test_what_a_newer_snapshot_or_closing_settles_keeps_its_place_without_its_payload() -> None:
    snapshot = an_event("Cart Updated", NOON + 1, properties={"cart_id": "c1", "products": PRODUCTS})
    later = an_add(NOON + 2)
    other = an_event("Product Added", NOON, message_id="m2", properties={"cart_id": "c2", "product_id": "mug"})
    log = logged(later, snapshot, an_add(NOON), other)["log"]
    assert [(one[0] - NOON, one[2], one[4] is None) for one in sorted(log, key=lambda one: (one[0], one[2]))] == [
        (0, "c1", True),
        (0, "c2", False),
        (1, "c1", False),
        (2, "c1", False),
    ]


def test_nothing_settles_the_carts_of_a_shop_that_names_none() -> None:
    snapshot = an_event("Cart Updated", NOON + 1, properties={"products": PRODUCTS})
    log = logged(an_event("Product Added", NOON, properties={"product_id": "a"}), snapshot)["log"]
    assert all(one[4] for one in log)


def test_an_entry_that_lost_its_payload_gets_it_from_whoever_still_has_it_and_only_then() -> None:
    whole, emptied = [NOON, 1, "c1", "+", ["tent"]], [NOON, 1, "c1", "+", None]
    assert carts.add({"log": [whole]}, {"log": [emptied]})["log"] == [whole]
    assert carts.add({"log": [emptied]}, {"log": [whole]})["log"] == [whole]


def test_the_last_fifty_of_sixty_days_stay() -> None:
    many = logged(*(an_add(NOON + n) for n in range(60)))["log"]
    assert [one[0] - NOON for one in many] == list(range(10, 60))
    old = logged(an_add(NOON - 60 * DAY), an_add(NOON - 60 * DAY - 1), an_add(NOON))["log"]
    assert [NOON - one[0] for one in old] == [60 * DAY, 0]


def test_the_newest_closing_is_known_when_its_entry_is_gone() -> None:
    closed, older = an_order(NOON, cart_id="c1"), an_order(NOON - 1, "o0", cart_id="c1")
    expected = [NOON, short(closed.message_id)]
    assert logged(closed, older)["closed"] == logged(older, closed)["closed"] == expected
    assert logged(closed, *(an_add(NOON + n) for n in range(1, 60)))["closed"] == expected
    assert logged(an_add(NOON))["closed"] == carts.NEVER


def test_the_newest_closing_comes_from_either_side() -> None:
    value, known = logged(an_add(NOON)), {"log": [], "closed": [NOON - 5, 7]}
    assert carts.add(value, known)["closed"] == carts.add(known, value)["closed"] == [NOON - 5, 7]
