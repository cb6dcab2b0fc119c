"""Receiving: what a provider asks of our address before it sends anything."""

import json
from dataclasses import replace

import pytest

from segue.errors import NotFound, Unauthorized
from segue.http import Request
from segue.intake.receiving import Receiving
from segue.intake.sources import Source
from tests.builders import NOON
from tests.fake_doors import Behind
from tests.provider_samples import PROVEN

SECRET = "the secret of a source"


def door(behind: Behind, provider: str, **options: str) -> Receiving:
    """The door of one source."""
    source = Source(provider, provider, "any", options)
    return Receiving(behind.accepting(), lambda _: source, lambda *_: (SECRET,), "https://api.shop.example")


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
