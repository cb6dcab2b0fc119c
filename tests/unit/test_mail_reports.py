"""SendGrid's and Mailgun's reports, written afresh, as events of the e-mail spec."""

import json
from contextlib import nullcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.email import mailgun, sendgrid
from segue.deliveries import Delivery, Parsed, understood
from segue.errors import Unauthorized
from segue.events import Event
from segue.http import Request
from segue.identifiers import identifiers_of
from segue.public_keys import ec_signed
from segue.suppressions import suppressions
from segue.times import MINUTE
from tests.builders import NOON
from tests.provider_samples import PROVEN, kept, proof
from tests.unit.test_segment_api_hostile import VALUES

SECONDS = NOON // 1000 - 60
KIM = "kim@shop.example"


def by_sendgrid(*events: dict[str, Any]) -> Parsed:
    body = json.dumps([{"email": KIM, "timestamp": SECONDS, "sg_message_id": "m1.filter7.1", **one} for one in events])
    return understood(Delivery("sendgrid", "sendgrid", body.encode(), {}, NOON), sendgrid.incoming)


def by_mailgun(event: str, **said: Any) -> Parsed:
    about = {"recipient": KIM, "timestamp": SECONDS + 0.5, "id": "e-1", "message": {"headers": {"message-id": "m1"}}}
    body = json.dumps({"signature": {}, "event-data": {"event": event, **about, **said}})
    return understood(Delivery("mailgun", "mailgun", body.encode(), {}, NOON), mailgun.incoming)


def the_event(parsed: Parsed) -> Event:
    (event,) = parsed.events
    return event


@pytest.mark.parametrize("kind", sendgrid.REPORTS)
def test_every_kind_of_sendgrid_s_is_about_the_recipient(kind):
    event = the_event(by_sendgrid({"event": kind, "sg_event_id": "e1"}))
    assert (event.event, event.channel) == (sendgrid.REPORTS[kind].name, "email")
    assert (event.timestamp, event.message_id) == (SECONDS * 1000, f"sendgrid-{kind}-e1")
    assert [one.value for one in identifiers_of(event)] == [KIM]
    assert event.properties["provider_message_id"] == "m1"


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"event": "bounce", "type": "bounce"}, [("bounce", None)]),
        ({"event": "bounce", "type": "blocked", "status": "5.0.0"}, []),
        ({"event": "bounce", "status": "5.1.1"}, [("bounce", None)]),
        ({"event": "bounce", "status": "4.2.2"}, []),
        ({"event": "spamreport"}, [("complaint", None)]),
        ({"event": "unsubscribe"}, [("opt-out", "marketing")]),
        ({"event": "group_unsubscribe", "asm_group_id": 10}, [("opt-out", "marketing")]),
        ({"event": "group_resubscribe", "asm_group_id": 10}, []),
        ({"event": "dropped", "reason": "Bounced Address"}, []),
    ],
)
def test_what_forbids_writing_by_sendgrid(said, reasons):
    event = the_event(by_sendgrid(said))
    assert [(one.reason, one.purpose) for one in suppressions(event)] == reasons
    assert event.properties.get("list_id") == ("10" if "asm_group_id" in said else None)


def test_a_batch_is_many_events_and_a_bad_one_takes_no_other_with_it():
    parsed = by_sendgrid(
        {"event": "open", "useragent": "Mail/1", "ip": "192.0.2.1"},
        {"event": "teleported"},
        {"event": "click", "email": 7},
    )
    assert [one.event for one in parsed.events] == ["Email Opened"]
    assert [one.reason for one in parsed.rejected] == ["unknown-topic", "no-identifier"]
    assert parsed.events[0].context["ip"] == "192.0.2.1"
    again = understood(parsed.rejected[0].delivery, sendgrid.incoming)
    assert [one.reason for one in again.rejected] == ["unknown-topic"]


def test_our_message_id_comes_back():
    said = {"event": "click", "url": "https://shop.example/t", "message": "u_1_2"}
    properties = the_event(by_sendgrid(said)).properties
    assert (properties["message_id"], properties["link_url"]) == ("u_1_2", "https://shop.example/t")
    assert (
        the_event(by_mailgun("opened", **{"user-variables": {"message": "u_1_2"}})).properties["message_id"] == "u_1_2"
    )


def test_what_no_recipient_did_is_ignored():
    assert [one.name for one in by_sendgrid({"event": "account_status_change"}).ignored] == ["account_status_change"]
    assert [one.name for one in by_mailgun("stored").ignored] == ["stored"]
    assert [one.name for one in by_sendgrid().ignored] == ["nothing-said"]


@pytest.mark.parametrize("kind", mailgun.REPORTS)
def test_every_kind_of_mailgun_s_is_about_the_recipient(kind):
    event = the_event(by_mailgun(kind))
    assert (event.event, event.timestamp, event.message_id) == (
        mailgun.REPORTS[kind].name,
        SECONDS * 1000 + 500,
        "mailgun-e-1",
    )
    assert [one.value for one in identifiers_of(event)] == [KIM]


@pytest.mark.parametrize(
    ("said", "name", "reasons"),
    [
        ({"severity": "permanent", "reason": "bounce"}, "Email Bounced", ["bounce"]),
        ({"severity": "permanent", "reason": "generic"}, "Email Bounced", ["bounce"]),
        ({"severity": "permanent", "reason": "old"}, "Email Bounced", []),
        ({"severity": "permanent", "reason": "suppress-bounce"}, "Email Rejected", []),
        ({"severity": "temporary", "reason": "generic"}, "Email Delivery Delayed", []),
    ],
)
def test_a_failure_of_mailgun_s_is_one_of_three(said, name, reasons):
    event = the_event(by_mailgun("failed", **said))
    assert (event.event, [one.reason for one in suppressions(event)]) == (name, reasons)


@pytest.mark.parametrize(
    ("minutes", "name", "holds"),
    [
        (4, "sendgrid", True),
        (-24 * 60, "sendgrid", True),
        (-26 * 60, "sendgrid", False),
        (6, "sendgrid", False),
        (-8 * 60, "mailgun", True),
        (-10 * 60, "mailgun", False),
        (6, "mailgun", False),
    ],
)
def test_a_signature_holds_for_as_long_as_its_provider_tries(minutes, name, holds):
    module = {"sendgrid": sendgrid, "mailgun": mailgun}[name]
    proven = proof(PROVEN[name]("s", b"{}"), kept(name, ["s"]))
    later = type(proven)(proven.request, proven.secrets, NOON - minutes * MINUTE, proven.url)
    with nullcontext() if holds else pytest.raises(Unauthorized, match="moment"):
        module.verify(later)


@given(bit=st.integers(0, 8 * 90), part=st.sampled_from(["body", "signature", "timestamp"]))
def test_one_turned_bit_is_enough(bit, part):
    request = PROVEN["sendgrid"]("s", b'[{"event": "open"}]' * 6)
    headers, body = dict(request.headers), bytearray(request.body)
    name = f"x-twilio-email-event-webhook-{part}"
    text = body if part == "body" else bytearray(headers[name].encode())
    text[bit // 8 % len(text)] ^= 1 << bit % 8
    headers |= {} if part == "body" else {name: text.decode("latin-1")}
    with pytest.raises(Unauthorized):
        sendgrid.verify(proof(Request("POST", request.path, {}, headers, bytes(body)), kept("sendgrid", ["s"])))


@given(bit=st.integers(0, 8 * 180))
def test_one_turned_bit_of_mailgun_s_signature_is_enough(bit):
    request = PROVEN["mailgun"]("s", b"{}")
    signed = json.loads(request.body)["signature"]
    name = ("timestamp", "token", "signature")[bit % 3]
    text = bytearray(signed[name].encode())
    text[bit // 8 % len(text)] ^= 1 << bit % 8
    turned = {**signed, name: text.decode("latin-1")}
    if turned["signature"].lower() == signed["signature"] and name == "signature":
        return  # hexadecimal digits in capitals are the same signature
    with pytest.raises(Unauthorized):
        mailgun.verify(proof(Request("POST", "/", {}, {}, json.dumps({"signature": turned}).encode()), ["s"]))


def test_a_known_answer_of_mailgun_s_scheme():
    said = {"timestamp": "1795608000", "token": "tok"}  # made with OpenSSL: dgst -sha256 -hmac key-example
    said |= {"signature": "dc2ba5154f3f077e5ef1be8a4cfd0d1761806579a0beadcac773e7b02c5378cd"}
    proven = proof(Request("POST", "/", {}, {}, json.dumps({"signature": said}).encode()), ["key-example"])
    mailgun.verify(type(proven)(proven.request, proven.secrets, 1795608000 * 1000))


# SendGrid's own example of a signature.
KEY = (
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8"
    "eNEc6wEA3F+g=="
)
SIGNATURE = "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM="
SIGNED = (
    '[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address",'
    '"sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",'
    '"sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0",'
    '"smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]\r\n'
)


def test_a_known_answer_of_sendgrid_s_scheme():
    assert ec_signed(f"1600112502{SIGNED}".encode(), SIGNATURE, KEY)
    assert not ec_signed(f"1600112503{SIGNED}".encode(), SIGNATURE, KEY)


@given(
    st.sampled_from(list(sendgrid.REPORTS)),
    st.dictionaries(st.sampled_from(["email", "timestamp", "url", "status"]), VALUES),
)
def test_no_report_is_lost(kind, said):
    assert {one.reason for one in by_sendgrid({**said, "event": kind}).rejected} <= {"no-identifier"}
    assert {one.reason for one in by_mailgun("opened", **said, recipient=KIM).rejected} <= {"no-identifier"}
