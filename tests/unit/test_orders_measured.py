"""Orders, revenue, refunds and cancellations: one order however many sources tell of it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.measured import archive, asked, behind, fact, told


def order(who: int, purchase: int, time: str, money: int, name: str = "Completed", **said: Any) -> dict[str, Any]:
    about = {"purchase": purchase, "money": money, "currency": "EUR", **said}
    return fact("order", f"Order {name}", who, time, **about)


def value(found: Any, part: str = "all") -> Any:
    return found[part].value


# One order, told by the page, the payment and the shop, which corrects it later: 60.00 EUR, of which 15.00 went back.
TOLD_OFTEN = [
    order(1, 1, "2026-11-03 10:00", 5900, channel="web", device="phone", medium="email", source="site"),
    order(2, 1, "2026-11-03 10:02", 5500, channel="server", source="payments"),
    order(1, 1, "2026-11-03 10:05", 6100, channel="commerce", source="shopify"),
    order(1, 1, "2026-11-04 09:00", 6000, "Updated", channel="commerce", source="shopify"),
    order(1, 1, "2026-11-10 09:00", 1000, "Refunded", channel="commerce", source="shopify"),
    order(1, 1, "2026-12-20 09:00", 500, "Refunded", channel="commerce", source="shopify"),
    order(1, 1, "2026-11-10 09:01", 1000, "Refunded", channel="server", source="payments"),
]
REST = [
    order(3, 2, "2026-11-30 23:59", 2000, channel="store", source="till"),
    order(3, 3, "2026-12-01 00:00", 700),
    order(3, 4, "2026-10-31 23:59", 800),
    order(3, 4, "2026-11-02 08:00", 900, "Updated"),  # of an order of October
    order(4, 5, "2026-11-05 10:00", 3000),
    order(4, 5, "2026-12-05 10:00", 0, "Cancelled", currency=None),
    order(5, 6, "2026-11-06 10:00", 4000, currency="USD"),
    fact("order", "Order Line", 1, "2026-11-03 10:05", purchase=1, money=6100, currency="EUR", product="cup"),
]
SHOP = [*TOLD_OFTEN, *REST]


def test_the_money_of_an_order_is_what_the_shop_said_last() -> None:
    found = told(archive(SHOP), "revenue", asked())["all"]
    assert (found.value, found.things, found.people) == (8000, 2, 2)


def test_an_order_belongs_to_where_the_customer_stood() -> None:
    base = archive(SHOP)
    assert {one: value(told(base, "revenue", asked(by="channel")), one) for one in ("web", "store")} == {
        "web": 6000,
        "store": 2000,
    }
    assert value(told(base, "revenue", asked(by="device")), "phone") == 6000
    assert value(told(base, "revenue", asked(by="medium")), "email") == 6000
    assert value(told(base, "revenue", asked(channel="store"))) == 2000


def test_refunds_are_those_that_one_source_tells() -> None:
    base = archive(SHOP)
    assert value(told(base, "net_revenue", asked())) == 6500
    assert value(told(base, "refund_rate", asked())) == 0.5


def test_cancelled_orders_do_not_count_and_are_told_apart() -> None:
    base = archive(SHOP)
    assert value(told(base, "orders", asked())) == 2
    assert value(told(base, "cancellation_rate", asked())) == pytest.approx(1 / 3)


def test_an_update_makes_no_order_of_the_day_on_which_it_came() -> None:
    assert [*told(archive(SHOP), "orders", asked(by="day"))] == ["2026-11-03", "2026-11-30"]


def test_an_order_in_another_currency_is_of_another_sum() -> None:
    found = told(archive(SHOP), "revenue", replace(asked(), currency="USD"))["all"]
    assert (found.value, found.things) == (4000, 1)


def test_people_who_were_merged_are_one_customer() -> None:
    shop = [
        order(1, 1, "2026-11-03 10:00", 1000),
        order(2, 2, "2026-11-04 10:00", 3000),
        order(0, 3, "2026-11-05 10:00", 50),
    ]
    apart, merged = archive(shop), archive(shop, [{"who": 1, "person": 1}, {"who": 2, "person": 1}])
    assert value(told(apart, "customers", asked())) == 2
    assert value(told(merged, "customers", asked())) == 1
    assert value(told(merged, "purchase_frequency", asked())) == 2
    assert behind(merged, "customers", asked(), "all") == [1]
    assert value(told(merged, "average_order", asked())) == 1350
