"""Staff who are there get what comes, where the policy says so."""

import pytest

from segue.conversations.routing.presence import LASTS
from tests.faults.cloud.playbooks import files
from tests.faults.shop import put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.talks import chatted, desk, known, listed, wrote


@pytest.fixture
def world(world):
    put_in_force(world, {**files(), "policies/conversations.yaml": "assign: automatic\n"})
    known(world)
    return world


def there(world, name: str = "agent", **said) -> int:
    body = '{"state": "online"}' if not said else str(said).replace("'", '"')
    return desk(world, name).ask("PUT", "/v1/presence", body)[0]


def test_what_comes_is_given_to_who_is_there(world) -> None:
    chatted(world, "Hello?", "t1")
    assert [one["assignee"] for one in listed(world)] == [""]
    assert there(world) == 200
    assert [one["assignee"] for one in listed(world)] == ["agent-1"]
    wrote(world, "Hello?", "s1", "+4915228817388")
    assert {one["assignee"] for one in listed(world)} == {"agent-1"}


def test_who_is_away_gets_nothing_and_two_share_what_comes(world) -> None:
    there(world, state="away")
    chatted(world, "Hello?", "t1")
    assert [one["assignee"] for one in listed(world)] == [""]
    there(world)
    there(world, "admin")
    wrote(world, "Hello?", "s1", "+4915228817388")
    assert {one["assignee"] for one in listed(world)} == {"agent-1", "admin-1"}


def test_everybody_sees_who_is_there_until_they_say_nothing_any_more(world) -> None:
    there(world)
    for wait, state in ((0, "online"), (LASTS, "away")):
        world.pass_time(wait)
        (one,) = desk(world).get("/v1/presence")[1]["items"]
        assert (one["name"], one["state"], one["queues"]) == ("agent-1", state, [])


def test_what_is_wrong_is_said_and_only_who_serves_customers_is_there(world) -> None:
    assert there(world, state="asleep") == 422
    assert Api(world, "marketer", "conversations").ask("PUT", "/v1/presence", '{"state": "online"}')[0] == 403


def test_whoever_has_the_inbox_open_is_there_and_gets_what_waits(world, amy) -> None:
    chatted(world, "Hello?", "t1")
    amy.get("/inbox/new")
    (one,) = desk(world).get("/v1/presence")[1]["items"]
    assert one["state"] == "online"
    assert [talk["assignee"] for talk in listed(world)] == [one["name"]]
