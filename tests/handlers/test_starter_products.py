"""The starter's journeys about a product, of which the bus tells: used up, back in stock, cheaper."""

from collections.abc import Callable
from typing import Any

import pytest

from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.predictions.telling import used_up
from segue.predictions.values import Replenishment
from segue.times import DAY, HOUR, MINUTE, Millis
from tests.handlers.staff_requests import Api
from tests.handlers.starter_plays import TENT, Play, kim

SAID = {"product": "tent", "variant": "", "title": "Ridge tent"}
SIGNALS: dict[str, dict[str, Any]] = {
    "ReplenishmentDue": {"product": "tent", "title": "Ridge tent", "bought": "2025-10-01T00:00:00Z"},
    "StockReturned": {**SAID, "stock": 4},
    "PriceDropped": {**SAID, "before": 38900, "after": 34900, "currency": "EUR"},
}
SUBJECTS = {
    "ReplenishmentDue": "Running low on Ridge tent?",
    "StockReturned": "Ridge tent is back",
    "PriceDropped": "Ridge tent costs less now",
}
LATE: dict[str, Millis] = {"ReplenishmentDue": 4 * DAY, "StockReturned": 7 * HOUR, "PriceDropped": 7 * HOUR}


def told(play: Play, name: str, **change: Any) -> None:
    play.hears(name, **{**SIGNALS[name], **change})


@pytest.mark.parametrize("name", SIGNALS)
def test_one_mail_for_each_product_however_often_it_is_told(name: str) -> None:
    with kim() as play:
        told(play, name)
        told(play, name)
        play.passes(DAY)
        assert play.subjects == [SUBJECTS[name]]
        told(play, name)
        told(play, name, product="stove", title="Stove")
        play.passes(DAY)
        assert play.subjects == [SUBJECTS[name], SUBJECTS[name].replace("Ridge tent", "Stove")]


@pytest.mark.parametrize("name", SIGNALS)
def test_after_a_while_it_may_be_told_again(name: str) -> None:
    with kim() as play:
        for _ in range(2):
            told(play, name)
            play.passes(15 * DAY)
        assert play.subjects == [SUBJECTS[name]] * 2


@pytest.mark.parametrize("name", SIGNALS)
def test_what_comes_late_is_passed_over(name: str) -> None:
    with kim() as play:
        play.passes(10 * DAY)
        told(play, name, at=play.world.clock - LATE[name])
        play.passes(2 * DAY)
        assert play.subjects == []


@pytest.mark.parametrize("name", ["StockReturned", "PriceDropped"])
@pytest.mark.parametrize("does", [Play.orders, lambda play: play.agrees(False)])
def test_who_has_just_ordered_or_said_no_hears_nothing(name: str, does: Callable[[Play], None]) -> None:
    with kim() as play:
        does(play)
        play.passes(MINUTE)
        told(play, name)
        play.passes(2 * DAY)
        assert play.subjects == []


@pytest.mark.parametrize("does", [Play.orders, lambda play: play.agrees(False)])
def test_who_orders_or_says_no_before_the_morning_is_not_reminded_of_what_is_used_up(
    does: Callable[[Play], None],
) -> None:
    with kim() as play:
        told(play, "ReplenishmentDue")
        play.passes(HOUR)
        does(play)
        play.passes(2 * DAY)
        assert play.subjects == []


@pytest.mark.parametrize("name", ["StockReturned", "PriceDropped"])
def test_what_the_catalog_tells_of_nobody_begins_nothing(name: str) -> None:
    with kim() as play:
        play.hears(name, person=False, **SIGNALS[name])
        play.passes(2 * DAY)
        assert play.subjects == []


def test_a_mail_shows_the_product_as_the_catalog_has_it_and_what_it_cost() -> None:
    with kim() as play:
        put = {"title": "Ridge 2 tent", "url": "https://shop.test/tent", "price": 34900, "currency": "EUR"}
        assert play.put("/v1/products/tent", put) < 300
        play.passes(HOUR)
        told(play, "PriceDropped")
        play.passes(HOUR)
        assert play.subjects == ["Ridge 2 tent costs less now"]
        assert [one for one in ("349.00 EUR", "389.00 EUR") if one not in play.text] == []
        assert [one for one in play.leads if one.startswith("https://shop.test/tent?utm_source=segue&")]


@pytest.mark.parametrize("name", ["StockReturned", "PriceDropped"])
@pytest.mark.parametrize(
    ("said", "mails"), [({"stock": 0}, 0), ({"price": 38900, "stock": 1}, 1), ({"price": 34900, "stock": 1}, 1)]
)
def test_news_of_the_catalog_are_not_said_when_they_are_no_longer_so(name: str, said: Any, mails: int) -> None:
    with kim() as play:
        assert play.put("/v1/products/tent", {"title": "Ridge tent", "currency": "EUR", **said}) < 300
        play.passes(HOUR)
        told(play, name)
        play.passes(DAY)
        dearer = name == "PriceDropped" and said.get("price") == 38900
        assert len(play.subjects) == (0 if dearer else mails)


def test_nobody_is_reminded_of_a_cart_of_which_nothing_can_be_bought_any_more() -> None:
    for stock, mails in ((0, 0), (1, 1)):
        with kim() as play:
            play.does("Product Added", cart_id="c1", currency="EUR", **TENT)
            assert play.put("/v1/products/tent", {"title": "Ridge tent", "stock": stock}) < 300
            play.passes(2 * DAY)
            assert len([one for one in play.subjects if "waiting" in one]) == mails


COFFEE = {"product_id": "coffee", "name": "Yirgacheffe", "price": 14, "quantity": 1}
BEANS, STOVE = {**COFFEE, "product_id": "beans"}, {**COFFEE, "product_id": "stove"}


def buys(play: Play, product: dict[str, Any], at: Millis | None = None, **said: Any) -> None:
    order = f"o-{product['product_id']}-{at}"
    play.does("Order Completed", at, order_id=order, total=14, currency="EUR", products=[product], **said)


def used_up_soon(play: Play) -> None:
    """Kim bought coffee 28 days ago, and by what the job writes tonight it lasts two days more."""
    bought = play.world.clock - 28 * DAY
    buys(play, COFFEE, bought)
    play.passes(MINUTE)
    ends = play.world.clock + 2 * DAY
    row = Replenishment("coffee", bought, ends, ends - DAY, ends + 3 * DAY, 4, 30, ("beans",))
    moments = (play.world.clock, play.world.clock)
    with play.world.aside():
        for event in used_up([row], play.person, moments, {"coffee": "Yirgacheffe"}) * 2:
            Ledger(settings().ledger).append_under([play.person], event)
    play.passes(MINUTE)


def test_coffee_is_reminded_of_before_it_runs_out_and_once() -> None:
    with kim() as play:
        assert play.put("/v1/products/coffee", {"title": "Yirgacheffe", "price": 1400, "currency": "EUR"}) < 300
        used_up_soon(play)
        play.passes(4 * DAY)
        assert play.subjects == ["Running low on Yirgacheffe?"]
        assert [one for one in ("about 30 days", "14.00 EUR") if one not in play.text] == []


@pytest.mark.parametrize(
    ("product", "mails"), [(COFFEE, 0), (BEANS, 0), (STOVE, 1)], ids=["coffee", "a substitute", "something else"]
)
def test_only_an_order_of_the_product_or_a_substitute_ends_the_reminder(product: dict[str, Any], mails: int) -> None:
    with kim() as play:
        used_up_soon(play)
        buys(play, product)
        play.passes(2 * DAY)
        assert len(play.subjects) == mails


def test_coffee_bought_at_the_till_ends_the_reminder_too_and_the_message_says_why() -> None:
    with kim() as play:
        used_up_soon(play)
        play.tells("Order Completed", order_id="t1", total=14, currency="EUR", products=[COFFEE])
        play.passes(2 * DAY)
        assert play.subjects == []
        said = Api(play.world, "marketer").get(f"/v1/people/{play.person}/messages")[1]["items"]
        assert [one["reasons"] for one in said] == [["bought-meanwhile"]]
