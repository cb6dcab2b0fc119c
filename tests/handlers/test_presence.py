"""Staff who are there get what comes, where the policy says so."""

import pytest

from segue.conversations.routing.presence import LASTS, agent_of
from segue.wiring import presence as wiring
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


def switch(browser, state, **more):
    return browser.get("/inbox").post("/inbox/presence", {"state": state, "next": "/inbox"}, **more)


def test_who_switches_to_away_gets_nothing_until_they_are_back(world, amy) -> None:
    amy.get("/inbox/new")
    assert (amy.get("/inbox").reads("Available"), switch(amy, "away").at) == (True, "/console/inbox")
    world.pass_time(2 * LASTS)
    amy.get("/inbox/new")
    chatted(world, "Hello?", "t1")
    assert ([one["assignee"] for one in listed(world)], amy.get("/inbox").reads("Away")) == ([""], True)
    switch(amy, "online")
    assert [one["assignee"] for one in listed(world)] == ["id-of-amy@shop.test"]


def test_a_conversation_shows_the_switch_too_and_it_leads_back_there(world, amy) -> None:
    chatted(world, "Hello?", "t1")
    path = f"/inbox/{listed(world)[0]['id']}"
    assert amy.get(path).find(r'name="next" value="([^"]*)"') == path
    assert amy.post("/inbox/presence", {"state": "away", "next": path}).at == f"/console{path}"
    assert amy.post("/inbox/presence", {"state": "away", "next": "//elsewhere.test"}).status == 403  # no page, no token
    assert amy.get(path).post("/inbox/presence", {"next": "//elsewhere.test"}).at == "/console/inbox"
    assert amy.get("/inbox/presence").at == "/console/inbox"


def test_a_script_is_given_the_switch_alone_and_what_is_read_out(world, amy) -> None:
    told = switch(amy, "away", hx_request="true")
    assert (told.status, "<html" in told.body, 'role="status" hx-swap-oob="innerHTML"' in told.body) == (
        200,
        False,
        True,
    )
    assert told.reads("Away . Nothing is given to you by itself.")
    assert told.reads("I am back")


def test_who_signs_in_is_away_no_more(world, amy) -> None:
    switch(amy, "away")
    amy.sign_in("amy@shop.test")
    chatted(world, "Hello?", "t1")
    assert [one["assignee"] for one in listed(world)] == [""]  # nobody has an inbox open yet
    assert amy.get("/inbox").reads("Available")
    amy.get("/inbox/new")
    assert [one["assignee"] for one in listed(world)] == ["id-of-amy@shop.test"]


def test_what_a_switch_says_keeps_the_queues(world, amy) -> None:
    wiring.here("id-of-amy@shop.test", "online", ("returns",), world.clock)
    switch(amy, "away")
    assert (found := wiring.presence().one("id-of-amy@shop.test"))
    assert (found.state, found.queues) == ("away", ("returns",))


def test_a_beat_that_was_on_its_way_does_not_take_away_back(world, amy) -> None:
    """The open inbox has read that its reader is there; before it writes, they say that they are away."""
    stale = agent_of("amy", "online", (), world.clock)
    with world.aside():
        wiring.switched("amy", "away", world.clock)
        assert wiring.presence().beat(stale) is False
        assert wiring.away("amy", world.clock)
