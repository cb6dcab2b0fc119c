"""Sessions: who was there when, on what device, and at which step of a checkout."""

from typing import Any

import pytest

from segue import facets
from segue.events import Event
from segue.facets import sessions
from segue.facets.registers import mark
from segue.times import DAY, MINUTE, to_text
from tests.builders import NOON, an_event

TODAY, NOON_MINUTE = NOON // DAY, 12 * 60


def seen(*events: Event) -> dict[str, Any]:
    return sessions.read(facets.absorb({}, events).get("sessions", {}))


def test_an_event_of_the_customer_s_own_is_one_minute_on_one_device() -> None:
    assert sessions.of(an_event("Product Viewed")) == {"d": {TODAY: {0: [NOON_MINUTE, NOON_MINUTE]}}, "s": {}}


@pytest.mark.parametrize(
    ("channel", "context", "device"),
    [
        ("web", {}, 0),
        ("web", {"userAgent": "Mozilla/5.0 (Linux; Android 15)"}, 1),
        ("web", {"userAgent": "Mozilla/5.0 (iPad)"}, 1),
        ("web", {"userAgent": "X Mobi"}, 1),
        ("web", {"device": {"id": "d1"}}, 1),
        ("web", {"device": "d1"}, 0),
        ("mobile", {}, 1),
        ("store", {"userAgent": "iPhone"}, 2),
    ],
)
def test_the_device_is_told_by_channel_and_agent(channel: str, context: dict[str, Any], device: int) -> None:
    assert list(sessions.of(an_event("Product Viewed", channel=channel, context=context))["d"][TODAY]) == [device]


@pytest.mark.parametrize("channel", ["email", "server", "commerce"])
def test_what_others_report_is_no_presence_but_may_be_a_step(channel: str) -> None:
    assert sessions.of(an_event("Product Viewed", channel=channel)) == {}
    step = an_event("Order Completed", channel=channel)
    assert sessions.of(step) == {"d": {}, "s": {"Order Completed": [mark(step)]}}


@pytest.mark.parametrize(
    ("called", "step", "named"),
    [
        ("Checkout Step Viewed", 2, "Checkout Step Viewed 2"),
        ("Checkout Step Completed", 9, "Checkout Step Completed 9"),
        ("Checkout Step Viewed", True, "Checkout Step Viewed 1"),
        ("Checkout Step Viewed", 0, "Checkout Step Viewed"),
        ("Checkout Step Viewed", 10, "Checkout Step Viewed"),
        ("Checkout Step Viewed", "2", "Checkout Step Viewed"),
        ("Checkout Started", 2, "Checkout Started"),
    ],
)
def test_a_step_has_a_number_where_it_says_one(called: str, step: Any, named: str) -> None:
    assert list(sessions.of(an_event(called, properties={"step": step}))["s"]) == [named]


def test_moments_join_up_to_half_an_hour_of_nothing_and_devices_stay_apart() -> None:
    at = [an_event("Product Viewed", NOON + n * MINUTE) for n in (0, 30, 61)]
    phone = an_event("Product Viewed", NOON + 10 * MINUTE, channel="mobile")
    assert seen(*at, phone) == {
        "sessions": [
            {"start": to_text(NOON + 61 * MINUTE), "end": to_text(NOON + 61 * MINUTE), "device": "desktop"},
            {"start": to_text(NOON), "end": to_text(NOON + 30 * MINUTE), "device": "desktop"},
            {"start": to_text(NOON + 10 * MINUTE), "end": to_text(NOON + 10 * MINUTE), "device": "mobile"},
        ],
        "devices": {
            "desktop": {"sessions": 2, "last": to_text(NOON + 61 * MINUTE)},
            "mobile": {"sessions": 1, "last": to_text(NOON + 10 * MINUTE)},
        },
        "checkout": [],
    }


def test_a_shorter_stay_within_a_longer_one_ends_nothing_early() -> None:
    value = sessions.add({"d": {1: {0: [0, 50]}}, "s": {}}, {"d": {1: {0: [10, 20]}}, "s": {}})
    assert value == {"d": {1: {0: [0, 50]}}, "s": {}}


def test_of_many_stays_the_one_before_last_is_left_as_it_was() -> None:
    value = sessions.add({"d": {1: {0: [0, 0, 61, 90]}}, "s": {}}, {"d": {1: {0: [70, 75, 121, 130]}}, "s": {}})
    assert value["d"] == {1: {0: [0, 0, 61, 90, 121, 130]}}
    more = sessions.add(value, {"d": {1: {0: [140, 140]}}, "s": {}})
    assert more["d"] == {1: {0: [0, 0, 61, 90, 121, 140]}}


def test_days_fall_out_after_four_weeks_and_of_each_step_the_last_three_stay() -> None:
    old = [an_event("Product Viewed", NOON - days * DAY) for days in (29, 28, 0)]
    assert list(facets.absorb({}, old)["sessions"]["d"]) == [TODAY - 28, TODAY]
    steps = [an_event("Checkout Started", NOON + n) for n in range(5)]
    assert [one[0] - NOON for one in facets.absorb({}, steps)["sessions"]["s"]["Checkout Started"]] == [2, 3, 4]


def test_the_steps_of_the_last_checkout_are_told_in_their_order() -> None:
    before = an_event("Payment Info Entered", NOON - 1)
    started, paid = an_event("Checkout Started", NOON), an_event("Order Completed", NOON + 1)
    assert seen(paid, before, started)["checkout"] == [
        {"step": "Checkout Started", "time": to_text(NOON)},
        {"step": "Order Completed", "time": to_text(NOON + 1)},
    ]
    assert [one["step"] for one in seen(before)["checkout"]] == ["Payment Info Entered"]
