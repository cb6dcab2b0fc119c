"""The tracking plan from the playbook to the list of what came in beside it."""

from typing import Any

import pytest

from segue.times import MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import added, message, post, put_in_force
from tests.handlers.browser import Browser
from tests.handlers.staff_requests import KIM, Api, person
from tests.handlers.starter import starter_files

PLAN = """
event: Product Added
mode: {mode}
schema:
  type: object
  required: [product_id]
  properties: {{product_id: {{type: string}}, price: {{type: {price}}}, name: {{}}, quantity: {{}}, currency: {{}}}}
"""


def plan(world: World, mode: str, price: str = "string") -> None:
    """Puts a plan in force that says of what type a price is; the shop sends numbers."""
    files = {**starter_files(), "plans/adds.yaml": PLAN.format(mode=mode, price=price)}
    put_in_force(world, files)
    world.pass_time(MINUTE)


def came(world: World, *messages: dict[str, Any]) -> None:
    """Messages, posted and folded."""
    post(world, *messages)
    world.pass_time(MINUTE)


def listed(world: World) -> dict[str, Any]:
    """What is told of events, by name."""
    return {one["event"]: one for one in Api(world, "agent").get("/v1/tracking")[1]["items"]}


def carts(world: World) -> list[Any]:
    """The carts of the customer."""
    found = person(Api(world), KIM)
    return Api(world).get(f"/v1/people/{found['id']}/carts")[1]["items"]


def test_before_there_is_a_plan_nothing_is_listed(world: World) -> None:
    came(world, added(world, "m1", userId="u1"))
    assert listed(world) == {}


def test_the_page_says_how_often_something_was_wrong(world: World, ann: Browser) -> None:
    plan(world, "warn")
    came(world, added(world, "m1", userId="u1"))
    page = ann.get("/tracking")
    assert page.reads("price is of another type than planned 1 time")
    assert page.reads("cart_id 1 time")


def test_warnings_are_listed_and_keep_nothing_out(world: World) -> None:
    plan(world, "warn")
    came(world, added(world, "m1", userId="u1"), message(world, "track", "m2", event="Odd", userId="u1"))
    found = listed(world)
    assert found["Product Added"]["violations"] == {"price: type": 1}
    assert found["Product Added"]["unplanned"] == {"cart_id": 1}
    assert (found["Odd"]["planned"], found["Odd"]["seen"], found["Product Added"]["mode"]) == (False, 1, "warn")
    assert carts(world)


def test_what_collect_holds_is_in_no_profile_until_it_is_replayed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKS_PLANS", "true")
    plan(world, "quarantine")
    came(world, message(world, "identify", "m0", userId="u1"), added(world, "m1", userId="u1"))
    assert carts(world) == []
    plan(world, "quarantine", price="number")
    assert Api(world).post("/v1/quarantine/replay", {"reason": "off-plan"})[1]["stored"] == 1
    world.pass_time(MINUTE)
    assert len(carts(world)) == 1
