"""Simulations under faults: at whatever request one breaks off, it comes to the same, and leaves nothing behind."""

import json
from http import HTTPStatus
from typing import Any

import pytest

from segue import touring
from segue.aws import pages
from segue.times import HOUR, MINUTE
from tests.faults.cloud.nemesis import Fault, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.scenarios import KIM
from tests.faults.shop import added, http, identified, ordered, post
from tests.faults.striking import odd_ones

pytestmark = pytest.mark.thorough

JOBS = ("simulate", "people")


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    """Two parts of some pages, and a run that lasts for one page."""
    for module in ("segue.touring", "segue.aws.pages"):
        monkeypatch.setattr(f"{module}.PARTS", 2)
    monkeypatch.setattr(pages, "PAGE", 4)
    monkeypatch.setattr(touring, "LASTS", 0)


def asked(world: World) -> None:
    """A marketer who asks until it is answered."""
    body = {"id": "abandoned-cart", "days": 1}
    event = http("POST", "/v1/journeys/simulate", json.dumps(body), {"Idempotency-Key": "k1"})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "kim", "cognito:groups": "[marketer]"}}}
    answer = world.call("people", lambda: event)
    while answer["statusCode"] == HTTPStatus.CONFLICT:  # the first one died, and counts as running for a while
        world.pass_time(MINUTE)
        answer = world.call("people", lambda: event)
    assert answer["statusCode"] == 202, (answer, world.lambdas.errors[-1:])


def played(plan: Plan = nothing) -> World:
    """A shop in which a journey is simulated, and which has come to rest."""
    world = World()
    with world.open():
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        post(world, identified(world, "m3", "u2", anonymousId="a2"), ordered(world, "m4", userId="u2"))
        world.pass_time(4 * HOUR)
        world.region.gate.plan = plan
        asked(world)
        world.pass_time(2 * HOUR)
        world.region.gate.plan = nothing
        world.pass_time(MINUTE)
    return world


def ending(world: World) -> Any:
    """What it came to, and how many messages and runs there really are."""
    with world.open():
        found = [one for one in rows(world, "Requests") if one.get("kind") == "simulation"]
        sums = [{**one["sums"], "sample": len(one["sums"]["sample"])} for one in found]
        return [one["state"] for one in found], sums, len(rows(world, "Messages")), len(rows(world, "Journeys"))


def test_a_quiet_simulation_takes_a_run_for_each_page() -> None:
    world = played()
    states, (sums,), messages, runs = ending(world)
    assert (states, sums["people"], sums["runs"], messages, runs) == (["done"], 2, 1, 1, 1)
    assert world.region.meter.invocations["simulate"] >= 3


@pytest.mark.parametrize("job", JOBS)
def test_a_fault_at_any_request_comes_to_the_same(job: str) -> None:
    assert not odd_ones(played, ending, job)


def test_reads_that_miss_the_last_write_change_nothing() -> None:
    assert ending(played(lambda request: Fault.STALE if request.function == "simulate" else None)) == ending(played())
