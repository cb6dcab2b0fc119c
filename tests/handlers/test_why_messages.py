"""Why a message went out, or did not: the decision, the run, its entry, and the text that it went by."""

from typing import Any

import pytest

from segue.times import DAY, HOUR
from tests.faults.cloud.world import World
from tests.handlers.staff_requests import Api, person
from tests.handlers.test_journeys_api import KIM, applied, begun, welcoming

MARKETER = "marketer"


@pytest.fixture
def world(world: World) -> World:
    return welcoming(world)


def why(world: World, role: str = MARKETER) -> tuple[int, dict[str, Any]]:
    api = Api(world, role)
    kim = person(api, KIM)["id"]
    last = api.get(f"/v1/people/{kim}/messages")[1]["items"][0]["id"]
    return api.get(f"/v1/people/{kim}/why/messages/{last}")


def written(world: World) -> None:
    """Kim is written to by the first version, although a second one is in force by then."""
    begun(Api(world, MARKETER))
    applied(world, "changed: finish", "second")
    world.pass_time(DAY + HOUR)


def test_a_message_tells_its_step_its_run_and_the_text_that_the_run_went_by(world: World) -> None:
    written(world)
    status, said = why(world)
    assert (status, said["message"]["state"], said["reasons"]) == (200, "sent", [])
    assert (said["journey"], said["name"], said["step"], said["kind"]) == ("welcome", "Welcome", "first", "send")
    assert [one.get("id") for one in said["definition"]["steps"]] == ["first-day", "first"]
    assert (said["entry"]["data"], said["entry"]["run"], said["entry"]["state"]) == ({"shop": "Berlin"}, 1, "done")
    assert said["decided"] > said["entry"]["entered"]


def test_of_two_runs_it_tells_the_one_that_it_is_of(world: World) -> None:
    written(world)
    first = why(world)[1]
    written(world)
    second = why(world)[1]
    assert (first["entry"]["run"], second["entry"]["run"], second["step"]) == (1, 2, "second")
    assert second["version"] == first["version"] + 1


def test_who_may_not_read_the_playbook_sees_the_decision_alone(world: World) -> None:
    written(world)
    status, said = why(world, "agent")
    assert (status, said["definition"], said["name"]) == (200, {}, "Welcome")


def test_a_message_of_somebody_else_or_of_nobody_is_not_there(world: World) -> None:
    written(world)
    kim = person(Api(world, MARKETER), KIM)["id"]
    for other in (f"{kim}_x", "u_2_x", "x"):
        status, said = Api(world, MARKETER).get(f"/v1/people/{kim}/why/messages/{other}")
        assert (status, said["type"]) == (404, "urn:segue:problem:unknown-message")
