"""Conversion, and what a message brought: which visits, messages, calls and contacts an order followed."""

from typing import Any

import pytest

from tests.measured import archive, asked, behind, fact, told


def view(who: int, time: str, **said: Any) -> dict[str, Any]:
    return fact("view", "Page Viewed", who, time, **said)


def order(who: int, purchase: int, time: str, money: int = 1000, name: str = "Order Completed") -> dict[str, Any]:
    return fact("order", name, who, time, purchase=purchase, money=money, currency="EUR")


def message(who: int, number: int, time: str, outcome: str = "sent", **said: Any) -> dict[str, Any]:
    about = {"journey": "cart", "channel": "email", "purpose": "marketing", **said}
    return fact("message", "other", who, time, message=number, outcome=outcome, **about)


VISITS = [
    view(1, "2026-11-03 10:00", medium="cpc", device="phone"),
    view(1, "2026-11-03 10:29"),  # the same visit
    view(1, "2026-11-03 10:58", medium="email"),  # and still
    order(1, 1, "2026-11-03 11:10"),
    view(1, "2026-11-03 11:28"),  # half an hour: another, after the order
    view(2, "2026-11-04 10:00", device="phone"),
    order(2, 2, "2026-11-05 10:01"),  # a day and a minute later
    view(3, "2026-11-05 10:00", device="desktop"),
    order(3, 3, "2026-11-05 10:30"),
    order(3, 3, "2026-11-05 12:00", name="Order Cancelled"),
    view(4, "2026-10-31 23:50"),  # began before the period
    view(4, "2026-11-01 00:10"),
    view(5, "2026-11-30 23:50", device="tablet"),  # ordered behind it
    order(5, 5, "2026-12-01 00:10"),
    view(0, "2026-11-06 10:00"),  # nobody can tell who
]


def shares(base: Any, by: str, **only: str) -> dict[str, tuple[float | None, int]]:
    return {part: (one.value, one.things) for part, one in told(base, "conversion", asked(by=by, **only)).items()}


def test_a_visit_ends_with_half_an_hour_of_nothing_and_counts_where_it_began() -> None:
    assert shares(archive(VISITS), "medium") == {"cpc": (1, 1), "direct": (0.25, 4)}


def test_an_order_follows_a_visit_within_a_day() -> None:
    found = shares(archive(VISITS), "device")
    assert (found["phone"], found["desktop"], found["tablet"]) == ((0.5, 2), (0, 1), (1, 1))


def test_an_order_follows_whichever_identity_of_the_person_was_there() -> None:
    shop = [view(1, "2026-11-03 10:00"), order(2, 1, "2026-11-03 10:10")]
    assert shares(archive(shop), "what") == {"visit": (0, 1)}
    merged = archive(shop, [{"who": 1, "person": 1}, {"who": 2, "person": 1}])
    assert shares(merged, "what") == {"visit": (1, 1)}
    assert behind(merged, "conversion", asked(by="what"), "visit") == [1]


WAYS = [
    message(1, 1, "2026-11-03 10:00"),
    message(1, 1, "2026-11-03 11:00", "delivered"),
    message(2, 2, "2026-11-03 10:00", channel="sms"),
    message(3, 3, "2026-11-03 10:00", "dropped"),
    order(1, 1, "2026-11-10 10:00"),  # seven days later, to the minute
    fact("conversation", "Call Started", 4, "2026-11-04 10:00", conversation=1, channel="phone"),
    fact("conversation", "Call Started", 4, "2026-11-04 10:00", conversation=1, channel="phone", source="again"),
    fact("conversation", "Call Started", 2, "2026-11-04 10:00", channel="phone", reason="outbound"),
    order(4, 4, "2026-11-04 10:20"),
    fact("conversation", "Conversation Opened", 5, "2026-11-04 10:00", conversation=2, channel="chat"),
    fact("view", "Store Visited", 6, "2026-11-04 10:00", channel="store"),
    order(6, 6, "2026-11-04 10:30"),
]


def test_each_way_has_its_own_conversion() -> None:
    assert shares(archive(WAYS), "what") == {
        "message": (0.5, 2),
        "call": (1, 1),
        "contact": (0, 1),
        "store visit": (1, 1),
    }
    assert shares(archive(WAYS), "channel", what="message") == {"email": (1, 1), "sms": (0, 1)}


SENT = [
    message(1, 1, "2026-11-03 10:00", journey="welcome"),
    message(1, 2, "2026-11-05 10:00"),
    message(1, 2, "2026-11-05 10:00", "opened"),
    order(1, 1, "2026-11-06 10:00", 3000),
    order(1, 2, "2026-11-10 10:00", 500),  # five days after the second
    order(1, 3, "2026-11-10 10:01", 700),  # and a minute more
    message(2, 3, "2026-11-29 10:00"),
    message(2, 4, "2026-12-01 10:00"),  # the last before the order, behind the period
    order(2, 4, "2026-12-02 10:00", 900),
    message(3, 5, "2026-11-30 10:00", journey="welcome"),
    order(4, 5, "2026-12-03 10:00", 1100),  # of the same person, by another identity
    message(5, 6, "2026-10-31 10:00"),
]


def test_an_order_is_what_the_last_message_before_it_brought() -> None:
    base = archive(SENT, [{"who": 3, "person": 3}, {"who": 4, "person": 3}])
    found = told(base, "revenue_per_send", asked(by="journey"))
    assert {part: (one.value, one.things) for part, one in found.items()} == {"cart": (1750, 2), "welcome": (550, 2)}
    assert behind(base, "revenue_per_send", asked(by="journey"), "welcome") == [1, 3]
    assert told(base, "revenue_per_send", asked())["all"].value == pytest.approx(1150)
