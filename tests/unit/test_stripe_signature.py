"""Stripe's signature: a moment and the body, under any of the secrets."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from segue.channels.commerce import stripe
from segue.errors import Unauthorized
from segue.http import Request
from segue.signatures import hmac_sha256
from tests.builders import NOON
from tests.provider_samples import proof
from tests.stripe_payloads import THEN

VECTORS = Path(__file__).parents[3] / "shared/data/webhooks"


def signed(signature: str, body: bytes, secrets: list[str], now: int) -> None:
    """Raises where the signature does not hold."""
    request = Request("POST", "/webhooks/stripe", {}, {"stripe-signature": signature}, body)
    stripe.verify(replace(proof(request, secrets), now=now))


def test_while_a_secret_is_rolled_one_of_several_signatures_is_enough():
    good = hmac_sha256("new", f"{THEN}.".encode() + b"{}").hex()
    signed(f"t={THEN},v1={'0' * 64},v1={good},v0=x", b"{}", ["old", "new"], NOON)


@pytest.mark.parametrize("away", [-300_001, 300_001])
def test_a_signature_of_another_time_is_stale(away):
    good = f"t={NOON // 1000},v1={hmac_sha256('s', f'{NOON // 1000}.'.encode()).hex()}"
    signed(good, b"", ["s"], NOON + away - away // abs(away))
    with pytest.raises(Unauthorized, match="more than five minutes"):
        signed(good, b"", ["s"], NOON + away)


@pytest.mark.parametrize("moment", ["", "now", "-1", "²", "9" * 30, "9" * 5000])
def test_a_moment_that_is_none_is_stale(moment):
    good = hmac_sha256("s", f"{moment}.".encode()).hex()
    with pytest.raises(Unauthorized):
        signed(f"t={moment},v1={good}", b"", ["s"], NOON)


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the recorded webhooks are not here")
def test_the_known_answer_of_stripe_s_own_library():
    vector = json.loads((VECTORS / "_signature_vectors/stripe.json").read_text())
    body = (VECTORS / vector["file"]).read_bytes()
    signature = vector["headers"]["Stripe-Signature"]
    signed(signature, body, [vector["secret"]], 1_700_000_000_000)
    with pytest.raises(Unauthorized, match="more than five minutes"):
        signed(signature, body, [vector["secret"]], NOON)
