"""Exporting under faults: at whatever request it breaks off, one file is made that tells the same."""

import io
import json
import zipfile
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
PASSING = ("exports", "requests", "profile")  # say how far the request itself is, or when it was made


def asked(world: World) -> None:
    """An officer who asks until it is answered."""
    said = {"identifier": {"type": "email", "value": KIM}, "reason": "by mail"}
    event = http("POST", "/v1/privacy/exports", json.dumps(said), {"Idempotency-Key": "k1"})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "pia", "cognito:groups": "[privacy]"}}}
    answer = world.call("privacy", lambda: event)
    while answer["statusCode"] == HTTPStatus.CONFLICT:  # the first one died, and counts as running for a while
        world.pass_time(MINUTE)
        answer = world.call("privacy", lambda: event)
    assert answer["statusCode"] == HTTPStatus.ACCEPTED, (answer, world.lambdas.errors[-1:])


def exported(plan: Plan = nothing) -> World:
    """Two customers with carts, of whom one is mailed about it, and then exported."""
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
    """The request, what lies in the bucket, and what the file tells of each store."""
    found = [row for row in rows(world, "Requests") if row.get("kind") == "export"]
    requests = [(row["state"], row["asked"], row["keys"], {**row["counts"], "requests": 0}) for row in found]
    kept = {key: body for (_, key), body in world.region.buckets.objects.items() if key.startswith("x_")}
    told = [_told(body) for body in kept.values()]
    return requests, sorted(kept), told


def _told(body: bytes) -> Any:
    records = json.loads(zipfile.ZipFile(io.BytesIO(body)).read("data.json"))["records"]
    return {name: [(one["kind"], one["time"]) for one in some] for name, some in records.items() if name not in PASSING}


def test_a_quiet_export_makes_one_file_and_forgets_whom_it_was_about() -> None:
    requests, kept, told = ending(exported())
    assert [(state, who, keys) for state, who, keys, _ in requests] == [("done", "", [])]
    assert len(kept) == len(told) == 1
    assert [kind for kind, _ in told[0]["ledger"]] == ["event", "event"]
    assert [kind for kind, _ in told[0]["messages"]] == ["message"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_request_ends_the_same(fault: Fault) -> None:
    assert not odd_ones(exported, ending, ("privacy", fault), STRIDE)
