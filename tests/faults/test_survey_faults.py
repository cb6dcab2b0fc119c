"""A question that is asked and answered, struck at every AWS request of the functions behind it: asked once, answered
once, and one task for the staff."""

from typing import Any
from urllib.parse import urlencode

import pytest

from segue.aws.effort_counts import EffortCounts
from segue.aws.ledger import key_of
from segue.aws.settings import settings
from segue.conversations.conversations import STATES
from segue.conversations.scoring import GROUPS
from segue.identifiers import Identifier
from segue.times import DAY, HOUR, MINUTE, to_text
from segue.wiring.conversations import conversations
from segue.wiring.links import links
from segue.wiring.tables import messages
from segue_tools.playbooks import starter_files
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of
from tests.faults.shop import http, identified, message, post, put_in_force, reported
from tests.faults.striking import odd_ones, requests_of

pytestmark = pytest.mark.thorough

EMAIL, PHONE = "kim@shop.test", "+4915112345678"
FORM = {"score": "2", "comment": "Three mails for one parcel"}


def begun(world: World, channel: str) -> None:
    """Kim wrote, it is settled, and two hours have passed."""
    put_in_force(world, starter_files())
    post(world, identified(world, "m1", "u1", EMAIL))
    turn(world, "m2", "Where is my parcel?", channel)
    world.reach(MINUTE)
    reported(world, message(world, "track", "m3", event="Conversation Resolved", userId="u1", properties=over(channel)))
    world.reach(3 * HOUR)


def over(channel: str) -> dict[str, Any]:
    """What is told of the end."""
    return {"conversation_id": "t1", "channel": channel}


def turn(world: World, name: str, text: str, channel: str) -> None:
    """Kim writes."""
    said = {"author": "customer", "text": text, "channel": channel, "conversation_id": "t1"}
    traits = {"traits": {"phone": PHONE}}
    reported(
        world, message(world, "track", name, event="Conversation Turn", userId="u1", properties=said, context=traits)
    )


def once(channel: str, **counts: int) -> dict[str, Any]:
    """One question by a channel, answered by a 2, of a conversation that nobody of the staff had."""
    names = {"agent": "", "channel": channel, "topic": "track_order", "queue": ""}
    return {by: [(names[by], counts or {"asked": 1, "s2": 1})] for by in GROUPS}


def on_the_page(plan: Plan = nothing) -> World:
    """Kim answers on the page until there is an answer."""
    world = World(shards=2)
    with world.open():
        begun(world, "email")
        world.region.forget_counts()
        world.region.gate.plan = plan
        answer = world.call("surveys", lambda: http("POST", path_of(world), urlencode(FORM)), wait=0)
        assert 'role="status"' in answer["body"]
        world.region.gate.plan = nothing
        world.settle(world.clock + DAY)
    return world


def path_of(world: World) -> str:
    """Where the question is answered."""
    with world.aside():
        return links().survey(the_question(world)).partition("segue.test")[2]


def the_question(world: World) -> Any:
    """The one message that asks."""
    with world.aside():
        said = messages().of_people([key_of(Identifier("user_id", "u1"))])
    (asked,) = [one for one in said if one.template == "effort"]
    return asked


def ended(world: World) -> Any:
    """Scores in the ledger, of the conversation, tasks, and what was counted."""
    with world.open(), world.aside():
        events = [one for rows in ledger_of(world).values() for one in rows if one.title == "Survey Answered"]
        heads = [one for state in STATES for one in conversations().newest(state, 9, 1 << 50, {})]
        asked, counts = the_question(world).state, sums(world)
    scores = sorted((one.properties["score"], one.properties.get("comment", "")) for one in events)
    return scores, sorted((one.queue, one.score) for one in heads), asked, counts


def counted(world: World) -> dict[str, Any]:
    """What was counted in the end."""
    with world.open(), world.aside():
        return sums(world)


def sums(world: World) -> dict[str, Any]:
    """What was counted, by agent, channel, topic and queue."""
    last = to_text(world.clock)[:10]
    found = {by: EffortCounts(settings().conversations).between(by, ("2020-01-01", last)) for by in GROUPS}
    return {by: [(place.name, counts) for place, counts in some.items()] for by, some in found.items()}


def asked_by_mail(plan: Plan = nothing) -> World:
    """Kim's conversation ends and the question goes out, and whoever sends and counts it is struck."""
    world = World(shards=2)
    with world.open():
        put_in_force(world, starter_files())
        post(world, identified(world, "m1", "u1", EMAIL))
        turn(world, "m2", "Where is my parcel?", "email")
        world.reach(MINUTE)
        end = message(world, "track", "m3", event="Conversation Resolved", userId="u1", properties=over("email"))
        reported(world, end)
        world.region.forget_counts()
        world.region.gate.plan = plan
        world.settle(world.clock + DAY)
    return world


def by_digit(plan: Plan = nothing) -> World:
    """Kim answers by a digit, and the functions that file it and act on it are struck."""
    world = World(shards=2)
    with world.open():
        begun(world, "sms")
        world.region.forget_counts()
        world.region.gate.plan = plan
        turn(world, "m4", "2", "sms")
        world.settle(world.clock + DAY)
    return world


def test_quietly_one_answer_is_one_event_one_score_and_one_task() -> None:
    world = on_the_page()
    assert requests_of(world, "surveys") >= 3
    assert ended(world) == ([(2, FORM["comment"])], [("", 2), ("recovery", 0)], "sent", once("email"))


def test_quietly_a_digit_does_the_same() -> None:
    assert ended(by_digit()) == ([(2, "")], [("", 2), ("recovery", 0)], "sent", once("sms"))


def test_quietly_a_question_that_is_sent_is_counted_once() -> None:
    assert ended(asked_by_mail()) == ([], [("", 0)], "sent", once("email", asked=1))


@pytest.mark.parametrize("function", ["send_email", "file_turns"])
def test_a_fault_anywhere_behind_the_question_leaves_it_counted_once(function: str) -> None:
    assert odd_ones(asked_by_mail, counted, function) == []


def test_a_fault_anywhere_on_the_page_changes_nothing_of_it() -> None:
    assert odd_ones(on_the_page, ended, "surveys") == []


@pytest.mark.parametrize("function", ["file_turns", "run_journeys"])
def test_a_fault_anywhere_behind_a_digit_changes_nothing_of_it(function: str) -> None:
    assert odd_ones(by_digit, ended, function) == []
