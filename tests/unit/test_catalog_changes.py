"""What a change of a product tells, as the schemas of the product say."""

import json
import re
from typing import Any

import pytest

from segue.catalog.changes import PriceChange, price_changes, signals
from segue.catalog.items import Item
from segue.times import to_text
from tests.builders import NOON
from tests.template.sources import PACKAGE

SCHEMAS = {one.stem: json.loads(one.read_text()) for one in (PACKAGE / "catalog" / "schemas").glob("*.json")}
TYPES = {"string": str, "integer": int, "null": type(None)}


def a_tent(**said: Any) -> Item:
    known = {"title": "Tent", "currency": "EUR", "variants": {"4201": {"price": 19900, "stock": 3, **said}}}
    return Item("product", "42", NOON, known)


def told(before: Item, after: Item) -> list[tuple[str, dict[str, Any]]]:
    return [(one.name, one.as_detail()) for one in signals(before, after, NOON)]


def fits(schema: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether an object fits the keywords that our schemas use."""
    assert set(schema["properties"]) - set(schema["required"]) <= {"person"}
    return set(schema["required"]) <= said.keys() <= schema["properties"].keys() and all(
        fits_one(schema["properties"][name], value) for name, value in said.items()
    )


def fits_one(schema: dict[str, Any], value: Any) -> bool:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(value, tuple(TYPES[one] for one in kinds)):
        return False
    if isinstance(value, str):
        return bool(re.search(schema.get("pattern", ""), value)) and len(value) >= schema.get("minLength", 0)
    return value is None or schema.get("minimum", value) <= value <= schema.get("maximum", value)


def test_a_lower_price_is_told_and_kept() -> None:
    ((name, said),) = told(a_tent(), a_tent(price=14900))
    assert name == "PriceDropped"
    prices = {"before": 19900, "after": 14900, "currency": "EUR"}
    assert said == {
        "product": "42",
        "variant": "4201",
        "title": "Tent",
        **prices,
        "id": said["id"],
        "time": to_text(NOON),
        "version": 1,
    }
    assert price_changes(a_tent(), a_tent(price=14900), NOON) == [PriceChange("42", "4201", NOON, *prices.values())]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (a_tent(price=1), a_tent(price=2)),
        (a_tent(), a_tent()),
        (Item("product", "42"), a_tent(price=2)),
        (a_tent(), Item("product", "42", gone=True)),
        (Item("product", "42", gone=True), a_tent(price=2)),
        (a_tent(currency="EUR"), a_tent(price=2, currency="USD")),
        (a_tent(price=None), a_tent(price=2)),
    ],
)
def test_nothing_else_is_a_price_that_fell(before, after) -> None:
    assert told(before, after) == []


def test_the_first_price_and_one_that_rises_are_kept_without_a_signal() -> None:
    first = price_changes(Item("product", "42"), a_tent(), NOON)
    risen = price_changes(a_tent(), a_tent(price=29900), NOON)
    assert [(one.before, one.after) for one in (*first, *risen)] == [(None, 19900), (19900, 29900)]


@pytest.mark.parametrize(
    ("before", "after", "stock"),
    [({"stock": 0}, {"stock": 5}, 5), ({"stock": -1}, {"available": True}, 3), ({"available": False}, {"stock": 1}, 1)],
)
def test_what_can_be_bought_again_is_told(before, after, stock) -> None:
    ((name, said),) = told(a_tent(**before), a_tent(**after))
    assert (name, said["variant"], said["stock"]) == ("StockReturned", "4201", stock)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (a_tent(stock=3), a_tent(stock=5)),
        (a_tent(stock=3), a_tent(stock=0)),
        (Item("product", "42"), a_tent()),
        (a_tent(stock=None), a_tent()),
        (a_tent(stock=0), a_tent(stock=5, available=False)),
    ],
)
def test_nothing_else_is_stock_that_came_back(before, after) -> None:
    assert told(before, after) == []


def test_what_is_not_listed_has_no_offer() -> None:
    hidden = Item("product", "42", NOON, {**a_tent().fields, "listed": False})
    assert told(hidden, a_tent(price=1)) == told(a_tent(stock=0), hidden) == []


def test_a_product_of_one_form_is_its_own_offer() -> None:
    before, after = (Item("product", "42", NOON, {"price": price, "currency": "JPY"}) for price in (900, 800))
    ((_, said),) = told(before, after)
    assert (said["variant"], said["before"], said["after"], said["currency"]) == ("", 900, 800, "JPY")


def test_a_repeat_has_the_same_id_and_another_change_has_another() -> None:
    ids = [told(a_tent(), a_tent(price=price))[0][1]["id"] for price in (5, 5, 6)]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_signal_fits_its_schema_and_is_its_sample(name) -> None:
    signal = {"PriceDropped": {"price": 14900}, "StockReturned": {"stock": 5}}[name]
    before = {"PriceDropped": {}, "StockReturned": {"stock": 0}}[name]
    ((_, said),) = told(a_tent(**before), a_tent(**signal))
    assert fits(SCHEMAS[name], said)
    assert SCHEMAS[name]["examples"] == [said]
    assert fits(SCHEMAS[name], {**said, "person": "u_1"}) is (name == "StockReturned")
    assert not fits(SCHEMAS[name], {**said, "product": ""})
