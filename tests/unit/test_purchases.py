"""Orders and what follows from them: one order however often it is told."""

from unittest.mock import patch

import pytest

from segue import facets
from segue.events import Event
from segue.facets import orders as facet
from segue.profile.profiles import Profile
from segue.times import DAY, to_text
from tests.builders import NOON, an_event, an_order

BEANS = {"product_id": "beans", "quantity": 2, "price": 5, "name": "Beans", "url": "https://shop.example/beans"}


def a_person(*events: Event) -> Profile:
    return Profile("u_1", facets.absorb({}, events), ("u_1",))


def test_an_order_that_three_sources_report_is_one_and_the_shop_s_money_counts() -> None:
    sdk = an_order(NOON + 5, total=20, products=[BEANS])
    shop = an_order(NOON, total=23.5, source="shopify")
    told = shop, an_order(NOON + 9, total=23, source="stripe"), sdk
    shop, paid = (
        an_event("Order Completed", one.timestamp, source=source, channel=channel, properties=one.properties)
        for one, source, channel in ((told[0], "shopify", "commerce"), (told[1], "stripe", "payment"))
    )
    (order,) = a_person(sdk, paid, shop).orders
    assert (order["total"], order["source"], order["placed"]) == (2350, "shopify", to_text(NOON))
    assert [one["name"] for one in order["items"]] == ["Beans"]
    (order,) = a_person(sdk, paid).orders
    assert (order["total"], order["source"]) == (2300, "stripe")


def test_the_newest_record_of_a_source_counts_and_the_order_keeps_its_moment() -> None:
    changed = an_event("Order Updated", NOON + DAY, properties={"order_id": "o1", "total": 30, "currency": "EUR"})
    (order,) = a_person(changed, an_order(NOON)).orders
    assert (order["total"], order["placed"]) == (3000, to_text(NOON))


def test_money_is_added_up_per_currency_without_cancelled_orders() -> None:
    refund = an_event("Order Refunded", NOON + DAY, properties={"order_id": "o1", "total": 6, "currency": "EUR"})
    gone = an_event("Order Cancelled", NOON + DAY, properties={"order_id": "o3"})
    yen = an_order(NOON + 4 * DAY, "o2", total=900, currency="JPY")
    sums = a_person(an_order(), refund, yen, an_order(NOON, "o3", total=99), gone).purchases
    assert sums["money"] == {
        "EUR": {"orders": 1, "total": 2100, "refunded": 600},
        "JPY": {"orders": 1, "total": 900, "refunded": 0},
    }
    assert (sums["count"], sums["first"], sums["days_between"]) == (2, to_text(NOON), 4.0)


def test_a_product_s_purchases_are_known_for_its_next_one_after_many_orders() -> None:
    bought = [an_order(NOON + day * DAY, f"o{999 - day}", products=[BEANS]) for day in range(0, 120, 10)]
    person = a_person(*bought)
    (beans,) = person.purchases["products"]
    assert beans["times"] == [one["placed"] for one in person.orders[::-1]]
    assert beans["quantities"] == [2] * 12
    shown = [one["items"][0]["url"] for one in person.orders]
    assert shown == [BEANS["url"]] * facet.WHOLE + [""] * (12 - facet.WHOLE)


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ({}, 0.0),
        ({"coupon": "TEN"}, 1.0),
        ({"discount": 2}, 1.0),
        ({"products": [BEANS | {"compare_at_price": 7}, BEANS]}, 0.5),
    ],
)
def test_price_sensitivity_is_the_share_of_pieces_bought_at_a_promotion(said: dict[str, object], share: float) -> None:
    orders = [an_order(NOON + day * DAY, f"o{day}", **{"products": [BEANS], **said}) for day in range(3)]
    assert a_person(*orders).purchases["promo_share"] == share
    assert a_person(*orders[:2]).purchases["promo_share"] is None


def test_what_came_back_is_a_share_of_what_was_bought() -> None:
    back = an_event("Order Refunded", NOON + 1, properties={"order_id": "o1", "total": 5, "products": [BEANS]})
    four = an_order(NOON, products=[BEANS | {"quantity": 8}])
    assert a_person(four, back).purchases["returned_share"] == 0.25


def test_a_customer_of_very_many_orders_keeps_the_last_and_says_so() -> None:
    with patch.object(facet, "MOST", 3), patch("segue.profile.purchases.MOST", 3):
        sums = a_person(*(an_order(NOON + day * DAY, f"o{day}") for day in range(5))).purchases
        assert (sums["count"], sums["whole"]) == (3, False)
