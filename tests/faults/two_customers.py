"""Two customers with carts, of whom one is mailed about it, and what staff then ask for: jobs under faults."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from segue.times import HOUR, MINUTE
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.shop import added, http, identified, post

KIM = "kim@shop.test"


class Asked(NamedTuple):
    """What is asked for: by somebody of a role, at which function and path, in which words."""

    role: str
    function: str
    path: str
    said: Mapping[str, Any]


def asks(world: World, what: Asked) -> None:
    """Somebody who asks until it is answered."""
    event = http("POST", what.path, json.dumps(what.said), {"Idempotency-Key": "k1"})
    claims = {"username": "pia", "cognito:groups": f"[{what.role}]"}
    event["requestContext"]["authorizer"] = {"jwt": {"claims": claims}}
    answer = world.call(what.function, lambda: event)
    while answer["statusCode"] == HTTPStatus.CONFLICT:  # the first one died, and counts as running for a while
        world.pass_time(MINUTE)
        answer = world.call(what.function, lambda: event)
    assert answer["statusCode"] == HTTPStatus.ACCEPTED, (answer, world.lambdas.errors[-1:])


def played(what: Asked, plan: Plan = nothing, before: Callable[[World], Any] = lambda _: None) -> World:
    """The two, then `before`, then what is asked for, with faults by the plan until it is done."""
    world = World()
    with world.open():
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
        post(world, identified(world, "m3", "u2", "lee@shop.test"), added(world, "m4", "c2", userId="u2"))
        world.pass_time(4 * HOUR)
        before(world)
        world.region.gate.plan = plan
        asks(world, what)
        world.pass_time(4 * HOUR)
        world.region.gate.plan = nothing
        world.pass_time(MINUTE)
    return world
