"""Attribution and paths: what came before orders and contacts."""

from typing import Any

import pytest

from tests.measured import archive, asked, behind, fact, table, told


def view(who: int, time: str, medium: str = "") -> dict[str, Any]:
    return fact("view", "Page Viewed", who, time, medium=medium)


def order(who: int, purchase: int, time: str, money: int) -> dict[str, Any]:
    return fact("order", "Order Completed", who, time, purchase=purchase, money=money, currency="EUR")


def message(who: int, number: int, time: str, outcome: str, channel: str = "email") -> dict[str, Any]:
    return fact("message", "other", who, time, message=number, outcome=outcome, channel=channel)


def contact(who: int, number: int, time: str, channel: str = "chat") -> dict[str, Any]:
    name = "Call Started" if channel == "phone" else "Conversation Opened"
    return fact("conversation", name, who, time, conversation=number, channel=channel)


SHOP = [
    # cpc > email > direct, by two identities; a mail that only arrived and one that a machine opened say nothing
    view(1, "2026-10-10 10:00", "cpc"),
    message(1, 1, "2026-10-20 10:00", "delivered"),
    message(1, 2, "2026-10-21 10:00", "machine_opened"),
    message(1, 3, "2026-11-01 10:00", "opened"),
    message(1, 3, "2026-11-01 10:01", "clicked"),
    view(1, "2026-11-01 10:02", "email"),
    view(2, "2026-11-03 10:00"),
    order(2, 1, "2026-11-03 10:20", 6000),
    # since the order before: a text message that arrived, then a call
    message(1, 4, "2026-11-05 10:00", "delivered", "sms"),
    contact(1, 1, "2026-11-06 10:00", "phone"),
    order(1, 2, "2026-11-06 10:30", 2000),
    # too long ago
    view(3, "2026-10-01 10:00", "social"),
    order(3, 3, "2026-11-04 10:00", 1000),
    # in the store
    fact("view", "Store Visited", 4, "2026-11-07 10:00", channel="store"),
    order(4, 4, "2026-11-07 10:30", 4000),
    # behind the period
    view(5, "2026-11-30 10:00", "cpc"),
    order(5, 5, "2026-12-01 00:00", 9000),
    # who bought nothing
    view(6, "2026-11-08 10:00", "cpc"),
    view(6, "2026-11-09 10:00"),
]
MERGED = [{"who": 1, "person": 1}, {"who": 2, "person": 1}]


def by_touch(name: str) -> dict[str, float | None]:
    found = told(archive(SHOP, MERGED), name, asked(by="touch"))
    return {part: one.value for part, one in found.items()}


def test_revenue_goes_to_the_last_the_first_or_all_touches() -> None:
    last = {"direct": 6000, "call": 2000, "unknown": 1000, "store": 4000}
    assert by_touch("revenue_by_last_touch") == last
    assert by_touch("revenue_by_first_touch") == {"cpc": 6000, "sms": 2000, "unknown": 1000, "store": 4000}
    every = {"cpc": 2000, "email": 2000, "direct": 2000, "sms": 1000, "call": 1000, "unknown": 1000, "store": 4000}
    assert by_touch("revenue_by_linear_touch") == pytest.approx(every)
    assert behind(archive(SHOP, MERGED), "revenue_by_last_touch", asked(by="touch"), "call") == [1]


def test_people_who_are_not_merged_have_their_own_touches() -> None:
    found = told(archive(SHOP), "revenue_by_first_touch", asked(by="touch"))
    assert (found["direct"].value, found["cpc"].value) == (6000, 2000)


def test_attribution_shares_the_same_orders_in_four_ways() -> None:
    rows = {row["touch"]: row for row in table(archive(SHOP, MERGED), "attribution", asked())}
    for way in ("last", "first", "linear", "removal"):
        assert sum(row[f"orders_{way}"] for row in rows.values()) == pytest.approx(4)
        assert sum(row[f"revenue_{way}"] for row in rows.values()) == pytest.approx(13000)
    # cpc > email > direct > order, cpc > direct > nothing, sms > call > order, store > order: 3/4 of those who begin
    # order; 1/4 begin with sms, 1/4 with store, and of the half that begins with cpc all come to direct, half by email.
    effects = {"cpc": 1 / 3, "email": 1 / 6, "direct": 1 / 3, "sms": 1 / 3, "call": 1 / 3, "store": 1 / 3}
    assert {touch: row["effect"] for touch, row in rows.items()} == pytest.approx(
        {**effects, "unknown": None}, abs=1e-5
    )
    assert rows["cpc"]["orders_removal"] == pytest.approx(3 * (1 / 3) / (11 / 6), abs=1e-4)
    assert rows["unknown"]["revenue_removal"] == 1000


def test_the_most_common_paths_to_an_order_are_steps_between_touches() -> None:
    found = table(archive(SHOP, MERGED), "paths_to_purchase", asked())
    assert [(row["position"], row["from"], row["to"]) for row in found if row["path"].startswith("cpc")] == [
        (1, "cpc", "email"),
        (2, "email", "direct"),
        (3, "direct", "order"),
    ]
    assert {row["path"]: (row["times"], row["people"], row["share"]) for row in found} == {
        "cpc > email > direct > order": (1, 1, 0.25),
        "sms > call > order": (1, 1, 0.25),
        "store > order": (1, 1, 0.25),
        "unknown > order": (1, 1, 0.25),
    }
    base = archive(SHOP, MERGED)
    assert behind(base, "paths_to_purchase", asked(), "sms > call > order") == [1]


def test_of_long_paths_the_last_five_touches_stand_and_common_ones_come_first() -> None:
    long = [view(1, f"2026-11-0{day} 10:00", name) for day, name in enumerate("abcdef", 1)]
    twice = [
        one for who in (2, 3) for one in (view(who, "2026-11-02 10:00", "x"), order(who, who, "2026-11-02 11:00", 1))
    ]
    found = table(archive([*long, order(1, 1, "2026-11-07 10:00", 1), *twice]), "paths_to_purchase", asked())
    assert [(row["place"], row["path"]) for row in found if row["position"] == 1] == [
        (1, "x > order"),
        (2, "b > c > d > e > f > order"),
    ]
    assert [row["to"] for row in found if row["place"] == 2] == ["c", "d", "e", "f", "order"]


def test_paths_to_a_contact_begin_after_the_contact_before_and_know_orders() -> None:
    shop = [
        view(1, "2026-11-01 10:00", "cpc"),
        order(1, 1, "2026-11-01 10:20", 1000),
        contact(1, 1, "2026-11-03 10:00"),
        contact(1, 1, "2026-11-03 10:00"),  # told twice
        view(1, "2026-11-04 10:00"),
        contact(2, 2, "2026-11-05 10:00", "phone"),
        view(3, "2026-11-01 10:00", "cpc"),  # eight days before
        contact(3, 3, "2026-11-09 10:00", "email"),
        contact(4, 4, "2026-12-01 00:00"),
    ]
    found = table(archive(shop, MERGED), "paths_to_contact", asked())
    assert {row["path"]: row["times"] for row in found} == {
        "cpc > order > contact by chat": 1,
        "direct > call": 1,
        "unknown > contact by email": 1,
    }
    only = table(archive(shop, MERGED), "paths_to_contact", asked(channel="phone"))
    assert [(row["from"], row["to"], row["share"]) for row in only] == [("direct", "call", 1)]
