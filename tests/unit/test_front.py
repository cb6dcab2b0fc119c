"""Front: messages, notes, the archive, and the signatures of rules and applications."""

import base64
import hmac
from typing import Any

import pytest

from segue.channels.support import front
from segue.errors import Unauthorized
from segue.http import Request
from tests.provider_samples import proof
from tests.provider_words import became, ids, said

AT = 1_795_000_000.5
CONTACT = {"_links": {"related": {"contact": "https://api2.frontapp.com/contacts/crd_7"}}, "handle": "kim@shop.example"}
TALK = {"id": "cnv_1", "subject": "Wrong size", "created_at": AT, "recipient": {**CONTACT, "role": "from"}}
MESSAGE = {
    "id": "msg_1",
    "type": "email",
    "created_at": AT,
    "text": "It is too small\n",
    "recipients": [{**CONTACT, "role": "from"}, {"handle": "help@shop.example", "role": "to"}],
}


def event(kind: str, target: dict[str, Any] | None = None, **talk: Any) -> dict[str, Any]:
    conversation = {**TALK, **talk}
    return {
        "type": kind,
        "id": "evt_1",
        "emitted_at": AT,
        "conversation": conversation,
        "target": {"data": target or {}},
    }


def test_a_message_that_comes_in_tells_when_the_conversation_began():
    opened, turn = said("front", event("inbound", MESSAGE))
    assert (opened.event, opened.original_timestamp) == ("Conversation Opened", 1_795_000_000_500)
    words = {"conversation_id": "front:cnv_1", "author": "customer", "text": "It is too small", "turn_id": "msg_1"}
    assert turn.properties == {**words, "topic": "Wrong size", "by": "email"}
    assert ids(turn) == [("email", "kim@shop.example"), ("custom", "front_id:crd_7")]


def test_the_beginning_counts_once():
    first, _ = said("front", event("inbound", MESSAGE))
    again, _ = said("front", event("inbound", {**MESSAGE, "id": "msg_2", "created_at": AT + 60}))
    assert (first.message_id, first.original_timestamp) == (again.message_id, again.original_timestamp)


def test_an_answer_is_the_agent_s_to_the_customer():
    (turn,) = said("front", event("out_reply", {**MESSAGE, "text": None, "body": "<div>Send it <i>back</i></div>"}))
    assert (turn.properties["author"], turn.properties["text"]) == ("agent", "Send it back")
    assert ids(turn)[0] == ("email", "kim@shop.example")


def test_a_number_is_a_phone():
    (turn,) = said("front", event("outbound", MESSAGE, recipient={"handle": "+491511234567"}))
    assert ids(turn) == [("phone", "+491511234567")]


def test_an_application_s_envelope_says_the_same():
    found = [said("front", one)[-1] for one in (event("inbound", MESSAGE), {"payload": event("inbound", MESSAGE)})]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        (event("archive"), ["Conversation Resolved"]),
        (event("reopen"), ["Conversation Reopened"]),
        (event("comment"), "ignored:internal-note"),
        (event("mention"), "ignored:internal-note"),
        (event("assign"), "ignored:assign"),
        ({"type": "sync", "authorization": {"id": "cmp_1"}}, "ignored:sync"),
        (event("teleport"), "quarantined:unknown-topic"),
        (event("archive", recipient=None), "quarantined:no-identifier"),
    ],
)
def test_the_rest_is_left_out_by_name_or_kept_with_its_reason(payload, wanted):
    assert became("front", payload) == wanted


def by_rule(secret: str) -> Request:
    signature = base64.b64encode(hmac.new(secret.encode(), b"{}", "sha1").digest()).decode()
    return Request("POST", "/webhooks/front", {}, {"x-front-signature": signature}, b"{}")


def test_a_rule_signs_the_body_alone():
    front.verify(proof(by_rule("s2"), ["s1", "s2"]))
    with pytest.raises(Unauthorized):
        front.verify(proof(by_rule("s3"), ["s1", "s2"]))
