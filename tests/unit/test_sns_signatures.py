"""SNS's signatures: a certificate of our own signs; no address but SNS's own is ever asked."""

import base64
import json
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels import sns_signatures
from segue.channels.sns_signatures import Place, place, string_to_sign, verify
from segue.errors import Unauthorized
from segue_tools.places import ROOT
from tests import sns_signer
from tests.hostile_addresses import ADDRESSES
from tests.sns_signer import ADDRESS, TOPIC, certificate, signed

SAMPLES = ROOT.parent / "shared/data/webhooks/sns"


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize("kind", sns_signatures.SIGNED)
def test_what_sns_signed_is_proven(version, kind):
    verify(signed(kind, version), [TOPIC], certificate)


@pytest.mark.parametrize("name", ["Message", "MessageId", "Timestamp", "Subject", "SignatureVersion", "Type"])
def test_what_was_changed_is_refused(name):
    said = json.loads(signed())
    with pytest.raises(Unauthorized):
        verify(json.dumps({**said, name: said[name] + " "}).encode(), [TOPIC], certificate)


def turned(said: dict[str, Any], name: str, bit: int) -> bytes:
    raw = bytearray(base64.b64decode(said["Signature"]) if name == "Signature" else said[name].encode())
    raw[bit // 8 % len(raw)] ^= 1 << bit % 8
    text = base64.b64encode(raw).decode() if name == "Signature" else raw.decode("latin-1")
    return json.dumps({**said, name: text}).encode()


@given(name=st.sampled_from(["Signature", "Message", "TopicArn"]), bit=st.integers(0, 2047))
def test_one_turned_bit_is_enough(name, bit):
    with pytest.raises(Unauthorized):
        verify(turned(json.loads(signed()), name, bit), [TOPIC], certificate)


def test_another_topic_proves_nothing_though_sns_signed_it():
    with pytest.raises(Unauthorized):
        verify(signed(TopicArn=f"{TOPIC}-of-somebody"), [TOPIC], certificate)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"Type": 3, "TopicArn": 4}'])
def test_what_is_no_post_of_sns_is_refused(body):
    with pytest.raises(Unauthorized):
        verify(body, [TOPIC], certificate)


@pytest.mark.parametrize("pem", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\xff"])
def test_a_certificate_that_is_none_proves_nothing(pem):
    with pytest.raises(Unauthorized):
        verify(signed(), [TOPIC], lambda _: pem)


def test_a_certificate_of_another_key_proves_nothing():
    with pytest.raises(Unauthorized):
        verify(signed(), [TOPIC], lambda _: sns_signer.pem("another"))


def asked(fetched: list[Place], where: Place) -> bytes:
    fetched.append(where)
    return sns_signer.pem()


def test_a_hundred_hostile_addresses_cause_no_request():
    assert len(set(ADDRESSES)) >= 100
    fetched = list[Place]()
    for address in ADDRESSES:
        with pytest.raises(Unauthorized):
            verify(signed(SigningCertURL=address), [TOPIC], partial(asked, fetched))
    assert fetched == []
    verify(signed(SigningCertURL=ADDRESS), [TOPIC], partial(asked, fetched))
    assert fetched == [place(ADDRESS)]


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-2", "ap-southeast-7", "us-gov-west-1", "us-isob-east-1"])
def test_the_certificates_of_every_region_are_sns_s(region):
    name = "/SimpleNotificationService-0a1b.pem"
    assert place(f"https://sns.{region}.amazonaws.com{name}") == (f"sns.{region}.amazonaws.com", name)
    assert place(f"https://sns.cn-north-1.amazonaws.com.cn{name}").host == "sns.cn-north-1.amazonaws.com.cn"


needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the recorded webhooks are not on this machine")


@needs_samples
def test_a_post_that_sns_really_signed_is_proven():
    body = (SAMPLES / "signed.notification.v1_sha1.json").read_bytes()
    topic, pem = json.loads(body)["TopicArn"], (SAMPLES / "signing_cert.pem").read_bytes()
    verify(body, [topic], lambda _: pem)
    with pytest.raises(Unauthorized):
        verify(body.replace(b"Hello", b"Hallo"), [topic], lambda _: pem)


@needs_samples
@pytest.mark.parametrize("name", ["notification", "subscription_confirmation"])
def test_the_string_to_sign_is_the_documented_one(name):
    lines = (SAMPLES / f"string_to_sign.{name}.txt").read_text().splitlines()
    said = dict(zip(lines[::2], lines[1::2], strict=True))
    assert string_to_sign(said).decode().splitlines() == lines
    assert string_to_sign({**said, "UnsubscribeURL": "x", "SigningCertURL": "y"}).decode().splitlines() == lines
