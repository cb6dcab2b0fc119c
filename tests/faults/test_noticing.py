"""Friction that a night finds leaves once as a signal, at whatever request the night breaks off."""

import tempfile
from pathlib import Path
from typing import Any

import pytest

from segue import touring
from segue.friction.noticing import NIGHTLY
from segue.times import HOUR, MINUTE
from segue.wiring import measuring
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.striking import odd_ones
from tests.handlers.archived import day_of, lay, night, order
from tests.measured import fact

pytestmark = pytest.mark.thorough

EACH = 30  # of those who are lost, and of those who order


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One part of everybody, one measure, and a disk of its own."""
    for module in ("segue.touring", "segue.aws.pages"):
        monkeypatch.setattr(f"{module}.PARTS", 1)
    monkeypatch.setattr(touring, "LASTS", 0)
    monkeypatch.setattr("segue.measures.measuring.wishes", lambda: [NIGHTLY])
    monkeypatch.setattr("segue.aws.pseudonyms.SEGMENTS", 1)


def steps(day: str) -> list[dict[str, Any]]:
    """On phones everybody leaves at step 2, on desktops everybody orders."""

    def step(who: int, device: str) -> dict[str, Any]:
        said = {"step": 2, "steps": 2, "page": "checkout", "device": device}
        return fact("checkout", "Checkout Step Viewed", who, f"{day} 09:00", **said)

    orders = [order(who, f"{day} 09:05", who, 5000, device="desktop") for who in range(1, 1 + EACH)]
    seen = [step(who, "desktop" if who <= EACH else "phone") for who in range(1, 1 + 2 * EACH)]
    return orders + seen


def played(plan: Plan = nothing) -> World:
    """A night that finds it and the next one, struck once."""
    measuring.FOLDER = Path(tempfile.mkdtemp())
    measuring.copies.cache_clear()
    world = World()
    with world.open():
        world.pass_time(MINUTE)
        lay(world, "a", *steps(day_of(world, 1)))
        world.region.gate.plan = plan
        night(world, 6 * HOUR)
        world.pass_time(18 * HOUR)
        night(world, 6 * HOUR)
        world.region.gate.plan = nothing
    return world


def ending(world: World) -> Any:
    """What was told, each once, as those who hear it know it."""
    told = {one["detail"]["id"]: one for one in world.region.bus.log if one["detail-type"].startswith("Friction")}
    return sorted((one["detail-type"], one["detail"]["sentence"]) for one in told.values())


def test_what_is_found_is_told_once_in_two_nights() -> None:
    ((name, words),) = ending(played())
    assert name == "FrictionFound"
    assert words.startswith("On phones 100 % leave at step 2 of the checkout; on other devices 0 %.")


def test_a_fault_at_any_request_of_a_night_tells_the_same() -> None:
    assert not odd_ones(played, ending, "measure")
