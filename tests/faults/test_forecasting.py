"""Learning under faults: at whatever request a run breaks off, the same rows, the same card, and nothing left to do."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest

from segue import touring
from segue.aws import pages
from segue.times import HOUR, MINUTE
from tests.faults.cloud.nemesis import Fault, Plan, nothing
from tests.faults.cloud.stack import ROOT
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import http, post
from tests.faults.striking import FAULTS, odd_ones
from tests.faults.visitors import bought, looked

STRIDE = 4  # of the short form
JOBS = ("forecast", "people")
CARD = ("people", "interactions", "products", "covered", "best", "judged", "drift")


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    """Two parts of some pages, and a run that lasts for one page."""
    for module in ("segue.touring", "segue.aws.pages"):
        monkeypatch.setattr(f"{module}.PARTS", 2)
    monkeypatch.setattr(pages, "PAGE", 2)
    monkeypatch.setattr(touring, "LASTS", 0)


def asked(world: World) -> None:
    """A marketer who asks until it is answered."""
    event = http("POST", "/v1/models/runs", "{}", {"Idempotency-Key": "k1"})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "kim", "cognito:groups": "[marketer]"}}}
    answer = world.call("people", lambda: event)
    while answer["statusCode"] == HTTPStatus.CONFLICT:  # the first one died, and counts as running for a while
        world.pass_time(MINUTE)
        answer = world.call("people", lambda: event)
    assert answer["statusCode"] == 202, (answer, world.lambdas.errors[-1:])


def scheduled(world: World) -> None:
    """The night comes."""
    world.hand_over("forecast", json.loads((ROOT / "events" / "forecast.json").read_text()))


def by_night(plan: Plan = nothing) -> World:
    """The same, begun by the schedule."""
    return played(plan, scheduled)


def played(plan: Plan = nothing, begins: Callable[[World], None] = asked) -> World:
    """A shop that is learned from, and which has come to rest."""
    world = World()
    with world.open():
        post(world, *(bought(world, f"b{one}", "kettle", "mug", userId=f"u{one}") for one in range(4)))
        post(world, looked(world, "l1", "tea", userId="u1"))
        world.pass_time(MINUTE)
        world.region.gate.plan = plan
        begins(world)
        world.pass_time(4 * HOUR)
        world.region.gate.plan = nothing
        world.pass_time(MINUTE)
    return world


def ending(world: World) -> Any:
    """What was learned, the card, and how far the run is; moments aside."""
    with world.open():
        learnt = {(row["pk"], row["sk"]): row["b"] for row in rows(world, "Catalog") if "night" in row}
        found = rows(world, "Requests")
        cards = [{name: row[name] for name in CARD} for row in found if row.get("kind") == "modelcard"]
        states = [(row["state"], row["stage"]) for row in found if row.get("kind") == "modelrun"]
    return learnt, cards, states


def test_a_quiet_run_takes_a_message_for_each_page_and_stage() -> None:
    world = played()
    learnt, (card,), states = ending(world)
    assert {name for kind, name in learnt if kind == "learned"} == {"kettle", "mug", "tea"}
    assert (card["people"], card["interactions"], states) == (4, 9, [("done", "recommending")])
    assert world.region.meter.invocations["forecast"] >= 4


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_request_ends_with_the_same_rows(job: str, fault: Fault) -> None:
    assert not odd_ones(played, ending, (job, fault), STRIDE)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_request_of_a_night_ends_with_the_same_rows(fault: Fault) -> None:
    assert ending(by_night()) == ending(played())
    assert not odd_ones(by_night, ending, ("forecast", fault), STRIDE)


def test_a_message_that_comes_again_changes_nothing() -> None:
    world = played()
    before = ending(world)
    with world.open():
        (run,) = (row for row in rows(world, "Requests") if row.get("kind") == "modelrun")
        for step in range(run["step"] + 1):
            world.region.queues.by_name["ForecastQueue"].send(
                f'{{"modelrun": "{run["pk"].partition("#")[2]}", "step": {step}}}'
            )
        world.pass_time(3 * HOUR)
    assert ending(world) == before
