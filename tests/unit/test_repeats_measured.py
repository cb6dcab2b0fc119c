"""Who comes back: repeat rate, time to the next order, cohorts, frequency, groups by RFM, and value to date."""

from typing import Any

import pytest

from tests.measured import archive, asked, behind, fact, table, told


def order(who: int, purchase: int, time: str, money: int = 1000, **said: Any) -> dict[str, Any]:
    return fact("order", "Order Completed", who, time, purchase=purchase, money=money, currency="EUR", **said)


def refund(who: int, purchase: int, time: str, money: int) -> dict[str, Any]:
    return fact("order", "Order Refunded", who, time, purchase=purchase, money=money, currency="EUR")


SHOP = [
    order(1, 1, "2026-03-01 10:00", 1000, channel="store"),
    order(2, 2, "2026-11-03 10:00", 2000),  # the same person as 1
    refund(2, 2, "2026-11-04 10:00", 500),
    order(3, 3, "2026-11-04 10:00", 3000),
    order(3, 4, "2026-11-24 22:00", 4000),
    order(3, 4, "2026-11-24 22:01", 4000, source="payments"),
    order(4, 5, "2026-11-05 10:00", 5000, channel="store"),
    order(4, 6, "2026-12-01 00:00", 600),
    order(0, 7, "2026-11-06 10:00", 700),
]
MERGED = [{"who": 1, "person": 1}, {"who": 2, "person": 1}]
NOVEMBER = asked()


def test_the_repeat_rate_is_of_people_with_an_order_that_was_not_their_first() -> None:
    found = told(archive(SHOP, MERGED), "repeat_rate", NOVEMBER)["all"]
    assert (found.value, found.things) == (pytest.approx(2 / 3), 3)
    assert told(archive(SHOP), "repeat_rate", NOVEMBER)["all"].value == pytest.approx(1 / 3)
    assert behind(archive(SHOP, MERGED), "repeat_rate", asked(first_channel="store"), "all") == [1, 4]


def test_the_days_to_the_next_order_are_those_since_the_one_before() -> None:
    found = told(archive(SHOP, MERGED), "time_to_next_order", NOVEMBER)["all"]
    assert (found.value, found.things) == (pytest.approx((247 + 20.5) / 2), 2)


def test_an_order_has_ninety_days_for_another_to_follow() -> None:
    shop = [
        order(1, 1, "2026-08-03 10:00"),
        order(2, 2, "2026-11-01 10:00"),  # to the minute ninety days later
        order(3, 3, "2026-08-04 10:00"),
        order(3, 4, "2026-11-02 10:01"),
        order(4, 5, "2026-08-02 10:00"),  # its ninety days were over on the last of October
        order(4, 6, "2026-08-05 10:00"),
    ]
    found = told(archive(shop, MERGED), "next_order_rate", NOVEMBER)["all"]
    assert (found.value, found.things) == (pytest.approx(1 / 3), 3)


def test_frequency_counts_the_orders_of_those_who_ordered() -> None:
    found = told(archive(SHOP, MERGED), "purchase_frequency", NOVEMBER)["all"]
    assert (found.value, found.people) == (pytest.approx(4 / 3), 3)


def test_the_value_of_a_customer_is_all_they_spent_by_when_and_where_they_came() -> None:
    base = archive(SHOP, MERGED)
    year = asked("2026-01-01", "2026-12-31", "month")
    assert {part: one.value for part, one in told(base, "lifetime_value", year).items()} == {
        "2026-03-01": 2500,
        "2026-11-01": 6300,
    }
    by_channel = told(base, "lifetime_value", asked("2026-01-01", "2026-12-31", "first_channel"))
    assert {part: one.value for part, one in by_channel.items()} == {"store": 4050, "web": 7000}


def test_cohorts_are_followed_month_by_month_as_far_as_the_archive_goes() -> None:
    found = table(archive(SHOP, MERGED), "cohorts", asked("2026-01-01", "2026-12-31"))
    rows = {
        (row["cohort"], row["month"]): (row["people"], row["ordered"], row["share"], row["revenue"]) for row in found
    }
    assert [key for key in rows if key[0] == "2026-11-01"] == [("2026-11-01", 0), ("2026-11-01", 1)]
    assert rows["2026-11-01", 0] == (2, 2, 1, 12000)
    assert rows["2026-11-01", 1] == (2, 1, 0.5, 600)
    assert len([key for key in rows if key[0] == "2026-03-01"]) == 10
    assert (rows["2026-03-01", 7], rows["2026-03-01", 8]) == ((1, 0, 0, 0), (1, 1, 1, 2000))
    only = table(archive(SHOP, MERGED), "cohorts", asked("2026-01-01", "2026-12-31", first_channel="web"))
    assert {row["cohort"]: row["people"] for row in only} == {"2026-11-01": 1}


def test_people_move_between_groups_while_the_period_lasts() -> None:
    shop = [
        order(1, 1, "2025-11-15 10:00", 60000),  # fresh enough to be at risk, a year old at the end
        order(2, 2, "2026-10-20 10:00"),  # new, then a champion by what it cost
        order(2, 3, "2026-11-20 10:00", 50000),
        order(3, 4, "2026-11-20 10:00"),
        order(4, 5, "2026-07-01 10:00", 20000),  # loyal while fresh
        order(5, 6, "2026-04-20 10:00"),
        order(5, 7, "2026-11-10 10:00"),
        order(6, 8, "2026-12-01 00:00"),
    ]
    found = {(row["from"], row["to"]): row["people"] for row in table(archive(shop), "rfm_movement", NOVEMBER)}
    assert found == {
        ("at risk", "gone"): 1,
        ("new", "champions"): 1,
        ("nobody yet", "new"): 1,
        ("loyal", "loyal"): 1,
        ("asleep", "growing"): 1,
    }
    assert behind(archive(shop), "rfm_movement", NOVEMBER, "new > champions") == [2]
    merged = archive(shop, [{"who": 2, "person": 1}, {"who": 1, "person": 1}])
    assert ("at risk", "champions") not in found
    assert ("champions", "champions") in {(r["from"], r["to"]) for r in table(merged, "rfm_movement", NOVEMBER)}
