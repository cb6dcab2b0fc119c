"""What is due within a week is on the status page, and a line each day that an alarm counts."""

import json

import pytest

from segue.times import DAY, to_text
from tests.handlers.console_staff import as_staff
from tests.handlers.staff_requests import Api
from tests.handlers.test_cases_api import CASES

DAILY = {"source": "aws.events", "detail-type": "Scheduled Event", "time": "2026-01-02T06:00:00Z", "detail": {}}


@pytest.fixture
def pia(world) -> Api:
    return Api(world, "privacy", "privacy")


def opened(pia: Api, days_ago: int):
    who = {"type": "email", "value": f"kim{days_ago}@shop.test"}
    received = to_text(pia.world.clock - days_ago * DAY)[:10]
    said = {"identifier": who, "kind": "access", "channel": "email", "received": received}
    return pia.post(CASES, said)[1]


def lines(world):
    world.lambdas.invoke("privacy", DAILY)
    told = [json.loads(line) for line in world.lambdas.output[-1].splitlines() if "cases-due" in line]
    return [one["count"] for one in told]


def check(world):
    (found,) = [one for one in Api(world).get("/v1/health")[1]["checks"] if one["name"] == "requests"]
    return found["state"], found["said"]


def test_nothing_is_said_while_nothing_presses(world, pia) -> None:
    opened(pia, 3)
    assert lines(world) == []
    assert check(world)[0] == "good"


def test_what_is_due_within_a_week_is_counted_and_what_is_late_is_bad(world, pia) -> None:
    opened(pia, 26)
    assert lines(world) == [1]
    assert check(world)[0] == "warn"
    late = opened(pia, 40)
    assert lines(world) == [2]
    assert check(world) == ("bad", "Requests of customers due within a week: 2, of which late: 1.")
    assert as_staff(world, "ann").get("/status").reads("Requests of customers")
    assert pia.post(f"{CASES}/{late['id']}/refusal", {"reason": "not one of ours"})[0] == 200
    assert lines(world) == [1]
