"""Zendesk: tickets, messages and users."""

from typing import Any

import pytest

from tests.provider_words import became, ids, said

AT = "2026-11-20T10:12:07Z"
TICKET = {
    "id": "51",
    "subject": "Wrong size",
    "description": "It is too small",
    "requester_id": "84",
    "submitter_id": "84",
    "created_at": AT,
    "is_public": True,
}


def event(kind: str, about: dict[str, Any] | None = None, **inner: Any) -> dict[str, Any]:
    detail = TICKET if about is None else about
    return {
        "type": f"zen:event-type:{kind}",
        "id": "e1",
        "time": "2026-11-20T11:00:00.5Z",
        "detail": detail,
        "event": inner,
    }


def comment(**what: Any) -> dict[str, Any]:
    author = {"id": "84", "is_staff": False, "name": "Kim"}
    return {"id": "c1", "body": "Any news?", "is_public": True, "author": author, **what}


def test_a_ticket_opens_a_conversation_with_its_first_words():
    opened, turn = said("zendesk", event("ticket.created"))
    assert (opened.event, opened.properties) == (
        "Conversation Opened",
        {"conversation_id": "zendesk:51", "topic": "Wrong size"},
    )
    assert ids(opened) == [("custom", "ticket_id:zendesk:51"), ("custom", "zendesk_id:84")]
    assert (turn.properties["author"], turn.properties["text"]) == ("customer", "It is too small")


def test_the_first_words_are_told_twice_and_count_once():
    _, first = said("zendesk", event("ticket.created"))
    (again,) = said("zendesk", event("ticket.comment_added", comment=comment(body="It is too small")))
    assert (again.message_id, again.original_timestamp) == (first.message_id, first.original_timestamp)


@pytest.mark.parametrize(
    ("author", "wanted", "who"),
    [
        ({"id": "84", "is_staff": False}, "customer", "84"),
        ({"id": "9", "is_staff": True}, "agent", "84"),
        ({"id": "85", "is_staff": False}, "customer", "85"),
    ],
)
def test_a_comment_is_its_author_s_and_names_a_customer(author, wanted, who):
    (turn,) = said("zendesk", event("ticket.comment_added", comment=comment(author=author)))
    assert (turn.properties["author"], turn.properties["turn_id"]) == (wanted, "c1")
    assert ids(turn) == [("custom", f"zendesk_id:{who}")]


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        ("OPEN", "SOLVED", ["Conversation Resolved"]),
        ("SOLVED", "OPEN", ["Conversation Reopened"]),
        ("SOLVED", "CLOSED", "ignored:ticket.status_changed"),
        ("NEW", "PENDING", "ignored:ticket.status_changed"),
    ],
)
def test_a_status_ends_or_opens_a_conversation_or_neither(before, now, wanted):
    assert became("zendesk", event("ticket.status_changed", previous=before, current=now)) == wanted


def test_a_message_names_the_ticket_alone():
    actor = {"id": "zd:bot", "type": "system"}
    inner = {"actor": actor, "message": {"id": "m1", "body": "How can I help?"}}
    (turn,) = said("zendesk", event("messaging_ticket.message_added", {"id": "51"}, **inner))
    assert (turn.properties["author"], ids(turn)) == ("bot", [("custom", "ticket_id:zendesk:51")])


def test_a_user_s_e_mail_and_own_id_are_known():
    user = {"id": "84", "email": "kim@shop.example", "external_id": "u-7", "role": "end-user"}
    (one,) = said("zendesk", event("user.created", user))
    assert (one.type, one.message_id, one.traits) == ("identify", "zendesk-e1", {"email": "kim@shop.example"})
    assert ids(one) == [("user_id", "u-7"), ("email", "kim@shop.example"), ("custom", "zendesk_id:84")]


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        (event("ticket.comment_added", comment=comment(is_public=False)), "ignored:internal-note"),
        (event("ticket.priority_changed"), "ignored:ticket.priority_changed"),
        (event("organization.created"), "ignored:organization.created"),
        (event("user.created", {"id": "9", "role": "agent"}), "ignored:staff"),
        (event("user.deleted", {"id": "84"}), ["Customer Deleted"]),
        (event("user.deleted", {"id": "9", "role": "agent"}), "ignored:staff"),
        (event("ticket.teleported"), "quarantined:unknown-topic"),
        ({"ticket_id": 5, "title": "a trigger's own words"}, "quarantined:unknown-topic"),
    ],
)
def test_the_rest_is_left_out_by_name_or_kept_with_its_reason(payload, wanted):
    assert became("zendesk", payload) == wanted
