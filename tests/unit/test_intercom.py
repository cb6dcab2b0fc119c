"""Intercom: conversations, contacts and events, in the words of its older and newer versions."""

from typing import Any

import pytest

from tests.provider_words import became, ids, said

AT = 1_795_000_000
LEAD = {"type": "lead", "id": "i1", "user_id": "made-up", "email": "kim@shop.example", "name": "Kim"}
CONTACT = {"type": "contact", "id": "i1", "role": "user", "external_id": "u-7", "email": "kim@shop.example"}
PART = {
    "id": "p1",
    "part_type": "comment",
    "body": "<p>We <b>do</b></p>",
    "created_at": AT,
    "author": {"type": "admin"},
}
OLDER = {
    "id": "31",
    "created_at": AT,
    "updated_at": AT + 60,
    "user": LEAD,
    "conversation_message": {
        "id": "m1",
        "subject": "",
        "body": "<p>Do you ship?</p>",
        "author": {"type": "lead", "id": "i1"},
    },
    "conversation_parts": {"conversation_parts": [PART]},
}
NEWER = {
    "id": "31",
    "created_at": AT,
    "contacts": {"contacts": [{"type": "contact", "id": "i1", "external_id": "u-7"}]},
    "source": {
        "id": "m1",
        "subject": "<p>Ships</p>",
        "body": "<p>Do you ship?</p>",
        "author": {**CONTACT, "type": "user"},
    },
}


def notice(topic: str, item: dict[str, Any]) -> dict[str, Any]:
    return {"topic": topic, "id": "n1", "created_at": AT, "data": {"item": item}}


def test_a_conversation_opens_with_the_words_of_its_html():
    opened, turn = said("intercom", notice("conversation.user.created", OLDER))
    assert (opened.event, opened.original_timestamp) == ("Conversation Opened", AT * 1000)
    words = {"conversation_id": "intercom:31", "author": "customer", "text": "Do you ship?", "turn_id": "m1"}
    assert turn.properties == words
    assert ids(turn) == [("email", "kim@shop.example"), ("custom", "intercom_id:i1")]


def test_newer_versions_say_the_same_and_name_the_shop_s_own_id():
    opened, turn = said("intercom", notice("conversation.user.created", NEWER))
    assert (opened.properties["topic"], turn.properties["text"]) == ("Ships", "Do you ship?")
    assert ids(turn) == [("user_id", "u-7"), ("email", "kim@shop.example"), ("custom", "intercom_id:i1")]


def test_a_reply_is_the_agent_s_and_the_same_however_often_it_is_told():
    replied, closed = (said("intercom", notice(f"conversation.admin.{one}", OLDER)) for one in ("replied", "closed"))
    assert (replied[0].properties["author"], replied[0].properties["text"]) == ("agent", "We do")
    assert [one.event for one in closed] == ["Conversation Turn", "Conversation Resolved"]
    assert closed[0].message_id == replied[0].message_id


def test_what_the_staff_begin_is_no_contact_of_the_customer_s():
    item = {**NEWER, "source": {"id": "m1", "body": "Hello", "author": {"type": "admin"}}}
    (turn,) = said("intercom", notice("conversation.admin.single.created", item))
    assert (turn.event, turn.properties["author"]) == ("Conversation Turn", "agent")


def test_a_rating_is_a_survey():
    item = {**OLDER, "conversation_rating": {"rating": 4, "remark": "Quick", "created_at": AT}}
    (event,) = said("intercom", notice("conversation.rating.added", item))
    wanted = {"survey": "csat", "score": 4.0, "comment": "Quick", "conversation_id": "intercom:31"}
    assert (event.event, event.properties) == ("Survey Answered", wanted)


def test_a_lead_s_id_is_intercom_s_alone():
    (one,) = said("intercom", notice("contact.created", {**LEAD, "phone": "+491511234567"}))
    assert [kind for kind, _ in ids(one)] == ["email", "phone", "custom"]
    assert (one.type, one.traits["name"], one.message_id) == ("identify", "Kim", "intercom-n1")


def test_who_leaves_the_list_is_unsubscribed():
    (event,) = said("intercom", notice("user.unsubscribed", CONTACT))
    assert (event.event, event.properties["channel"]) == ("Unsubscribed", "email")


def test_what_the_shop_told_keeps_its_name():
    item = {"event_name": "invited-friend", "user_id": "u-7", "created_at": AT, "metadata": {"friends": 2}}
    (event,) = said("intercom", notice("event.created", item))
    assert (event.event, event.properties, ids(event)) == ("invited-friend", {"friends": 2}, [("user_id", "u-7")])


NOTED = {**OLDER, "conversation_parts": {"conversation_parts": [{**PART, "part_type": "note"}]}}


@pytest.mark.parametrize(
    ("topic", "item", "wanted"),
    [
        ("conversation.admin.noted", OLDER, "ignored:internal-note"),
        ("conversation.admin.replied", NOTED, "ignored:internal-note"),
        ("conversation.admin.assigned", OLDER, "ignored:conversation.admin.assigned"),
        ("conversation.admin.opened", {**OLDER, "conversation_parts": {}}, ["Conversation Reopened"]),
        ("company.created", {}, "ignored:company.created"),
        ("contact.deleted", CONTACT, ["Customer Deleted"]),
        ("conversation.user.teleported", OLDER, "quarantined:unknown-topic"),
    ],
)
def test_the_rest_is_left_out_by_name_or_kept_with_its_reason(topic, item, wanted):
    assert became("intercom", notice(topic, item)) == wanted


@pytest.mark.parametrize(("kind", "author"), [("visitor", "customer"), ("bot", "bot"), ("workflow", "bot")])
def test_whoever_is_no_person_that_intercom_knows_is_not_the_customer(kind, author):
    item = {**OLDER, "conversation_parts": {"conversation_parts": [{**PART, "author": {"type": kind}}]}}
    assert said("intercom", notice("conversation.admin.replied", item))[0].properties["author"] == author
