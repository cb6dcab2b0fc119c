"""Back-fills under faults: at whatever request one breaks off, everybody ends where everybody should be, quietly."""

import json
from typing import Any

import pytest

from segue import touring
from segue.aws import pages
from segue.times import HOUR, MINUTE
from segue.wiring.back_fills import fills
from tests.faults.cloud.nemesis import Fault, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, violations
from tests.faults.scenarios import KIM
from tests.faults.shop import added, http, identified, ordered, post
from tests.faults.striking import odd_ones

pytestmark = pytest.mark.thorough

JOBS = ("back_fill", "playbook")
BUYERS = "when:\n  ordered: {at_least: 1}\n"
UNSOLD = "when:\n  not: {ordered: {at_least: 1}}\n"


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    """Two parts of some pages, and a run that lasts for one page."""
    for module in ("segue.touring", "segue.aws.pages"):
        monkeypatch.setattr(f"{module}.PARTS", 2)
    monkeypatch.setattr(pages, "PAGE", 3)
    monkeypatch.setattr(touring, "LASTS", 0)


def applied(world: World, files: dict[str, str]) -> None:
    """A marketer who asks until it is answered."""
    body = {"files": {f"segments/{name}.yaml": text for name, text in files.items()}}
    event = http("POST", "/v1/playbook/apply", json.dumps(body), {})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "kim", "cognito:groups": "[marketer]"}}}
    answer = world.call("playbook", lambda: event)
    assert answer["statusCode"] == 200, (answer, world.lambdas.errors[-1:])


def played(plan: Plan = nothing) -> World:
    """A shop whose segments change, one after the other, and which has come to rest."""
    world = World()
    with world.open():
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        post(world, identified(world, "m3", "u2", anonymousId="a2"), ordered(world, "m4", userId="u2"))
        world.pass_time(MINUTE)
        world.region.gate.plan = plan
        applied(world, {"buyers": BUYERS, "open-cart": UNSOLD})
        world.pass_time(HOUR)
        applied(world, {"buyers": UNSOLD})
        world.pass_time(HOUR)
        world.region.gate.plan = nothing
        world.reach(5 * HOUR)
    return world


def ending(world: World) -> tuple[Any, ...]:
    """Who is in what, who was written to, what was told of the changes, and whether anything is left to do."""
    with world.open():
        found = ending_of(world)
        broken = violations(world)
        with world.aside():
            left = fills().current(), {one.state for one in fills().newest(50)} - {"done", "superseded"}
    told = {(one["detail-type"], one["detail"]["segment"], one["detail"].get("backfill")) for one in changes(world)}
    return found.segments, found.mails, sorted(map(str, told)), left, broken


def changes(world: World) -> list[Any]:
    return [one for one in world.region.bus.log if "segment" in one["detail"]]


def test_a_quiet_back_fill_takes_a_run_for_each_page() -> None:
    world = played()
    segments, mails, _, left, broken = ending(world)
    assert sorted(map(sorted, segments.values())) == [[], ["abandoned-cart", "buyers", "open-cart"]]
    assert (len(mails), left, broken) == (1, (None, set()), [])
    assert world.region.meter.invocations["back_fill"] >= 6


@pytest.mark.parametrize("job", JOBS)
def test_a_fault_at_any_request_ends_with_the_same_members(job: str) -> None:
    assert not odd_ones(played, ending, job)


def test_reads_that_miss_the_last_write_change_nothing() -> None:
    assert ending(played(lambda request: Fault.STALE if request.function == "back_fill" else None)) == ending(played())
