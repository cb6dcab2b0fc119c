"""A canary goes the whole way; at whatever request it breaks off, the next one arrives and nothing of any stays."""

from typing import Any

import pytest

from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.knocks import knocked
from tests.faults.striking import odd_ones

JOBS = ("knock", "collect", "fold_events", "run_journeys")


def story(plan: Plan = nothing) -> World:
    """Three test events, five minutes apart; the fault strikes one of them."""
    world = World()
    with world.open():
        world.region.gate.plan = plan
        knocked(world, 3)
        world.region.gate.plan = nothing
    return world


def ending(world: World) -> Any:
    """What stays: that one of the last two has arrived, one identity of nobody, and nothing else anywhere."""
    (arrived,) = rows(world, "Journeys")
    queues = {name: one for name, one in world.region.queues.by_name.items() if one.messages}
    left = [rows(world, table) for table in ("Ledger", "People", "Messages", "Members", "Catalog", "ContactPoints")]
    counted = [one for one in rows(world, "Requests") if not one["pk"].startswith("source#")]
    return arrived["sent"] >= world.clock - 11 * 60_000, len(rows(world, "Identities")), queues, left, counted


def test_it_arrives_and_leaves_one_profile_of_nobody() -> None:
    assert ending(story()) == (True, 1, {}, [[], [], [], [], [], []], [])


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("job", JOBS)
def test_a_fault_at_any_request_ends_the_same(job: str) -> None:
    assert not odd_ones(story, ending, job)
