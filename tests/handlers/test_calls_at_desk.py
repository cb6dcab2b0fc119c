"""Calls at the desk: told twice and seen once, theirs who takes them, and over some time."""

import json
from typing import Any

import pytest

from segue.times import HOUR, MINUTE, SECOND, to_text
from segue.wiring.staff_names import staff_names
from segue_tools.places import ROOT
from tests.faults.cloud.world import World
from tests.faults.shop import put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.talks import heads, known, the_one
from tests.handlers.test_recognizing import asked, flow

AGENT = "12345678-1234-1234-1234-123456789012"
POLICY = f"agents: {{{AGENT}: amy@shop.test}}\nsignatures: {{}}\n"


@pytest.fixture
def world():
    with started() as made:
        put_in_force(made, {**starter_files(), "policies/conversations.yaml": POLICY})
        with made.aside():
            staff_names().note("amy-1", "amy@shop.test", made.clock)
        known(made)
        yield made


def contact(world: World, kind: str, contact: str = "contact-1", wait: int = MINUTE, **said: Any) -> None:
    """A contact event of Amazon Connect, through the bus; the contact began when the world's clock says."""
    event = json.loads((ROOT / "events" / "receive_phone.json").read_text())
    told = {"contactId": contact, "initialContactId": contact, "initiationTimestamp": to_text(world.clock), **said}
    world.hand_over("receive_phone", {**event, "detail": {**event["detail"], "eventType": kind, **told}})
    world.pass_time(wait)


def taken(world: World, agent: str = AGENT) -> None:
    info = {"agentArn": f"arn:x/agent/{agent}", "connectedToAgentTimestamp": to_text(world.clock)}
    contact(world, "CONNECTED_TO_AGENT", agentInfo=info)


def timeline(world: World, query: str = "?kind=turn") -> list[Any]:
    """All of it, page by page."""
    person, found, after = heads(world)[0].person, [], ""
    while True:
        said = Api(world, "agent").get(f"/v1/people/{person}/timeline{query}{after}")[1]
        found += said["items"]
        if not said["next"]:
            return found
        after = f"&before={said['next']}"


def rang(world: World) -> None:
    """The contact begins, and its flow asks who it is a little later."""
    contact(world, "INITIATED", wait=5 * SECOND)
    asked(world)


def test_a_call_of_which_flow_and_contact_tell_is_one_entry_of_the_timeline(world):
    rang(world)
    assert [one["title"] for one in timeline(world)] == ["Call Started"]
    assert [one["title"] for one in timeline(world, "?kind=turn&limit=1")] == ["Call Started"]
    assert len({one["id"] for one in timeline(world, "?limit=1")}) == len(timeline(world, "?limit=1"))


def test_who_takes_a_call_has_the_conversation_and_nobody_waits_any_more(world):
    rang(world)
    assert heads(world)[0].state == "open"
    taken(world)
    (head,) = heads(world)
    assert (head.state, head.assignee, bool(head.first_answered)) == ("waiting", "amy-1", True)
    turn = the_one(world)["turns"][0]
    assert (turn["detail"]["outcome"], turn["agent"], turn["agent_name"]) == ("talking", "amy-1", "amy")
    assert [one["title"] for one in timeline(world)] == ["Call Answered", "Call Started"]


def test_who_is_none_of_the_staff_is_told_and_gets_nothing(world):
    rang(world)
    taken(world, "somebody-else")
    (head,) = heads(world)
    assert (head.state, head.assignee, the_one(world)["turns"][0]["agent"]) == ("waiting", "", "somebody-else")


def test_a_user_name_that_is_an_address_of_the_staff_needs_no_mapping(world):
    rang(world)
    record = {"Username": "Amy@shop.test", "ConnectedToAgentTimestamp": to_text(world.clock)}
    contact(world, "DISCONNECTED", agentInfo=record, disconnectTimestamp=to_text(world.clock + MINUTE))
    assert [one.assignee for one in heads(world)] == ["amy-1"]


def paused(world: World) -> bool:
    """Whether a case is open that marketing waits for."""
    person = heads(world)[0].person
    return bool(Api(world, "admin").get(f"/v1/people/{person}")[1]["facets"]["support"]["open"])


def test_a_call_whose_end_nobody_tells_is_over_after_a_time_and_marketing_goes_on(world):
    rang(world)
    world.pass_time(4 * HOUR - 2 * MINUTE)
    assert (paused(world), the_one(world)["turns"][0]["detail"]["outcome"]) == (True, "ringing")
    world.pass_time(3 * MINUTE)
    assert (paused(world), the_one(world)["turns"][0]["detail"]["outcome"]) == (False, "unknown")
    ended, begun = timeline(world)
    assert (ended["title"], begun["title"]) == ("Call Ended", "Call Started")
    assert (ended["detail"]["outcome"], ended["detail"]["reason"]) == ("unknown", "nobody said that it was over")
    assert heads(world)[0].turns == 1


def test_an_end_that_comes_later_is_the_one_that_counts(world):
    rang(world)
    world.pass_time(5 * HOUR)
    contact(world, "DISCONNECTED", disconnectTimestamp=to_text(world.clock - 4 * HOUR), disconnectReason="x")
    assert the_one(world)["turns"][0]["detail"]["outcome"] == "missed"


def test_a_call_that_has_ended_does_not_end_again(world):
    rang(world)
    contact(world, "DISCONNECTED", disconnectTimestamp=to_text(world.clock))
    world.pass_time(5 * HOUR)
    assert [one["title"] for one in timeline(world)] == ["Call Ended", "Call Started"]


def test_a_shop_says_how_long_a_call_may_take(world):
    put_in_force(world, {**starter_files(), "policies/conversations.yaml": "call_lasts: 10m\n"})
    asked(world, flow(contact="contact-2"))
    world.pass_time(11 * MINUTE)
    assert the_one(world)["turns"][0]["detail"]["outcome"] == "unknown"
