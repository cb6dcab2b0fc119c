"""Erasing under faults: at whatever request it breaks off, nothing is left, once, with the same receipt."""

import json
from http import HTTPStatus
from typing import Any

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.nemesis import Fault, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import added, http, identified, post
from tests.faults.striking import FAULTS, odd_ones

STRIDE = 6  # of the short form
KIM = "kim@shop.test"
TABLES = ("Ledger", "People", "Messages", "Journeys", "Conversations", "Members", "Catalog")


def asked(world: World) -> None:
    """An officer who asks until it is answered."""
    said = {"identifier": {"type": "email", "value": KIM}, "reason": "by mail"}
    event = http("POST", "/v1/privacy/erasures", json.dumps(said), {"Idempotency-Key": "k1"})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "pia", "cognito:groups": "[privacy]"}}}
    answer = world.call("privacy", lambda: event)
    while answer["statusCode"] == HTTPStatus.CONFLICT:  # the first one died, and counts as running for a while
        world.pass_time(MINUTE)
        answer = world.call("privacy", lambda: event)
    assert answer["statusCode"] == HTTPStatus.ACCEPTED, (answer, world.lambdas.errors[-1:])


def erased(plan: Plan = nothing) -> World:
    """Two customers with carts, of whom one is mailed about it, and then erased."""
    world = World()
    with world.open():
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
        post(world, identified(world, "m3", "u2", "lee@shop.test"), added(world, "m4", "c2", userId="u2"))
        world.pass_time(4 * HOUR)
        world.region.gate.plan = plan
        asked(world)
        world.pass_time(4 * HOUR)
        world.region.gate.plan = nothing
        world.pass_time(MINUTE)
    return world


def ending(world: World) -> Any:
    """What lies in each table under whom, the request, its receipt, and whom the bus was told of; moments aside."""
    kept = {one: sorted((row["pk"], row["sk"]) for row in rows(world, one)) for one in TABLES}
    identities = sorted((row["pk"], "b" in row, "w" in row, "erased" in row) for row in rows(world, "Identities"))
    points = sorted((row["pk"], row.get("suppressed")) for row in rows(world, "ContactPoints"))
    found = rows(world, "Requests")
    requests = [
        (row["state"], row["asked"], row["keys"], row["counts"]) for row in found if row.get("kind") == "erasure"
    ]
    receipts = [(row["number"], row["counts"]) for row in found if row["pk"] == "receipts"]
    told = {one["detail"]["person"] for one in world.region.bus.log if one["detail-type"] == "PersonErased"}
    return kept, identities, points, requests, receipts, sorted(told)


def test_a_quiet_erasure_leaves_the_neighbour_and_a_mark() -> None:
    kept, identities, points, requests, receipts, told = ending(erased())
    assert all({key for key, _ in kept[one]} for one in ("Ledger", "Messages", "People"))
    assert [one[1:] for one in identities if one[3]] == [(False, False, True)] * 2
    assert [why for _, why in points if why] == ["erased"]
    assert [(state, who, keys) for state, who, keys, _ in requests] == [("done", "", [])]
    assert [number for number, _ in receipts] == [1]
    assert len(told) >= 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_request_ends_the_same(fault: Fault) -> None:
    assert not odd_ones(erased, ending, ("privacy", fault), STRIDE)
