"""The nightly suggestions with a fault at every AWS request: the run comes again and ends in the same list."""

import pytest

from tests.faults.cloud.nemesis import ENUMERATED, Fault, Once, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.lookalikes import PAIRS, come, suggest, suggested

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


def requests_of(world: World) -> int:
    """How many AWS requests the job made."""
    return sum(count for (function, _), count in world.region.meter.requests.items() if function == JOB)


def test_the_quiet_run_makes_the_requests_that_are_struck_here() -> None:
    world = played()
    assert len(found_in(world)) == PAIRS
    assert requests_of(world) == 6  # people, identities, the playbook's pointer and policies, what is known, the writes


@pytest.mark.parametrize("fault", [*ENUMERATED, Fault.THROTTLE])
def test_a_fault_at_any_request_ends_in_the_same_list(fault: Fault) -> None:
    quiet = played()
    wanted, wrong = found_in(quiet), []
    for index in range(requests_of(quiet)):
        plan = Once(JOB, index, fault)
        if found_in(played(plan)) != wanted or not plan.struck:
            wrong.append((index, plan.struck))
    assert not wrong


def test_reads_that_stay_unprocessed_are_asked_again() -> None:
    quiet = played()
    known = 4  # the request that asks which pairs were suggested before
    plan = Once(JOB, known, Fault.PARTIAL)
    assert found_in(played(plan)) == found_in(quiet)
    assert plan.struck == "dynamodb.BatchGetItem"
