"""Sealing with a fault at every request of the door, KMS's among them: the event is there once, sealed, and nothing of
it in the clear, also while it is tried."""

from typing import Any

import pytest

from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.shop import post
from tests.faults.striking import odd_ones
from tests.handlers.erased import places
from tests.handlers.sealing_shop import MAIL, declared, told


def story(patch: pytest.MonkeyPatch, plan: Plan) -> World:
    """Kim tells, until it is taken."""
    world = World()
    with world.open(), patch.context() as within:
        declared(world, within)
        world.region.gate.plan = plan
        post(world, told(world))
        world.region.gate.plan = nothing
        world.pass_time(60_000)
    return world


def ending(world: World) -> Any:
    """How many events there are, where sealed values and where clear ones lie."""
    kept = sorted({one.split()[0] for one in places(world, "sealed.1.health.")})
    return len(world.table("Ledger").partitions), kept, places(world, "canary"), bool(places(world, MAIL))


def test_a_fault_at_any_request_keeps_nothing_in_the_clear(monkeypatch) -> None:
    assert not odd_ones(lambda plan: story(monkeypatch, plan), ending, "collect")


def test_the_quiet_story_asks_for_a_key_of_each_class(monkeypatch) -> None:
    world = story(monkeypatch, nothing)
    assert world.region.meter.requests["collect", "kms.GenerateDataKey"] == 2
    assert ending(world)[1:3] == (["IdentitiesTable", "LedgerTable"], [])
