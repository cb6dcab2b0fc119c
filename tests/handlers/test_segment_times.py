"""Time moves too: people enter and leave segments at their boundaries, within a minute and without any scan."""

import pytest

from segue.times import DAY, HOUR, MINUTE, to_text
from tests.faults.cloud.clock import START
from tests.faults.shop import added, ordered, post, put_in_force
from tests.handlers.staff_requests import Api

FILES = {
    "segments/recent.yaml": "when: {ordered: {within: 90d}}",
    "segments/lapsed.yaml": "when: {all: [{ordered: {at_least: 1}}, {not: {ordered: {within: 90d}}}]}",
    "segments/left.yaml": "when: {cart: {untouched_for: 2h}}",
}


@pytest.fixture
def shop(world):
    """Three segments that time alone leads into and out of."""
    put_in_force(world, FILES)
    world.pass_time(HOUR)
    return world


def told(world):
    """Entries and exits on the bus: (name, segment, time of the signal)."""
    found = [(one["detail-type"], one["detail"]) for one in world.region.bus.log]
    return [(name, one["segment"], one["time"]) for name, one in found if name.startswith("Segment")]


def test_after_ninety_days_an_order_is_no_longer_recent(shop):
    at = shop.clock
    post(shop, ordered(shop, "m1", userId="u1"))
    shop.pass_time(89 * DAY)
    assert told(shop) == [("SegmentEntered", "recent", to_text(at))]
    shop.reach(at - START + 90 * DAY + MINUTE)
    due = to_text(at + 90 * DAY)
    assert sorted(told(shop)[1:]) == [("SegmentEntered", "lapsed", due), ("SegmentExited", "recent", due)]


def test_a_cart_is_left_two_hours_after_the_last_touch_and_the_next_touch_takes_it_up(shop):
    at = shop.clock
    post(shop, added(shop, "m1", anonymousId="a1"))
    shop.pass_time(2 * HOUR - MINUTE)
    assert told(shop) == []
    shop.pass_time(2 * MINUTE)
    assert told(shop) == [("SegmentEntered", "left", to_text(at + 2 * HOUR))]
    again = shop.clock
    post(shop, added(shop, "m2", anonymousId="a1"))
    shop.pass_time(MINUTE)
    assert told(shop)[1:] == [("SegmentExited", "left", to_text(again))]


def test_an_order_that_is_told_of_late_makes_the_member_one_since_it_happened(shop):
    at = shop.clock
    late = ordered(shop, "m1", userId="u1")
    shop.pass_time(5 * HOUR)
    post(shop, late)
    shop.pass_time(MINUTE)
    found = Api(shop).post("/v1/people/find", {"type": "user_id", "value": "u1"})[1]
    assert found["segments"] == [{"id": "recent", "since": to_text(at)}]
