"""Learning under faults: at whatever request a run breaks off, the same rows, the same card, and nothing left to do."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest

from segue import touring
from segue.aws import pages
from segue.aws.ledger import event_of
from segue.aws.model_cards import card_of
from segue.events import Event
from segue.forecasting import enough
from segue.predictions import SOURCE
from segue.times import DAY, HOUR, MINUTE, to_text
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.stack import ROOT
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import http, post
from tests.faults.striking import odd_ones
from tests.faults.visitors import bought, looked

pytestmark = pytest.mark.thorough

JOBS = ("forecast", "people")
CLOCKS = ("seconds", "since", "until")


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    """Two parts of some pages, and a run that lasts for one page."""
    for module in ("segue.touring", "segue.aws.pages"):
        monkeypatch.setattr(f"{module}.PARTS", 2)
    monkeypatch.setattr(pages, "PAGE", 2)
    monkeypatch.setattr(touring, "LASTS", 0)
    for name in ("BUYERS", "AGAIN", "KNOWN", "SPAN", "GAPS", "SENSITIVE"):  # four customers are enough here
        monkeypatch.setattr(enough, name, 1)


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
        post(world, *(coffee(world, user, days) for user in ("u0", "u1") for days in (63, 42, 20)))
        world.pass_time(MINUTE)
        world.region.gate.plan = plan
        begins(world)
        world.pass_time(4 * HOUR)
        world.region.gate.plan = nothing
        world.pass_time(MINUTE)
    return world


def coffee(world: World, user: str, days: int) -> Any:
    """Bought so many days ago."""
    return bought(world, f"c{user}{days}", "coffee", userId=user, timestamp=to_text(world.clock - days * DAY))


def ending(world: World) -> Any:
    """What was learned, the cards, how far the run is, and what was foretold; moments aside."""
    with world.open():
        learnt = {(row["pk"], row["sk"]): row["b"] for row in rows(world, "Catalog") if "night" in row}
        found = rows(world, "Requests")
        cards = [_said(row) for row in found if row.get("kind") == "modelcard"]
        states = [(row["state"], row["stage"]) for row in found if row.get("kind") == "modelrun"]
        return learnt, sorted(cards, key=lambda one: one["model"]), states, foretold(world)


def foretold(world: World) -> Any:
    """What stands in the ledger, and what was told the bus."""
    own = sorted((row["pk"], *_told(event_of(row))) for row in rows(world, "Ledger") if row["s"] == SOURCE)
    told = [one["detail"] for one in world.region.bus.log if one["detail-type"] == "ReplenishmentDue"]
    return own, sorted({(one["person"], one["product"]) for one in told})


def _told(event: Event) -> tuple[str, str]:
    """What it is, and of what it tells: when it was made follows from when the run was asked for."""
    said = event.properties
    return str(event.event), said.get("product_id") or " ".join(sorted(said))


def _said(row: dict[str, Any]) -> Any:
    card = card_of(row)
    data = {name: count for name, count in card.data.items() if name not in CLOCKS}
    return {"model": card.model, "data": data, "metrics": card.metrics, "drift": card.drift, **card.parameters}


def test_a_quiet_run_takes_a_message_for_each_page_and_stage() -> None:
    world = played()
    learnt, cards, states, (own, told) = ending(world)
    assert {name for kind, name in learnt if kind == "learned"} == {"kettle", "mug", "tea", "coffee"}
    assert ({one["data"]["people"] for one in cards}, states) == ({4}, [("done", "foretelling")])
    assert [what for _, name, what in own if name == "Replenishment Due"] == ["coffee", "coffee"]
    assert len({key for key, *_ in own}) == 4
    assert [product for _, product in told] == ["coffee", "coffee"]
    assert world.region.meter.invocations["forecast"] >= 4


@pytest.mark.parametrize("job", JOBS)
def test_a_fault_at_any_request_ends_with_the_same_rows(job: str) -> None:
    assert not odd_ones(played, ending, job)


def test_a_fault_at_any_request_of_a_night_ends_with_the_same_rows() -> None:
    assert ending(by_night()) == ending(played())
    assert not odd_ones(by_night, ending, "forecast")


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
