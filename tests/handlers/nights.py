"""A shop that is learned from, and its nights."""

import json
from typing import Any

from segue.times import MINUTE
from tests.faults.cloud.stack import ROOT
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, post
from tests.faults.visitors import bought, looked
from tests.handlers.staff_requests import Api

PATH = "/v1/models"


def filled(world: World) -> World:
    """Twelve who bought a kettle and a mug, four of whom looked at tea before; one with a tent in the cart."""
    for who in (f"u{one}" for one in range(12)):
        post(world, identified(world, f"i-{who}", who), bought(world, f"b-{who}", "kettle", "mug", userId=who))
    for who in (f"u{one}" for one in range(4)):
        post(world, looked(world, f"l-{who}", "tea", userId=who))
    post(world, added(world, "a1", userId="u99"))
    world.pass_time(MINUTE)
    return world


def night(world: World, day: str = "2026-11-30") -> None:
    """The schedule calls, and all that follows is done."""
    event = json.loads((ROOT / "events" / "forecast.json").read_text())
    world.hand_over("forecast", event | {"time": f"{day}T03:30:00Z"})
    world.pass_time(MINUTE)


def told(world: World, role: str = "marketer") -> Any:
    """What the API says of models."""
    return Api(world, role).get(PATH)[1]
