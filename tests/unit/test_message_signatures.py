"""Signatures of those who carry conversations, each as its provider documents it."""

from dataclasses import replace

import pytest

from segue.channels import provider
from segue.errors import Unauthorized
from segue.http import Request
from tests.builders import NOON
from tests.provider_samples import PROVEN, proof

SIGNED = ["meta", "x", "zendesk", "intercom", "chatwoot", "front", "standard-webhooks", "hmac"]
BODY = '{"text": "Zelt – grün"}'.encode()


def refused(name: str, headers: dict[str, str], body: bytes = BODY) -> bool:
    try:
        provider(name).verify(proof(Request("POST", f"/webhooks/{name}", {}, headers, body), ["s", "t"]))
    except Unauthorized:
        return True
    return False


@pytest.mark.parametrize("name", SIGNED)
def test_every_turned_bit_of_the_body_is_refused(name):
    headers = dict(PROVEN[name]("t", BODY).headers)
    assert not refused(name, headers)
    for bit in range(len(BODY) * 8):
        turned = bytearray(BODY)
        turned[bit // 8] ^= 1 << bit % 8
        assert refused(name, headers, bytes(turned))


def others(value: str) -> set[str]:
    """The value with one bit turned."""
    return {
        value[:place] + chr(ord(letter) ^ 1 << bit) + value[place + 1 :]
        for place, letter in enumerate(value)
        for bit in range(7)
    }


@pytest.mark.parametrize("name", SIGNED)
def test_every_turned_bit_of_the_headers_is_refused(name):
    headers = dict(PROVEN[name]("s", BODY).headers)
    for header, value in headers.items():
        assert all(refused(name, {**headers, header: one}) for one in others(value))


@pytest.mark.parametrize("name", ["zendesk", "chatwoot", "front"])
def test_a_signature_proves_five_minutes_and_no_longer(name):
    request = PROVEN[name]("s", BODY)
    for late in (-300, -1, 0, 300):
        provider(name).verify(replace(proof(request, ["s"]), now=NOON + late * 1000))
    for late in (-301, 301, 86_400):
        with pytest.raises(Unauthorized) as refusal:
            provider(name).verify(replace(proof(request, ["s"]), now=NOON + late * 1000))
        assert refusal.value.reason == "stale-signature"
