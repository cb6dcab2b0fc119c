"""What a message says of products, against the catalog at the moment when it is to leave."""

from typing import Any

import pytest

from segue.carts.standing import Cart, CartLine
from segue.catalog.items import Item
from segue.journeys.entries import Entry
from segue.journeys.flows import Journey
from segue.messages import Message
from segue.messaging.goods import untrue
from tests.builders import NOON
from tests.fake_sending import MESSAGE, Told, replace

BACK = {"product": "tent", "variant": "", "stock": 4}
CHEAPER = {"product": "tent", "variant": "", "before": 38900, "after": 34900, "currency": "EUR"}


def a_tent(**said: Any) -> Item:
    return Item("product", "tent", NOON, {"title": "Tent", "currency": "EUR", **said})


def about(name: str, data: dict[str, Any], item: Item | None) -> str:
    journey = Journey("news", "", Entry(pattern={"detail-type": [name]}), "product")
    return untrue(journey, news(data), (), {"tent": item}.get)


def news(data: dict[str, Any]) -> Message:
    return replace(MESSAGE, journey="news", key="tent", data=data)


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (a_tent(stock=1), ""),
        (a_tent(stock=0), "sold-out"),
        (a_tent(available=False, stock=3), "sold-out"),
        (a_tent(available=True, stock=0), ""),  # it may be ordered all the same
        (a_tent(listed=False, stock=3), "sold-out"),
        (Item("product", "tent", NOON, {}, gone=True), "sold-out"),
        (a_tent(), ""),  # nobody counts
        (None, ""),
        (Item("product", "tent"), ""),
    ],
)
def test_what_is_said_to_be_back_is_not_said_when_it_cannot_be_bought(item, why) -> None:
    assert about("StockReturned", BACK, item) == why
    assert about("PriceDropped", CHEAPER, item) == why


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"price": 34900}, ""),
        ({"price": 29900}, ""),  # cheaper still
        ({"price": 34901}, "price-rose"),
        ({"price": 38900, "stock": 0}, "sold-out"),
        ({"price": 99900, "currency": "HUF"}, ""),  # no price to compare with
        ({}, ""),
    ],
)
def test_what_is_said_to_cost_less_is_not_said_when_it_costs_more_again(said, why) -> None:
    assert about("PriceDropped", CHEAPER, a_tent(**said)) == why


FORMS = {"red": {"stock": 0, "price": 34900}, "blue": {"stock": 2, "price": 36900}}


@pytest.mark.parametrize(("variant", "why"), [("red", "sold-out"), ("blue", "price-rose"), ("", "price-rose")])
def test_a_form_that_is_named_is_the_one_that_counts_else_any_that_can_be_bought(variant, why) -> None:
    assert about("PriceDropped", {**CHEAPER, "variant": variant}, a_tent(variants=FORMS)) == why


def test_other_journeys_about_a_product_do_not_ask_the_catalog() -> None:
    def never(product: str) -> Item:
        raise AssertionError(product)

    journey = Journey("news", "", Entry(pattern={"detail-type": ["ReplenishmentDue"]}), "product")
    assert untrue(journey, news(BACK), (), never) == ""
    returned = Journey("news", "", Entry(pattern={"detail-type": ["StockReturned"]}), "product")
    assert untrue(returned, news({**BACK, "product": "stove"}), (), never) == ""  # it has heard of another since
    assert untrue(returned, news({}), (), never) == ""


LINES = tuple(CartLine(name, 1, name, 100) for name in ("tent", "mug"))
GONE, THERE = a_tent(stock=0), a_tent(stock=2)


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ({"tent": GONE, "mug": GONE}, "sold-out"),
        ({"tent": GONE, "mug": THERE}, ""),
        ({"tent": GONE}, ""),  # the catalog does not know the mug
        ({}, ""),
    ],
)
def test_a_cart_is_spoken_of_as_long_as_anything_in_it_can_be_bought(items, why) -> None:
    journey = Journey("left", "", Entry(), "cart", "open")
    carts = [Cart("c1", NOON, LINES), Cart("c2", NOON, LINES[:1])]
    assert untrue(journey, MESSAGE, carts, items.get) == why
    assert untrue(journey, MESSAGE, [], items.get) == ""


def test_what_is_sold_out_is_dropped_with_that_reason_and_the_rest_goes_out() -> None:
    told = Told()
    told.goods = {"tent": GONE}
    assert told.send() == [("settle", "dropped", NOON, "sold-out")]
    told = Told()
    told.goods = {"tent": THERE}
    assert told.send()[-1][:2] == ("settle", "sent")
