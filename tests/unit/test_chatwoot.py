"""Chatwoot: messages, conversations, contacts, and two ways of proof."""

import json
from typing import Any

import pytest

from segue.channels.support import chatwoot
from segue.deliveries import Delivery, understood
from segue.errors import Unauthorized
from segue.http import Request
from tests.builders import NOON
from tests.provider_samples import PROVEN, proof
from tests.provider_words import became, ids, said

PERSON = {"id": 7, "name": "Kim", "email": "kim@shop.example", "phone_number": "+491511234567", "identifier": "u-7"}
TALK = {"id": 31, "status": "open", "meta": {"sender": PERSON}}
AT = 1_795_000_000


def message(kind: str = "incoming", event: str = "message_created", **what: Any) -> dict[str, Any]:
    said = {"id": 5, "content": "Do you ship?", "created_at": AT, "message_type": kind, "conversation": TALK}
    return {"event": event, **said, "sender": {**PERSON, "type": "contact"}, **what}


def status(now: str, before: str) -> dict[str, Any]:
    changes = [{"status": {"previous_value": before, "current_value": now}}]
    return {
        "event": "conversation_status_changed",
        **TALK,
        "status": now,
        "timestamp": AT,
        "changed_attributes": changes,
    }


def test_what_comes_in_is_the_customer_s():
    (turn,) = said("chatwoot", message())
    words = {"conversation_id": "chatwoot:31", "author": "customer", "text": "Do you ship?", "turn_id": "5"}
    assert (turn.properties, turn.original_timestamp) == (words, AT * 1000)
    assert [kind for kind, _ in ids(turn)] == ["user_id", "email", "phone", "custom"]


@pytest.mark.parametrize(
    ("sender", "author"), [({"id": 2, "type": "user"}, "agent"), ({"id": 3, "type": "agent_bot"}, "bot")]
)
def test_what_goes_out_is_said_to_whom_the_conversation_is_with(sender, author):
    (turn,) = said("chatwoot", message("outgoing", sender=sender))
    assert (turn.properties["author"], ids(turn)[0]) == (author, ("user_id", "u-7"))


def test_a_message_that_is_taken_back_changes_its_turn():
    (turn,) = said("chatwoot", message(event="message_updated", content_attributes={"deleted": True}))
    assert (turn.properties["turn_id"], turn.properties["change"], turn.properties["text"]) == ("5", "unsent", "")


def test_the_answer_on_satisfaction_is_a_survey():
    answers = {"submitted_values": {"csat_survey_response": {"rating": 5, "feedback_message": "Quick"}}}
    (event,) = said("chatwoot", message("outgoing", "message_updated", content_attributes=answers))
    assert (event.event, event.properties["score"], event.properties["comment"]) == ("Survey Answered", 5.0, "Quick")


def test_a_contact_is_described():
    (one,) = said("chatwoot", {"event": "contact_updated", **PERSON})
    assert (one.type, one.traits["name"]) == ("identify", "Kim")
    assert ids(one)[-1] == ("custom", "chatwoot_id:chatwoot:contact-7")


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        ({"event": "conversation_created", **TALK, "created_at": AT}, ["Conversation Opened"]),
        (status("resolved", "open"), ["Conversation Resolved"]),
        (status("open", "resolved"), ["Conversation Reopened"]),
        (status("open", "snoozed"), "ignored:conversation_status_changed"),
        (message("outgoing", private=True), "ignored:internal-note"),
        (message("activity"), "ignored:activity"),
        (message(event="message_updated"), "ignored:message_updated"),
        ({"event": "conversation_typing_on"}, "ignored:conversation_typing_on"),
        ({"event": "teleported"}, "quarantined:unknown-topic"),
    ],
)
def test_the_rest_is_left_out_by_name_or_kept_with_its_reason(payload, wanted):
    assert became("chatwoot", payload) == wanted


def test_older_versions_prove_themselves_by_the_token():
    chatwoot.verify(proof(Request("POST", "/", {"token": "s2"}, {}, b"{}"), ["s1", "s2"]))
    with pytest.raises(Unauthorized):
        chatwoot.verify(proof(Request("POST", "/", {"token": "s3"}, {}, b"{}"), ["s1", "s2"]))


def test_a_wrong_signature_is_not_mended_by_the_token():
    headers = {**PROVEN["chatwoot"]("s3", b"{}").headers}
    with pytest.raises(Unauthorized):
        chatwoot.verify(proof(Request("POST", "/", {"token": "s1"}, headers, b"{}"), ["s1"]))


def test_contact_and_conversation_seven_of_two_installations_are_two():
    raw = json.dumps(message()).encode()
    one, other = (
        understood(Delivery(source, "chatwoot", raw, {}, NOON), chatwoot.incoming).events[0] for source in ("de", "fr")
    )
    assert ("custom", "chatwoot_id:de:contact-7") in ids(one)
    assert ("custom", "chatwoot_id:fr:contact-7") in ids(other)
    assert (one.properties["conversation_id"], other.properties["conversation_id"]) == ("de:31", "fr:31")
