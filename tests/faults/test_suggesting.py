"""The nightly suggestions with a fault at every AWS request: the run comes again and ends in the same list."""

import pytest

from tests.faults.cloud.nemesis import Fault, Once, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.lookalikes import PAIRS, come, suggest, suggested
from tests.faults.striking import odd_ones, requests_of

pytestmark = pytest.mark.thorough

JOB = "suggest_merges"


def played(plan: Plan = nothing) -> World:
    """A world in which everybody came and the job has run."""
    world = World()
    with world.open():
        come(world)
        world.region.gate.plan = plan
        suggest(world)
        world.region.gate.plan = nothing
    return world


def found_in(world: World) -> list[tuple[str, int, tuple[str, ...]]]:
    with world.open():
        return suggested(world)


def test_the_quiet_run_makes_the_requests_that_are_struck_here() -> None:
    world = played()
    assert len(found_in(world)) == PAIRS
    assert requests_of(world, JOB) == 6  # people, identities, the playbook's pointer, policies, what is known, writes


def test_a_fault_at_any_request_ends_in_the_same_list() -> None:
    assert not odd_ones(played, found_in, JOB)


def test_reads_that_stay_unprocessed_are_asked_again() -> None:
    quiet = played()
    known = 4  # the request that asks which pairs were suggested before
    plan = Once(JOB, known, Fault.PARTIAL)
    assert found_in(played(plan)) == found_in(quiet)
    assert plan.struck == "dynamodb.BatchGetItem"
