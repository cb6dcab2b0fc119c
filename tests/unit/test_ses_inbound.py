"""Mails to the shop, written afresh, as turns of a conversation."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.email import ses, ses_inbound
from segue.channels.email.stored_mails import Place, completed
from segue.channels.topics import notifications
from segue.deliveries import Delivery, Parsed, understood
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.times import to_text
from tests.builders import NOON

PASSED = {f"{name}Verdict": {"status": "PASS"} for name in ("spam", "virus", "spf", "dkim", "dmarc")}
OURS = "0102018f3a5b7c9d-11111111-2222-3333-4444-555555555555-000000@eu-west-1.amazonses.com"
HEADERS = {"From": "Kim Doe <Kim@shop.example>", "Message-ID": "<m-2@mail.example>", "Subject": "Zelt – grün?"}


def a_mail(text: str = "Is it green?\r\n\r\n-- \r\nKim", **headers: str) -> bytes:
    named = {**HEADERS, "Content-Type": "text/plain; charset=utf-8"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join([*lines, "", text]).encode()


def a_notice(raw: bytes | None = None, encoding: str = "BASE64", **said: Any) -> dict[str, Any]:
    mail = {"timestamp": to_text(NOON - 1000), "source": "kim@shop.example", "messageId": "ses-9", "headers": []}
    content = (base64.b64encode(raw) if encoding == "BASE64" else raw) if raw else b""
    receipt = {"action": {"type": "SNS", "encoding": encoding}, **PASSED, **said.pop("receipt", {})}
    notice = {"notificationType": "Received", "receipt": receipt, "mail": {**mail, **said}}
    return notice | ({"content": content.decode()} if content else {})


def parsed(said: Any, module: Any = ses_inbound) -> Parsed:
    return understood(Delivery("mails", "ses_inbound", json.dumps(said).encode(), {}, NOON), module.incoming)


def the_turn(raw: bytes, **said: Any) -> Event:
    return parsed(a_notice(raw, **said)).events[0]


@pytest.mark.parametrize("module", [ses_inbound, ses])
@pytest.mark.parametrize("encoding", ["BASE64", "UTF8"])
def test_a_mail_is_a_turn(module, encoding):
    (event,) = parsed(a_notice(a_mail(), encoding), module).events
    assert (event.event, event.channel, event.timestamp) == ("Conversation Turn", "email", NOON - 1000)
    assert [one.value for one in identifiers_of(event)] == ["kim@shop.example"]
    said = {"author": "customer", "text": "Is it green?", "turn_id": "m-2@mail.example", "dmarc": "pass"}
    said |= {"conversation_id": "email:m-2@mail.example", "email_subject": "Zelt – grün?"}
    assert event.properties == said


def test_an_answer_is_in_the_thread_of_the_oldest_mail_it_names():
    raw = a_mail(References="<m-0@x.example> <m-1@x.example>", In_Reply_To="<m-1@x.example>")
    said = the_turn(raw).properties
    assert (said["conversation_id"], said["reply_to"]) == ("email:m-0@x.example", "m-1@x.example")
    assert the_turn(a_mail(In_Reply_To="<m-0@x.example>")).properties["conversation_id"] == "email:m-0@x.example"


def test_an_answer_to_a_message_of_ours_is_a_reply_to_it():
    turn, replied = parsed(a_notice(a_mail(In_Reply_To=f"<{OURS}>"))).events
    assert (turn.event, replied.event) == ("Conversation Turn", "Email Replied")
    assert replied.properties["provider_message_id"] == OURS.partition("@")[0]
    assert replied.properties["conversation_id"] == turn.properties["conversation_id"]
    assert len({turn.message_id, replied.message_id}) == 2


def test_a_mail_that_comes_to_two_addresses_is_one():
    ids = {the_turn(a_mail(), messageId=one, timestamp=to_text(NOON - 1000)).message_id for one in ("ses-1", "ses-2")}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto-reply"),
        ({"Auto_Submitted": "auto-generated"}, "auto-reply"),
        ({"X_Autoreply": "yes"}, "auto-reply"),
        ({"Precedence": "auto_reply"}, "auto-reply"),
        ({"Precedence": "bulk"}, "bulk"),
        ({"List_Id": "<news.x.example>"}, "bulk"),
        ({"Return_Path": "<>"}, "bounce"),
        ({"From": "MAILER-DAEMON@x.example"}, "bounce"),
        ({"Content_Type": 'multipart/report; report-type=delivery-status; boundary="b"'}, "bounce"),
    ],
)
def test_what_a_machine_wrote_is_left_out_by_name(headers, name):
    assert [one.name for one in parsed(a_notice(a_mail(**headers))).ignored] == [name]


def test_a_mail_without_an_envelope_s_sender_is_a_bounce():
    assert [one.name for one in parsed(a_notice(a_mail(), source="")).ignored] == ["bounce"]
    assert the_turn(a_mail(Auto_Submitted="no")).event == "Conversation Turn"


@pytest.mark.parametrize(("verdict", "name"), [("spamVerdict", "spam"), ("virusVerdict", "virus")])
def test_what_ses_holds_for_dangerous_is_left_out_by_name(verdict, name):
    for status, ignored in (("FAIL", [name]), ("GRAY", []), ("PROCESSING_FAILED", [])):
        found = parsed(a_notice(a_mail(), receipt={verdict: {"status": status}}))
        assert [one.name for one in found.ignored] == ignored


def test_a_sender_that_nobody_vouches_for_has_no_name():
    assert the_turn(a_mail()).context["traits"] == {"email": "Kim@shop.example", "mail_name": "Kim Doe"}
    event = the_turn(a_mail(), receipt={"dmarcVerdict": {"status": "FAIL"}})
    assert (event.context["traits"], event.properties["dmarc"]) == ({"email": "Kim@shop.example"}, "fail")


PARTS = """--b\r
Content-Type: multipart/alternative; boundary="c"\r
\r
--c\r
Content-Type: text/html; charset=utf-8\r
\r
<p>Is it <b>green</b>?</p><blockquote>Old</blockquote>\r
--c--\r
--b\r
Content-Type: application/pdf; name="bill.pdf"\r
Content-Disposition: attachment; filename="bill.pdf"\r
Content-Transfer-Encoding: base64\r
\r
SGVsbG8gd29ybGQ=\r
--b--\r
"""
MIXED = a_mail(PARTS, Content_Type='multipart/mixed; boundary="b"')


def test_html_is_read_and_attachments_are_named():
    said = the_turn(MIXED).properties
    assert said["text"] == "Is it green?"
    assert said["attachments"] == [{"type": "application/pdf", "name": "bill.pdf"}]


def test_plain_text_is_preferred():
    both = PARTS.replace("--c\r\n", "--c\r\nContent-Type: text/plain\r\n\r\nIt is plain.\r\n--c\r\n", 1)
    assert the_turn(a_mail(both, Content_Type='multipart/mixed; boundary="b"')).properties["text"] == "It is plain."


STORED = {"action": {"type": "S3", "bucketName": "mails", "objectKey": "in/1"}}


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_mail_in_a_bucket_is_read_without_what_is_attached(wrapped):
    notice = a_notice(receipt=STORED)
    body = json.dumps({"Type": "Notification", "Message": json.dumps(notice)} if wrapped else notice).encode()
    asked = list[Place]()
    whole = completed(body, lambda where: asked.append(where) or MIXED)
    (event,) = understood(Delivery("mails", "ses_inbound", whole, {}, NOON), ses_inbound.incoming).events
    assert asked == [Place("mails", "in/1")]
    assert (event.properties["text"], event.properties["attachments"][0]["name"]) == ("Is it green?", "bill.pdf")
    assert b"SGVsbG8" not in base64.b64decode(json.loads(whole)["content"])
    assert completed(whole, lambda _: b"") == whole


@pytest.mark.parametrize(
    "body", [b"", b'{"objectKey"', b'{"receipt": {"action": {"objectKey": 1}}, "mail": "objectKey"}']
)
def test_what_names_no_mail_stays_as_it_is(body):
    assert completed(body, lambda _: b"never") == body


def test_headers_alone_are_a_turn_that_says_so():
    headers = [{"name": name, "value": value} for name, value in HEADERS.items()]
    notice = a_notice(headers=headers)
    (body,) = notifications({"Records": [{"eventSource": "aws:ses", "ses": notice}]})
    for said in (json.loads(body), {"Records": [{"ses": notice}]}):
        (event,) = parsed(said).events
        assert (event.properties["incomplete"], event.properties["turn_id"]) == (True, "m-2@mail.example")
        assert "text" not in event.properties or event.properties["text"] == ""


def test_each_record_stands_alone():
    found = parsed({"Records": [{"ses": a_notice(a_mail())}, {"ses": {"mail": {}}}]})
    assert [len(found.events), [one.reason for one in found.rejected]] == [1, ["unknown-topic"]]


@pytest.mark.parametrize(
    "raw", [b"\x00", b"From: \xff\xfe <", b"From: a@b.example\r\nContent-Type: text/plain; charset=klingon\r\n\r\nx"]
)
def test_a_broken_mail_is_kept_one_way_or_another(raw):
    found = parsed(a_notice(raw))
    assert len(found.events) + len(found.rejected) == 1


@given(
    st.dictionaries(
        st.sampled_from(["From", "References", "Content-Type", "Subject", "Precedence"]), st.text(max_size=40)
    )
)
def test_no_header_stops_it(headers):
    listed = [{"name": name, "value": value} for name, value in headers.items()]
    reasons = [one.reason for one in parsed(a_notice(headers=listed)).rejected]
    assert reasons in ([], ["no-identifier"])
