"""Every AWS request of every handler, struck once: the process dies before it, after it, or its answer is lost.

The platform's own retries drain; then the world must look as if nothing had happened. The one exception is the
window in which nobody can know whether the provider took a mail: there the message ends as `unknown`, at most once.
"""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.faults.cloud.nemesis import ENUMERATED, Fault, Once
from tests.faults.cloud.world import World
from tests.faults.endings import Ending, ending_of, miscounted, violations
from tests.faults.scenarios import SCENARIOS, Scenario, played

LONG = "FAULTS" in os.environ
STRIDE = 13  # of the short form, beside those that it always takes
Point = tuple[str, int, Fault]


def points_of(world: World) -> Iterator[Point]:
    """Every (function, request, fault) of a world that was played without faults."""
    counts: dict[str, int] = {}
    for (function, _), count in world.region.meter.requests.items():
        counts[function] = counts.get(function, 0) + count
    for function in sorted(name for name in counts if name):
        for index in range(counts[function]):
            yield from ((function, index, fault) for fault in ENUMERATED)


def quiet(scenario: Scenario) -> tuple[World, Ending]:
    world = played(scenario)
    with world.open():
        return world, ending_of(world)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_without_faults_it_ends_as_promised(scenario: Scenario) -> None:
    world, ending = quiet(scenario)
    with world.open():
        assert violations(world) + miscounted(world) == []
    assert len(ending.mails) == scenario.mails, ending.messages
    assert world.lambdas.errors == []


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_a_fault_at_any_request_changes_nothing(scenario: Scenario) -> None:
    world, wanted = quiet(scenario)
    points = [point for place, point in enumerate(points_of(world)) if LONG or taken(scenario, place, point)]
    wrong = [found for point in points if (found := struck(scenario, point, wanted))]
    assert not wrong, f"{len(wrong)} of {len(points)}: {wrong[:3]}"


def taken(scenario: Scenario, place: int, point: Point) -> bool:
    """Whether the short form takes this point: the sender's all, a merge's crashes, every thirteenth of the rest."""
    function, _, fault = point
    sends = scenario in (SCENARIOS[0], *SCENARIOS[-3:]) and function.startswith("send_")
    merges = scenario is SCENARIOS[3] and function == "fold_events" and fault == Fault.CRASH_AFTER
    return sends or merges or place % STRIDE == SCENARIOS.index(scenario)


def struck(scenario: Scenario, point: Point, wanted: Ending) -> str:
    """What differs after a fault at this point; "" when nothing does."""
    plan = Once(*point)
    world = played(scenario, plan)
    with world.open():
        ending, broken = ending_of(world), violations(world) + miscounted(world)
    if scenario.answers_mail and not ending.mails and "unknown" in ending.messages.values():
        return f"{point}: {broken}" if broken else ""
    mended = settled(ending, wanted)
    differing = [name for name in vars(wanted) if getattr(mended, name) != getattr(wanted, name)]
    problems = broken + differing + ([] if plan.struck else ["not struck"])
    return f"{point} at {plan.struck}: {problems}" if problems else ""


def settled(ending: Ending, wanted: Ending) -> Ending:
    """The ending with messages of unknown outcome as they would have been, when at most that one mail is missing."""
    states = ending.messages
    unknown = {one for one in states if states[one] == "unknown" and wanted.messages.get(one) == "sent"}
    messages = {one: "sent" if one in unknown else state for one, state in states.items()}
    missing = sorted({*wanted.mails} - {*ending.mails})
    mails = tuple(sorted([*ending.mails, *(one for one in missing if one in unknown)]))
    return replace(ending, messages=messages, mails=mails)
