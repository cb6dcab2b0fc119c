"""Freshdesk: what a rule's template says."""

from typing import Any

import pytest

from segue.channels.support import freshdesk
from segue.deliveries import Delivery, understood
from tests.builders import NOON
from tests.provider_words import became, ids, said

REQUESTER = {"requester_name": "Kim", "requester_email": "kim@shop.example"}


def rule(event: str | None, **what: Any) -> dict[str, Any]:
    ticket = {"ticket_id": "11", "ticket_subject": "Wrong size", "ticket_description": "<div>Too small.</div>"}
    return {"freshdesk_webhook": {"triggered_event": event, **ticket, **REQUESTER, **what}}


def test_a_ticket_opens_a_conversation_with_its_description():
    opened, turn = said("freshdesk", rule("{ticket_action:created}"))
    assert opened.properties == {"conversation_id": "freshdesk:11", "topic": "Wrong size"}
    assert (turn.properties["author"], turn.properties["text"]) == ("customer", "Too small.")
    assert ids(turn) == [("email", "kim@shop.example")]


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        ("{status:{from:2,to:4}}", ["Conversation Resolved"]),
        ("{status:{from:5, to:2}}", ["Conversation Reopened"]),
        ("{status:{from:4,to:5}}", "ignored:status"),
        ("{status:{from:2,to:3}}", "ignored:status"),
        ("{priority:{from:3,to:1}}", "ignored:priority"),
        ("{note_type:public}", "ignored:no-words"),
        ("{note_type:private}", "ignored:internal-note"),
        ("{teleported:{from:3,to:1}}", "quarantined:unknown-topic"),
        ("Ticket 11 was changed", "quarantined:unknown-topic"),
        (None, "quarantined:unknown-topic"),
    ],
)
def test_a_change_is_understood_left_out_by_name_or_kept_with_its_reason(event, wanted):
    assert became("freshdesk", rule(event)) == wanted


@pytest.mark.parametrize(
    ("event", "author"),
    [("{note_type:public}", "agent"), ("{reply_sent:sent}", "agent"), ("{customer_reply:x}", "customer")],
)
def test_words_are_a_turn_where_the_template_has_them(event, author):
    (turn,) = said("freshdesk", rule(event, ticket_latest_public_comment="<p>Send it <b>back</b></p>"))
    assert (turn.properties["author"], turn.properties["text"]) == (author, "Send it back")


def test_a_ticket_may_be_solved_twice_and_opens_once():
    for event, times in (("{status:{from:2,to:4}}", 2), ("{ticket_action:created}", 1)):
        body = repr(rule(event)).replace("'", '"').encode()
        deliveries = [Delivery("freshdesk", "freshdesk", body, {}, NOON + late) for late in (0, 60_000)]
        found = [understood(one, freshdesk.incoming).events[0].message_id for one in deliveries]
        assert len(set(found)) == times
