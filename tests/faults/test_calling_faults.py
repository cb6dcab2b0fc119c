"""Every AWS request of recognizing a caller and of watching over answers, struck once: the flow gets its answer, the
call is one conversation of somebody who is there, and a late answer is told once."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.aws.conversation_rows import turn_at
from segue.conversations.routing.presence import agent_of
from segue.times import HOUR, MINUTE
from segue.wiring.presence import presence
from tests.faults.cloud.nemesis import Fault, Plan, nothing
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import message, post, put_in_force, reported
from tests.faults.striking import odd_ones

NUMBER = "+4915228817386"
POLICY = "answer_within: {phone: 30m, chat: 20m}\nassign: automatic\ncall_lasts: 1h\n"
CONTACT = {
    "ContactId": "contact-1",
    "InitialContactId": "contact-1",
    "Channel": "VOICE",
    "InitiationMethod": "INBOUND",
    "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": NUMBER},
}


@dataclass
class Asked(World):
    """A world with what a flow was answered in it."""

    answers: list[Any] = field(default_factory=list)


def story(plan: Plan, calls: bool) -> Asked:
    """A known customer calls, or chats; nobody answers."""
    world = Asked()
    with world.open():
        put_in_force(world, {**files(), "policies/conversations.yaml": POLICY})
        post(world, message(world, "identify", "m1", userId="u1", traits={"phone": NUMBER, "firstName": "Kim"}))
        world.reach(MINUTE)
        with world.aside():
            presence().say(agent_of("amy", "online", (), world.clock + HOUR))
        world.region.gate.plan = plan
        if calls:
            world.answers.append(world.call("recognize_caller", lambda: {"Details": {"ContactData": CONTACT}}))
        else:
            said = {"conversation_id": "chat:1", "author": "customer", "text": "Hello?", "channel": "chat"}
            reported(world, message(world, "track", "m2", userId="u1", event="Conversation Turn", properties=said))
        world.reach(2 * HOUR)
    return world


def ending(world: Any) -> Any:
    """The answer, the conversations and what the bus was told of them, each signal once."""
    heads = [row for row in rows(world, "Conversations") if row["sk"] == "head"]
    late = {one["detail"]["id"] for one in world.region.bus.log if one["detail-type"] == "ConversationEscalated"}
    answers = [(one.get("confidence"), one.get("first_name")) for one in world.answers]
    return answers, [(row["assignee"], row["turns"], row["escalated"] == row["due"]) for row in heads], len(late)


def test_without_faults_a_caller_is_known_and_a_late_answer_told() -> None:
    assert ending(story(nothing, True)) == ([("exact", "Kim")], [("amy", 1, True)], 1)
    assert ending(story(nothing, False)) == ([], [("amy", 1, True)], 1)


def test_a_flow_gets_an_answer_while_nothing_answers_us() -> None:
    nothing_answers = story(lambda request: Fault.UNSENT if request.function == "recognize_caller" else None, True)
    assert [(one["confidence"], one["why"]) for one in nothing_answers.answers] == [("unknown", "unavailable")]
    assert any("caller-not-recognized" in one for one in nothing_answers.lambdas.output)


def test_a_flow_gets_its_answer_whatever_request_goes_wrong() -> None:
    assert odd_ones(partial(story, calls=True), ending, "recognize_caller") == []


def test_a_late_answer_is_told_once_whatever_request_goes_wrong() -> None:
    assert odd_ones(partial(story, calls=False), ending, "file_turns") == []


def over(world: Any) -> Any:
    """How the call ended, and what the ledger has of its end."""
    calls = [turn_at(row) for row in rows(world, "Conversations") if row["sk"].startswith("t#")]
    told = [row["sk"].partition("#")[2] for row in rows(world, "Ledger") if "|lapsed|" in row["sk"]]
    return [one.detail["outcome"] for one in calls], len(told), ending(world)


def test_a_call_that_nobody_ends_is_over_once_whatever_request_goes_wrong() -> None:
    assert over(story(nothing, True))[:2] == (["unknown"], 1)
    assert odd_ones(partial(story, calls=True), over, "file_turns") == []
