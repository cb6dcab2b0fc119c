"""Waits for a time on the wall and for a moment in the data."""

import pytest

from segue.times import DAY, HOUR
from tests.builders import NOON, an_order
from tests.fake_journeys import SEND, World, a_world, someone


def due(world: World) -> int:
    """When the run goes on, from noon, in hours; noon is a Sunday's."""
    world.signal()
    assert world.run.due is not None
    return (world.run.due - NOON) // HOUR


@pytest.mark.parametrize(
    ("until", "hours"),
    [
        ({"at": "09:00", "zone": "UTC"}, 21),
        ({"at": "13:00", "zone": "UTC"}, 1),
        ({"weekday": ["sunday"], "at": "09:00", "zone": "UTC"}, 7 * 24 - 3),
        ({"weekday": ["tuesday", "monday"], "at": "09:00", "zone": "UTC"}, 21),
        ({"weekday": ["monday"], "at": "09:00", "zone": "Europe/Berlin"}, 20),
        ({"weekday": ["monday"], "at": "09:00"}, 26),
        ({"at": "13:00", "zone": "UTC", "passed": "go_on"}, 1),
        ({"at": "18:00", "passed": "go_on"}, 11),
        ({"weekday": ["monday"], "at": "09:00", "zone": "UTC", "passed": "go_on"}, 21),
    ],
)
def test_a_wait_ends_on_a_local_weekday_and_hour(until: dict, hours: int) -> None:
    world = a_world({"wait": {"until": until}}, SEND, profile=someone(timezone="America/New_York"))
    assert due(world) == hours


@pytest.mark.parametrize("late", [0, 2])
def test_two_waits_for_the_same_time_are_a_week_apart_however_late_the_alarm_rings(late: int) -> None:
    until = {"wait": {"until": {"weekday": ["monday"], "at": "09:00", "zone": "UTC"}}}
    world = a_world(until, SEND, until, SEND)
    world.signal()
    world.pass_time(21 * HOUR - 1)
    world.now += late  # then it rings a millisecond after it was due
    world.pass_time(1)
    assert len(world.said) == 1
    world.pass_time(7 * DAY)
    assert len(world.said) == 2


@pytest.mark.parametrize(("passed", "steps"), [("go_on", ["1"]), ("next", [])])
def test_an_hour_of_today_that_has_passed_is_no_wait_where_that_is_said(passed: str, steps: list) -> None:
    world = a_world({"wait": {"until": {"at": "11:59", "zone": "UTC", "passed": passed}}}, SEND)
    world.signal()
    assert world.steps == steps


@pytest.mark.parametrize(
    ("until", "hours"),
    [
        ({"trait": "renewal", "plus": "-1d"}, 2 * 24 - 12),
        ({"trait": "birthday", "yearly": True}, 9 * 24 + 12),
        ({"order": "placed", "plus": "3d"}, 3 * 24),
        ({"data": "delivery"}, 12),
    ],
)
def test_a_wait_ends_at_a_moment_in_the_data(until: dict, hours: int) -> None:
    person = someone(an_order(NOON), renewal="2026-11-25", birthday="1990-12-02")
    world = a_world({"wait": {"until": until}}, SEND, profile=person)
    world.signal(delivery="2026-11-23")
    assert world.run.due == NOON + hours * HOUR
    world.pass_time(hours * HOUR)
    assert world.steps == ["1"]


@pytest.mark.parametrize(("missing", "steps"), [("leave", []), ("go_on", ["1"])])
def test_a_moment_that_is_not_there_is_no_wait_without_end(missing: str, steps: list) -> None:
    world = a_world({"wait": {"until": {"trait": "renewal", "missing": missing}}}, SEND)
    world.signal()
    assert (world.steps, world.run.running) == (steps, False)
