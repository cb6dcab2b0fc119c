"""Two handlers at once: every order of their AWS requests, or those with at most two switches in the short form.

Each race sets a world up, lets two invocations run interleaved, drains, and looks for what must never be.
"""

import os
from collections.abc import Iterator

import pytest

from segue.times import HOUR
from tests.faults.cloud.nemesis import Plan, nothing, stale
from tests.faults.cloud.turns import Interleaved, few_switches, following, settled
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, violations
from tests.faults.handover_races import HANDOVERS
from tests.faults.races import RACES, Race
from tests.faults.sending_races import SENDINGS

LONG = "FAULTS" in os.environ
MOST = int(os.environ.get("FAULTS", "0")) * 10
SHORT_REACH = 11  # requests before the first switch in the short form
EVERY = (*RACES, *HANDOVERS, *SENDINGS)


def played(race: Race, schedule: list[int], plan: Plan = nothing) -> tuple[list[str], list[int], str]:
    """(what is wrong, the choices met, the ending) under one schedule."""
    world = World(shards=2, shard_of=race.shard_of)
    with world.open():
        race.prepare(world)
        world.region.gate.plan = plan
        interleaved = Interleaved(world.lambdas, schedule)
        pair = race.pair(world)
        interleaved.run(pair.first, pair.second)
        world.pass_time(HOUR)
        wrong, ending = violations(world) + pair.check(), ending_of(world)
    wrong += [] if len(ending.mails) in race.mails else [f"{len(ending.mails)} mails"]
    return wrong, interleaved.choices, repr((ending.people, ending.segments))


def schedules(race: Race) -> Iterator[tuple[list[int], list[str], str]]:
    """Each schedule with what was wrong under it, and the ending."""
    schedule: list[int] | None = []
    if not LONG:
        yield from short_ones(race)
        return
    for _ in range(MOST):
        wrong, choices, ending = played(race, schedule)
        yield schedule, wrong, ending
        wrong, _, ending = played(race, schedule, stale)
        yield schedule, wrong, ending
        schedule = following(schedule, choices)
        if schedule is None:
            return


def short_ones(race: Race) -> Iterator[tuple[list[int], list[str], str]]:
    """Those with few switches, with stale reads and without, two and two; none that ends up as the same order."""
    known = list[tuple[Plan, list[int]]]()
    for place, schedule in enumerate(few_switches(SHORT_REACH)):
        plan = (nothing, stale)[(place + place // 4) % 2]
        if not any(plan is one and schedule[: len(part)] == part for one, part in known):
            wrong, choices, ending = played(race, schedule, plan)
            known.append((plan, settled(schedule, choices)))
            yield schedule, wrong, ending


@pytest.mark.parametrize("race", EVERY, ids=lambda one: one.name)
def test_one_after_the_other_it_ends_well_through_the_sdk(race: Race) -> None:
    assert played(race, [])[0] == []


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("race", EVERY, ids=lambda one: one.name)
def test_whatever_the_order_it_ends_well(race: Race) -> None:
    outcomes = list(schedules(race))
    wrong = [(schedule, found) for schedule, found, _ in outcomes if found]
    assert not wrong, f"{len(wrong)} of {len(outcomes)}: {wrong[:3]}"
    assert len({ending for _, _, ending in outcomes}) == 1
