"""The signatures of SendGrid and Mailgun."""

import json
from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.email import mailgun, sendgrid
from segue.errors import Unauthorized
from segue.http import Request
from segue.public_keys import ec_signed
from segue.times import MINUTE
from tests.builders import NOON
from tests.provider_samples import PROVEN, kept, proof


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
