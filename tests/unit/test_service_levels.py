"""Clocks of the service level: by queue and channel, stopped while the desk is closed."""

from typing import Any

import pytest

from segue.conversations.policies import conversations_policy
from segue.conversations.routing.clocks import due, left
from segue.times import HOUR, MINUTE, from_text, to_text

WEEKDAYS = {"days": {"weekdays": "09:00-17:00"}}


def at(text: str) -> int:
    return from_text(f"{text}:00Z")


def answered_by(heard: str, line: tuple[str, str] = ("email", ""), first: bool = True, **spec: Any) -> str:
    """To the minute, in UTC; "" for no clock."""
    found = due(conversations_policy(spec, "UTC"), line, at(heard), first)
    return to_text(found)[:16] if found else ""


def test_without_a_word_a_chat_is_answered_in_two_minutes_and_all_else_in_eight_hours_at_any_time() -> None:
    assert answered_by("2026-11-29T03:00", ("chat", "")) == "2026-11-29T03:02"
    assert answered_by("2026-11-29T03:00", ("phone", "")) == "2026-11-29T03:30"
    assert answered_by("2026-11-29T03:00", ("a source of ours", "")) == "2026-11-29T11:00"


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("2026-11-27T10:00", "2026-11-27T14:00"),  # a Friday
        ("2026-11-27T13:00", "2026-11-27T17:00"),  # to the last minute of the day
        ("2026-11-27T13:01", "2026-11-30T09:01"),
        ("2026-11-28T13:00", "2026-11-30T13:00"),  # a Saturday
        ("2026-11-27T17:00", "2026-11-30T13:00"),
    ],
)
def test_the_clock_stops_while_the_desk_is_closed(heard, expected) -> None:
    assert answered_by(heard, hours=WEEKDAYS, answer_within={"default": "4h"}) == expected


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("2027-03-26T22:30", "2027-03-28T02:30"),  # Europe/Berlin leaves 2 to 3 out: 00:00-02:00 and 03:00-04:30
        ("2027-10-30T21:30", "2027-10-31T01:30"),  # and shows it twice: open for 5 hours
    ],
)
def test_an_hour_that_is_left_out_is_never_open_and_one_that_is_shown_twice_is_open_twice(heard, expected) -> None:
    hours = {"zone": "Europe/Berlin", "days": {"sunday": "00:00-06:00"}}
    assert answered_by(heard, hours=hours, answer_within={"default": "210m"}) == expected


def test_holidays_and_days_that_are_said_are_closed() -> None:
    hours = {"zone": "Europe/Berlin", "days": {"weekdays": "09:00-17:00", "holidays": "closed"}, "closed": ["12-24"]}
    # 24 December is said, 25 a holiday, 26 a Saturday and 27 a Sunday.
    assert answered_by("2026-12-23T15:30", hours=hours, answer_within={"default": "1h"}) == "2026-12-28T08:30"


def test_a_queue_s_own_hours_and_limits_come_before_a_channel_s_and_those_before_the_desk_s() -> None:
    spec: dict[str, Any] = {
        "hours": {**WEEKDAYS, "channels": {"chat": {"days": {"every_day": "20:00-22:00"}}}},
        "answer_within": {"chat": {"first": "5m", "next": "1m"}, "default": "1h"},
        "queues": [{"id": "vip", "hours": {"days": {"sunday": "00:00-24:00"}}, "answer_within": {"chat": "7m"}}],
    }
    sunday = "2026-11-29T12:00"
    assert answered_by(sunday, ("chat", "vip"), **spec) == "2026-11-29T12:07"
    assert answered_by(sunday, ("email", "vip"), **spec) == "2026-11-29T13:00"
    assert answered_by(sunday, ("chat", "gone"), **spec) == "2026-11-29T20:05"
    assert answered_by(sunday, ("chat", ""), first=False, **spec) == "2026-11-29T20:01"
    assert answered_by(sunday, ("email", ""), **spec) == "2026-11-30T10:00"


def test_what_is_never_due_has_no_clock() -> None:
    assert answered_by("2026-11-29T12:00", ("x", ""), answer_within={"x": "never"}) == ""


def test_what_is_left_counts_open_time_alone_and_what_is_late_is_below_zero() -> None:
    policy = conversations_policy({"hours": WEEKDAYS}, "UTC")
    until = at("2026-11-30T10:00")
    assert left(policy, ("email", ""), at("2026-11-27T16:00"), until) == 2 * HOUR
    assert left(policy, ("email", ""), at("2026-11-30T16:30"), until) == -6 * HOUR - 30 * MINUTE
    assert left(policy, ("email", ""), until, until) == 0
