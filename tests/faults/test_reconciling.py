"""Reconciling under faults: at whatever request it breaks off, what differed agrees in the end, and is told of."""

import json
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest

from segue import touring
from segue.aws import identity_pages
from segue.aws.identities import Identities
from segue.aws.settings import settings
from segue.times import HOUR, MINUTE
from tests.faults.cloud.nemesis import Fault, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, rows, violations
from tests.faults.shop import added, http, identified, post
from tests.faults.striking import FAULTS, odd_ones

STRIDE = 5  # of the short form
JOBS = ("back_fill", "people")


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    """Two parts of some pages, and a run that lasts for one page."""
    for module in ("segue.touring", "segue.aws.identity_pages"):
        monkeypatch.setattr(f"{module}.PARTS", 2)
    monkeypatch.setattr(identity_pages, "PAGE", 2)
    monkeypatch.setattr(touring, "LASTS", 0)


def asked(world: World) -> None:
    """An administrator who asks until it is answered."""
    event = http("POST", "/v1/reconciliations", json.dumps({"repair": True}), {"Idempotency-Key": "k1"})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "ann", "cognito:groups": "[admin]"}}}
    answer = world.call("people", lambda: event)
    while answer["statusCode"] == HTTPStatus.CONFLICT:  # the first one died, and counts as running for a while
        world.pass_time(MINUTE)
        answer = world.call("people", lambda: event)
    assert answer["statusCode"] == HTTPStatus.ACCEPTED, (answer, world.lambdas.errors[-1:])


def spoilt(world: World) -> None:
    """One row lost its carts."""
    with world.aside():
        table = Identities(settings().identities)
        found = table.read([row["pk"] for row in rows(world, "Identities")])
        one = next(one for one in found.values() if "carts" in one.facets)
        table.save([replace(one, facets={"names": one.facets["names"]})])


def played(plan: Plan = nothing, spoil: Any = spoilt) -> World:
    """Two customers, of whom one's rows went wrong."""
    world = World()
    with world.open():
        post(world, identified(world, "m1", "u1", "kim@shop.test"), added(world, "m2", "c1", userId="u1"))
        post(world, identified(world, "m3", "u2", "lee@shop.test"), added(world, "m4", "c2", userId="u2"))
        world.pass_time(4 * HOUR)
        spoil(world)
        world.region.gate.plan = plan
        asked(world)
        world.pass_time(4 * HOUR)
        world.region.gate.plan = nothing
        world.pass_time(MINUTE)
    return world


def ending(world: World) -> Any:
    """What is known of everybody, what was found, and whether it was told of."""
    with world.open():
        found = ending_of(world)
        broken = violations(world)
    runs = [row for row in rows(world, "Requests") if row.get("kind") == "reconciliation"]
    told = any("facets-differ" in one for one in world.lambdas.output)
    said = [(row["state"], row["stage"], row["counts"], sorted(row["found"]), row["mended"]) for row in runs]
    return found.people, found.segments, found.mails, said, told, broken


def test_a_quiet_one_ends_as_if_nothing_had_been_wrong() -> None:
    people, segments, mails, said, told, broken = ending(played())
    ((state, stage, counts, found, mended),) = said
    assert (state, stage, told, broken) == ("done", "mending", True, [])
    assert (counts["different"], len(found), mended) == (1, 1, 1)
    right = ending(played(spoil=lambda _: None))
    assert (people, segments, mails) == right[:3]
    assert not right[4]


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_request_ends_the_same(job: str, fault: Fault) -> None:
    assert not odd_ones(played, ending, (job, fault), STRIDE)
