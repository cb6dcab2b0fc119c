"""What help desks are asked to write, each by its own API."""

import json
from base64 import b64encode
from importlib import import_module
from typing import Any

import pytest

from segue.channels.outgoing import HttpsCall, Sender
from segue.errors import Refused
from segue.messages import Envelope, Message
from tests.builders import NOON

DESKS = ("zendesk", "intercom", "chatwoot", "front", "freshdesk")
MESSAGE = Message("u_1_m", "u_1", "at:helpdesk:x", "desk:c_1", "person", "t", "", "helpdesk", "transactional", NOON)
TEXT = "On <its> way.\nTomorrow.\n\nAda"
HTML = "<p>On &lt;its&gt; way.<br>Tomorrow.</p><p>Ada</p>"
PLACES = {"chatwoot": "chat.shop.test", "zendesk": "shop", "freshdesk": "help.shop.test", "intercom": "eu"}
NOT_OURS = ("zendesk:1/../../users", "zendesk:", "", "intercom:1?x=1", "a:b:c d", "zendesk:1\r\nx: y")


def asked(desk: str, kind: str = "", thread: str = "", **sender: Any) -> HttpsCall:
    """The request for an answer in the desk's own conversation 42."""
    parts = {"helpdesk.text": TEXT, "helpdesk.kind": kind}
    given = Sender("700", "700", PLACES.get(desk, ""), "key")._replace(**sender)
    provider = import_module(f"segue.channels.helpdesk.{desk}_replies")
    return provider.outgoing(MESSAGE, Envelope(thread or f"{desk}:42", parts, ""), given)


def test_zendesk_gets_a_public_comment_by_the_agent():
    call = asked("zendesk", secret="ada@shop.test/token:key")
    comment = {"body": TEXT, "public": True, "author_id": 700}
    assert (call.method, call.host, call.path) == ("PUT", "shop.zendesk.com", "/api/v2/tickets/42.json")
    assert json.loads(call.body) == {"ticket": {"comment": comment}}
    assert call.headers["authorization"] == f"Basic {b64encode(b'ada@shop.test/token:key').decode()}"


def test_zendesk_gets_an_internal_note():
    assert json.loads(asked("zendesk", "note").body)["ticket"]["comment"]["public"] is False
    assert asked("zendesk", "note").headers["authorization"] == "Bearer key"


@pytest.mark.parametrize(("kind", "type_"), [("", "comment"), ("note", "note")])
def test_intercom_gets_a_reply_or_a_note_of_the_admin_in_its_region(kind, type_):
    call = asked("intercom", kind)
    assert (call.method, call.host, call.path) == ("POST", "api.eu.intercom.io", "/conversations/42/reply")
    assert json.loads(call.body) == {"message_type": type_, "type": "admin", "admin_id": "700", "body": HTML}
    assert call.headers["authorization"] == "Bearer key"


@pytest.mark.parametrize(("kind", "private"), [("", False), ("note", True)])
def test_chatwoot_gets_an_outgoing_or_a_private_message_whatever_its_source_is_called(kind, private):
    call = asked("chatwoot", kind, thread="our-chat:42")
    assert (call.host, call.path) == ("chat.shop.test", "/api/v1/accounts/700/conversations/42/messages")
    said = {"content": TEXT, "message_type": "outgoing", "private": private, "content_type": "text"}
    assert json.loads(call.body) == said
    assert call.headers["api_access_token"] == "key"


def test_front_gets_a_message_and_a_comment():
    message, comment = asked("front", transactional="tea_1"), asked("front", "note", transactional="tea_1")
    assert (message.host, message.path) == ("api2.frontapp.com", "/conversations/42/messages")
    assert json.loads(message.body) == {"author_id": "tea_1", "body": HTML, "text": TEXT}
    assert comment.path == "/conversations/42/comments"
    assert json.loads(comment.body) == {"author_id": "tea_1", "body": TEXT}


def test_freshdesk_gets_a_reply_and_a_private_note():
    reply, note = asked("freshdesk"), asked("freshdesk", "note")
    assert (reply.host, reply.path) == ("help.shop.test", "/api/v2/tickets/42/reply")
    assert json.loads(reply.body) == {"body": HTML, "user_id": 700}
    assert note.path == "/api/v2/tickets/42/notes"
    assert json.loads(note.body) == {"body": HTML, "user_id": 700, "private": True}


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("thread", NOT_OURS)
def test_what_is_no_conversation_of_a_desk_is_refused(desk, thread):
    with pytest.raises(Refused):
        asked(desk, thread=thread or " ")


@pytest.mark.parametrize("desk", [one for one in DESKS if one != "chatwoot"])
def test_another_desk_s_conversation_is_refused(desk):
    with pytest.raises(Refused):
        asked(desk, thread="elsewhere:42")


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("other", ["zendesk", "intercom", "front", "freshdesk"])
def test_the_same_number_at_another_desk_is_somebody_else_s_conversation(desk, other):
    if desk != other:
        with pytest.raises(Refused):
            asked(desk, thread=f"{other}:42")


@pytest.mark.parametrize("desk", ["zendesk", "freshdesk", "chatwoot", "front"])
@pytest.mark.parametrize("place", ["a.test/x", "user@a.test", "a b", "http://a.test", "a.test:80"])
def test_a_place_that_is_no_host_is_refused(desk, place):
    with pytest.raises(Refused):
        asked(desk, settings=place)
