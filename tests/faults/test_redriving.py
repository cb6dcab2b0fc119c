"""Dead letters: kept out of their queues, listed, sent on; at whatever request it breaks off, it ends the same."""

from typing import Any

import pytest

from segue.times import DAY
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, rows
from tests.faults.letters import buried, lost, sent_on, swept
from tests.faults.striking import odd_ones

JOBS = ("keep_undelivered", "people", "redrive")


def story(plan: Plan = nothing) -> World:
    """A batch of the stream and an order of a queue were given up; both are found, asked for, and sent on."""
    world = World()
    with world.open():
        lost(world)
        source = world.region.queues.by_name["ForecastQueue"].arn
        buried(world, "ForecastDeadLetters", {"run": "nothing-of-the-kind"}, "order", source=source)
        world.region.queues.by_name["ForecastQueue"].visibility = DAY  # looked at once, below
        world.readers[:] = [one for one in world.readers if getattr(one, "source", None) and wanted(one)]
        world.region.gate.plan = plan
        swept(world)
        sent_on(world)
        world.region.gate.plan = nothing
    return world


def wanted(reader: Any) -> bool:
    """Whatever forecasts is left out: its order is only to arrive."""
    return reader.source.function != "forecast"


def ending(world: World) -> Any:
    """States of the letters, who is known, and that the order came back, however often."""
    with world.open():
        kept = [one for one in rows(world, "Requests") if one.get("kind") == "letter"]
        audit = [one["action"] for one in rows(world, "Requests") if one.get("kind") == "audit"]
        arrived = {one.body for one in world.region.queues.by_name["ForecastQueue"].messages.values()}
        left = [one for one in world.region.queues.by_name.values() if "Dead" in one.name and one.messages]
        people = [len(one[0]) for one in ending_of(world).people.values()]
        states = sorted((one["queue"], one["state"], "body" in one) for one in kept)
        return states, sorted(audit), arrived, left, people, world.handed


def test_what_was_given_up_is_found_sent_on_and_taken() -> None:
    states, audit, arrived, left, people, handed = ending(story())
    assert states == [("DeadLetters", "redriven", False), ("ForecastDeadLetters", "redriven", False)]
    assert audit == ["deadletter.redrive"] * 2
    assert (arrived, left, handed) == ({'{"run": "nothing-of-the-kind"}'}, [], [])
    assert people == [2]  # one person, known by user id and address


@pytest.mark.parametrize("job", JOBS)
def test_a_fault_at_any_request_ends_the_same(job: str) -> None:
    assert not odd_ones(story, ending, job)
