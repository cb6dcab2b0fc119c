"""Every bit of a signed request counts: of the body, and of the header that proves it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from segue.channels import provider
from segue.errors import Unauthorized
from segue.http import Request
from tests.provider_samples import PROVEN, proof

SECRET = "a secret"
BODY = b'{"id": "c-1"}'
SIGNED = ("shopify", "stripe", "woocommerce", "square", "pos")


def turned(raw: bytes) -> Iterator[bytes]:
    """The bytes with one bit the other way, for each bit."""
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def refused(name: str, request: Request) -> bool:
    """Whether the provider's proof does not hold."""
    try:
        provider(name).verify(proof(request, [SECRET]))
    except Unauthorized:
        return True
    return False


@pytest.mark.parametrize("name", SIGNED)
def test_a_turned_bit_of_the_body_is_refused(name):
    request = PROVEN[name](SECRET, BODY)
    assert not refused(name, request)
    assert all(refused(name, replace(request, body=body)) for body in turned(BODY))


@pytest.mark.parametrize("name", SIGNED)
def test_a_turned_bit_of_the_signature_is_refused(name):
    request = PROVEN[name](SECRET, BODY)
    ((header, signature),) = request.headers.items()
    others = [one.decode("latin-1") for one in turned(signature.encode())]
    accepted = [one for one in others if not refused(name, replace(request, headers={header: one}))]
    assert not accepted
