"""The AWS requests of every handler, struck once: the process dies before it, after it, or its answer is lost.

The platform's own retries drain; then the world must look as if nothing had happened. The one exception is the
window in which nobody can know whether the provider took a mail: there the message ends as `unknown`, at most once.
The short form takes each kind of request of each function in one of the scenarios (`striking.py` says which fault),
and every change by a sender and by a merge.
"""

from dataclasses import replace
from functools import cache

import pytest

from tests.faults.cloud.nemesis import ENUMERATED, Fault, Once, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import Ending, ending_of, miscounted, violations
from tests.faults.scenarios import SCENARIOS, Scenario, played
from tests.faults.striking import LONG, Point, Witness, chosen, reads

SENDERS = (SCENARIOS[0], *SCENARIOS[-3:])


def ended(scenario: Scenario, plan: Plan = nothing) -> tuple[World, Ending]:
    world = played(scenario, plan)
    with world.open():
        return world, ending_of(world)


@cache
def quiet() -> dict[Scenario, tuple[Ending, Witness]]:
    """How each ends without faults, and what was asked."""
    seen = {scenario: Witness() for scenario in SCENARIOS}
    return {scenario: (ended(scenario, one)[1], one) for scenario, one in seen.items()}


@cache
def points() -> dict[Scenario, set[Point]]:
    """What strikes in which scenario."""
    seen = {scenario: one for scenario, (_, one) in quiet().items()}
    if LONG:
        return {scenario: {*one.points()} for scenario, one in seen.items()}
    taken = {scenario: changed(scenario, one) for scenario, one in seen.items()}
    for function in {name for one in seen.values() for name in one.kinds}:
        asked = [(scenario, at) for scenario, one in seen.items() for at in range(len(one.kinds.get(function, ())))]
        kinds = [seen[scenario].kinds[function][at] for scenario, at in asked]
        for fault, place in ((one, place) for one in ENUMERATED for place in chosen(kinds, one)):
            scenario, at = asked[place]
            taken[scenario].add((function, at, fault))
    return taken


def changed(scenario: Scenario, seen: Witness) -> set[Point]:
    """Whatever a sender changes, by each fault, what a merge does, by a crash after it, and so something of each."""
    changes = [(name, at) for name in seen.kinds for at, kind in enumerate(seen.kinds[name]) if not reads(kind)]
    sends = {(name, at, one) for name, at in changes for one in ENUMERATED if name.startswith("send_")}
    merges = {(name, at, Fault.CRASH_AFTER) for name, at in changes if name == "fold_events"}
    last = {(*changes[-1], Fault.CRASH_AFTER)}
    return last | (sends if scenario in SENDERS else merges if scenario == SCENARIOS[3] else set())


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_without_faults_it_ends_as_promised(scenario: Scenario) -> None:
    world, ending = ended(scenario)
    with world.open():
        assert violations(world) + miscounted(world) == []
    assert len(ending.mails) == scenario.mails, ending.messages
    assert world.lambdas.errors == []


@pytest.mark.usefixtures("short")
def test_whatever_kind_of_change_there_is_a_crash_after_it_is_played() -> None:
    kinds = {(name, kind) for _, one in quiet().values() for name in one.kinds for kind in one.kinds[name]}
    crashed = [(quiet()[one][1], point) for one, some in points().items() for point in some]
    taken = {(name, seen.kinds[name][at]) for seen, (name, at, fault) in crashed if fault == Fault.CRASH_AFTER}
    assert {(name, kind) for name, kind in kinds if not reads(kind)} <= taken


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_a_fault_at_any_request_changes_nothing(scenario: Scenario) -> None:
    wanted, taken = quiet()[scenario][0], sorted(points()[scenario])
    wrong = [found for point in taken if (found := struck(scenario, point, wanted))]
    assert not wrong, f"{len(wrong)} of {len(taken)}: {wrong[:3]}"


def struck(scenario: Scenario, point: Point, wanted: Ending) -> str:
    """What differs after a fault at this point; "" when nothing does."""
    plan = Once(*point)
    world, ending = ended(scenario, plan)
    with world.open():
        broken = violations(world) + miscounted(world)
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
