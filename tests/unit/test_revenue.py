"""Revenue: each order once, in its period, by what it is told by."""

import pytest

from tests.measured import archive, asked, behind, fact, told

ORDER = {"purchase": 1, "money": 4000, "currency": "EUR"}
SHOP = [
    fact("order", "Order Completed", 7, "2026-11-03 10:00", **ORDER),
    fact("order", "Order Completed", 7, "2026-11-03 10:01", **ORDER, source="payments"),
    fact("order", "Order Completed", 8, "2026-11-04 10:00", purchase=2, money=1000, currency="EUR", channel="store"),
    fact("order", "Order Completed", 9, "2026-12-01 00:00", purchase=3, money=900, currency="EUR"),
]


def test_revenue_counts_each_order_once_in_its_period() -> None:
    found = told(archive(SHOP), "revenue", asked())
    assert (found["all"].value, found["all"].things, found["all"].people) == (5000, 2, 2)


def test_revenue_is_told_by_channel_and_day_and_names_who_is_behind_it() -> None:
    base = archive(SHOP, [{"who": 8, "person": 2}])
    assert {part: one.value for part, one in told(base, "revenue", asked(by="channel")).items()} == {
        "web": 4000,
        "store": 1000,
    }
    assert [*told(base, "revenue", asked(by="day"))] == ["2026-11-03", "2026-11-04"]
    assert behind(base, "revenue", asked(by="channel"), "store") == [2]


def test_a_till_where_nobody_is_known_is_no_single_customer() -> None:
    till = [
        fact("order", "Order Completed", 0, "2026-11-05 10:00", purchase=10 + one, money=1000, currency="EUR")
        for one in range(400)
    ]
    found = told(archive([*SHOP, *till]), "revenue", asked())["all"]
    assert (found.value, found.things, found.people) == (405_000, 402, 2)
    spread = (4000**2 + 1000**2 + 400 * 1000**2) ** 0.5
    assert found.low == pytest.approx(405_000 - 1.959964 * spread)
    back = [{**one, "name": "Order Refunded", "id": 10**6 + one["id"], "money": 1} for one in till[:200]]
    share = told(archive([*till, *back]), "refund_rate", asked())["all"]
    assert share.value == 0.5
    assert 0.45 < (share.low or 0) < 0.5 < (share.high or 0) < 0.55
