"""The console's page that brings everybody of a segment into a journey: counted before, done once, written down."""

from collections.abc import Iterator

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.handlers.audience import with_journey, with_people
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.trail import newest

PAGE = "/journeys/vips/enter"
VIPS = "entry: {segment: vips}\nsteps: [{wait: 1d}]"
SIGNAL = "entry: {detail-type: [OrderPlaced]}\nsteps: [{wait: 1d}]"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Three VIPs, and a journey for them."""
    with staffed(monkeypatch) as made:
        with_people(made, 3)
        with_journey(made, VIPS)
        yield made


def test_who_is_in_the_segment_is_counted_before(world: World) -> None:
    max_ = as_staff(world, "max")
    assert max_.get("/journeys/vips").reads("Bring people in")
    assert max_.get(PAGE).reads("3 people are in VIPs right now.")
    assert rows(world, "Journeys") == []


def test_everybody_is_brought_in_once_and_it_is_written_down(world: World) -> None:
    at = as_staff(world, "max").get(PAGE).post(PAGE, {"segment": "vips"}).at
    world.pass_time(10 * MINUTE)
    assert (at, len(rows(world, "Journeys"))) == ("/console/journeys/vips?said=enter", 3)
    (noted,) = [one for one in newest(9) if one.action == "journey.enter"]
    assert (noted.actor, noted.reason) == ("id-of-max@shop.test", "everybody in vips into vips")


def test_another_segment_may_be_chosen_and_must_be_where_the_journey_names_none(world: World) -> None:
    with_journey(world, SIGNAL)
    world.pass_time(HOUR)
    max_ = as_staff(world, "max")
    assert max_.get(PAGE).reads("Neither the entry nor `while` of this journey names a segment: say which.")
    assert max_.get(f"{PAGE}?segment=vips").reads("3 people are in VIPs right now.")
