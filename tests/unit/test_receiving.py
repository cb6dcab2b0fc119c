"""Receiving: what a provider asks of our address before it sends anything."""

import json
from dataclasses import replace

import pytest

from segue.errors import NotFound, Unauthorized
from segue.http import Request
from segue.intake.receiving import Receiving
from segue.intake.sources import Source
from segue.signatures import hmac_sha256
from tests.builders import NOON
from tests.fake_doors import Behind
from tests.provider_samples import PROVEN

SECRET = "the secret of a source"


def door(behind: Behind, provider: str, **options: str) -> Receiving:
    """The door of one source."""
    source = Source(provider, provider, "any", options)
    address, kept = "https://api.shop.example", dict[str, str]()
    return Receiving(
        behind.accepting(),
        lambda _: source,
        lambda *_: (SECRET,),
        address,
        first=lambda token, said, _: kept.setdefault(token, said),
    )


def test_an_application_of_front_gets_its_word_back_once_it_is_proven():
    behind, body = Behind(), json.dumps({"type": "sync", "payload": {}}).encode()
    request = PROVEN["front"](SECRET, body)
    asked = replace(request, headers={**request.headers, "x-front-challenge": "say-this"})
    assert door(behind, "front").answer(asked, NOON).body == b"say-this"
    with pytest.raises(Unauthorized):
        door(behind, "front").answer(replace(asked, body=b"{}"), NOON)
    assert behind.counted == [{"front": {"ignored.sync": 1}}, {"front": {"refused": 1}}]


def test_what_is_asked_by_get_is_answered_by_those_who_are_asked():
    query = {"hub.mode": "subscribe", "hub.verify_token": SECRET, "hub.challenge": "42"}
    assert door(Behind(), "meta").answer(Request("GET", "/webhooks/meta", query), NOON).body == b"42"
    with pytest.raises(NotFound):
        door(Behind(), "shopify").answer(Request("GET", "/webhooks/shopify", query), NOON)


def test_a_word_of_its_own_keeps_the_app_s_secret_out_of_an_address():
    receiving = door(Behind(), "meta", verify_token="a word of ours")
    asked = {"hub.mode": "subscribe", "hub.challenge": "42"}
    right = Request("GET", "/webhooks/meta", {**asked, "hub.verify_token": "a word of ours"})
    assert receiving.answer(right, NOON).body == b"42"
    with pytest.raises(Unauthorized):
        receiving.answer(Request("GET", "/webhooks/meta", {**asked, "hub.verify_token": SECRET}), NOON)


def a_report(kind: str, token: str, recipient: str = "kim@shop.example") -> Request:
    """A report as Mailgun sends it, with a signature of this token."""
    stamp = str(NOON // 1000)
    signature = hmac_sha256(SECRET, f"{stamp}{token}".encode()).hex()
    event = {"event": kind, "id": f"e-{token}", "recipient": recipient, "timestamp": NOON / 1000}
    said = {"signature": {"timestamp": stamp, "token": token, "signature": signature}, "event-data": event}
    return Request("POST", "/webhooks/mailgun", {}, {}, json.dumps(said).encode())


def test_a_signature_that_does_not_cover_the_report_proves_the_first_that_comes_with_it():
    behind = Behind()
    receiving = door(behind, "mailgun")
    for _ in range(2):  # its answer may be lost
        assert receiving.answer(a_report("delivered", "t-1"), NOON).status == 200
    for other in (a_report("complained", "t-1"), a_report("delivered", "t-1", "lee@shop.example")):
        with pytest.raises(Unauthorized) as refused:
            receiving.answer(other, NOON)
        assert refused.value.reason == "used-signature"
    assert receiving.answer(a_report("complained", "t-2"), NOON).status == 200
    assert [one.event for one in behind.ledger.events] == ["Email Delivered", "Email Marked as Spam"]
    assert behind.counted.count({"mailgun": {"refused": 1}}) == 2
