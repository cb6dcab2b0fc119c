"""Recommendations with a fault at every AWS request of whoever shows them: one mail with what suits, one answer."""

from typing import Any

import pytest

from tests.faults.cloud.failures import Crash
from tests.faults.cloud.nemesis import Fault, Once, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows, violations
from tests.faults.scenarios import left_alone
from tests.faults.shop import post, put_in_force
from tests.faults.striking import FAULTS, Witness
from tests.handlers.learnt_shop import LIKED, TEXTS, learnt, viewed
from tests.handlers.test_decide import asked

SENDS, DECIDES = "send_email", "decide"


def played(plan: Plan = nothing) -> World:
    """Kim looks at a camera and leaves a cart; the mail about it recommends."""
    world = World(shards=2)
    with world.open():
        put_in_force(world, TEXTS)
        learnt(world)
        post(world, viewed(world, userId="u1"))
        world.region.gate.plan = plan
        left_alone(world)
        world.region.gate.plan = nothing
        world.settle()
    return world


def mailed(world: World) -> list[bool]:
    """Of each mail whether it says what suits."""
    bodies = [one.request["Content"]["Simple"]["Body"]["Text"]["Data"] for one in world.region.mailbox.mails]
    return ["[Lens: 40 people bought it with Camera]" in one for one in bodies]


def test_quietly_one_mail_recommends_and_reads_the_catalog_for_it() -> None:
    world = played()
    assert mailed(world) == [True]
    with world.open():
        assert violations(world) == []


@pytest.mark.usefixtures("short")
def test_a_fault_anywhere_sends_no_mail_without_what_suits_and_none_twice() -> None:
    """Where the sender dies while a mail is with the provider it is not sent again."""
    played(seen := Witness())
    assert len(seen.kinds[SENDS]) > 10
    for point in seen.points(SENDS, faults=FAULTS):
        world = played(Once(*point))
        with world.open():
            assert (mailed(world) in ([True], []), violations(world)) == (True, []), point


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.LOST])
@pytest.mark.parametrize("number", range(5))
def test_a_page_that_asks_again_is_recommended_the_same_and_its_events_count_once(fault: Fault, number: int) -> None:
    with World(shards=2).open() as world:
        put_in_force(world, TEXTS | {"placements/liked.yaml": LIKED})
        learnt(world)
        event, plan = viewed(world), Once(DECIDES, number, fault)
        world.region.gate.plan = plan
        answers = [_brave(world, event) for _ in range(2)]
        found = answers[1]["placements"]["liked"]["content"]["items"]
        assert plan.struck
        assert [one["product_id"] for one in found] == ["lens", "bag"]
        assert len(rows(world, "Ledger")) == 1


def _brave(world: World, event: dict[str, object]) -> dict[str, Any]:
    """An answer, or none where the process died."""
    try:
        return asked(world, anonymousId="a1", placements=["liked"], events=[event])[1]
    except Crash:
        return {}
