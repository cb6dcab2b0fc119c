"""An answer of the staff as a message."""

from dataclasses import replace
from typing import Any

import pytest

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.replying import Destination, desk_point, reply
from segue.errors import Invalid
from segue.messages import Message
from segue.messaging.replying import headers_of, parts_of
from tests.builders import NOON

SHOP = {"name": "Camping & Co", "locale": "en"}
TALK = Conversation("c_1", "u_1", subject="Where is my tent?", language="de")
TURN = Turn("t_1", "c_1", NOON, "agent", "email", text="On its way.\n\nIt arrives <soon>.", agent="Ada Meyer")
MAIL = Destination("email", "e_kim", signed="Ada")
HEARD = Turn("x", "c_1", NOON - 1, "customer", "email", thread="email:root@kim", detail={"mail": "2@kim"})


def said(to: Destination = MAIL, **given: Any) -> Message:
    return reply(TALK, replace(TURN, **given), to, HEARD)


def test_the_same_turn_is_the_same_message_and_another_address_another():
    assert said() == said()
    assert said().id != said(Destination("email", "e_other")).id
    assert said().id != said(id="t_2").id


def test_an_answer_goes_to_one_address_as_a_transactional_message_of_the_conversation():
    message = said()
    assert (message.journey, message.step, message.purpose) == ("desk:c_1", "t_1", "transactional")
    assert (message.channel, message.contact_point, message.channels, message.template) == ("email", "e_kim", (), "")


def test_a_mail_says_re_and_who_writes():
    parts = parts_of(said(), SHOP, {})
    assert parts["subject"] == "Re: Where is my tent?"
    assert parts["text"] == "On its way.\n\nIt arrives <soon>.\n\n-- \nAda\nCamping & Co"


def test_the_html_of_a_mail_is_escaped_and_names_its_language():
    html = parts_of(said(), SHOP, {})["html"]
    assert "<p>It arrives &lt;soon&gt;.</p>" in html
    assert "<p>Ada<br>Camping &amp; Co</p>" in html
    assert html.startswith('<!doctype html><html lang="de">')


def test_a_mail_goes_below_the_mail_that_it_answers():
    assert headers_of(said()) == {"In-Reply-To": "<2@kim>", "References": "<root@kim> <2@kim>"}


def test_what_a_stranger_wrote_into_an_id_does_not_become_a_header():
    hostile = replace(HEARD, thread="email:a@b>\r\nBcc: <x@y", detail={"mail": "ü@kim"})
    assert headers_of(reply(TALK, TURN, MAIL, hostile)) == {}


def test_of_a_very_long_thread_the_first_and_the_last_mails_are_named():
    ids = [f"{one:0>100}@kim" for one in range(30)]
    references = headers_of(replace(said(), data={"references": ids}))["References"]
    assert len(references) <= 900
    assert references.startswith(f"<{ids[0]}> <")
    assert references.endswith(f"<{ids[-1]}>")


def test_a_text_message_is_the_words_alone():
    assert parts_of(said(Destination("sms", "p_kim")), SHOP, {}) == {"sms": TURN.text}


def test_free_text_on_whatsapp_names_no_template():
    parts = parts_of(said(Destination("whatsapp", "p_kim")), SHOP, {})
    assert parts["whatsapp.text"] == TURN.text
    assert not parts["whatsapp.template"]


def test_an_answer_that_says_nothing_or_too_much_is_refused():
    with pytest.raises(Invalid, match="says something"):
        said(text="  ")
    with pytest.raises(Invalid, match="at most 1000"):
        said(Destination("instagram", "i_1"), text="ü" * 501)


def test_a_help_desk_s_thread_is_a_place_of_its_own():
    message = said(Destination("helpdesk", thread="zendesk:1"))
    assert message.contact_point == desk_point("zendesk:1")
    assert message.data["thread"] == "zendesk:1"
