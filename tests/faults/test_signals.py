"""Everything that is put on the bus is what its schema says, whatever is played."""

from functools import cache
from typing import Any

import jsonschema_rs

from segue_tools.schemas import schema
from tests.faults.cloud.world import World
from tests.faults.scenarios import SCENARIOS, played

TOLD = {"PersonCreated", "PersonMerged", "SegmentEntered", "SegmentExited", "CartUpdated", "OrderPlaced"}
Events = list[dict[str, Any]]


@cache
def told() -> Events:
    """What all plays put on the bus."""
    return [event for scenario in SCENARIOS for event in played(scenario).region.bus.log]


@cache
def _validator(name: str) -> Any:
    return jsonschema_rs.Draft4Validator(schema(name))


def unlike(events: Events) -> set[str]:
    """What is not as its schema says."""
    found = ((one["detail-type"], _validator(one["detail-type"]).iter_errors(one)) for one in events)
    return {f"{name}: {wrong.message}" for name, wrongs in found for wrong in wrongs}


def test_every_signal_of_every_play_is_as_its_schema_says() -> None:
    assert unlike(told()) == set()


def test_the_plays_tell_most_of_what_is_told_today() -> None:
    assert TOLD | {"ConsentChanged", "StockReturned", "PriceDropped"} <= {one["detail-type"] for one in told()}


def test_a_signal_that_is_wrong_is_seen() -> None:
    world = World()
    detail = '{"id": "1", "time": "2026-01-01T00:00:00Z", "person": "u_1", "version": 2, "segment": "open-cart"}'
    world.region.bus.put_events({"Entries": [{"Source": "segue", "DetailType": "SegmentEntered", "Detail": detail}]})
    assert {one.partition(":")[0] for one in unlike(world.region.bus.log)} == {"SegmentEntered"}
