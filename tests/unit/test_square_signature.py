"""Square's signature: the address that it was told, and the body."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest

from segue.channels.proofs import Proof
from segue.channels.store import square
from segue.errors import Unauthorized
from segue.http import Request
from segue.signatures import hmac_sha256
from tests.provider_samples import proof

VECTORS = Path(__file__).parents[3] / "shared/data/webhooks/_signature_vectors/square.json"


def test_the_address_is_part_of_what_is_signed():
    signature = base64.b64encode(hmac_sha256("s", b"https://api.shop.example/webhooks/square?a=1{}")).decode()
    request = Request("POST", "/webhooks/square", {}, {"x-square-hmacsha256-signature": signature}, b"{}")
    told = replace(proof(request, ["s"]), url="https://api.shop.example/webhooks/square?a=1")
    square.verify(told)
    with pytest.raises(Unauthorized):
        square.verify(replace(told, url="https://api.shop.example/webhooks/square"))


@pytest.mark.skipif(not VECTORS.is_file(), reason="the known answers are not here")
def test_the_known_answers_of_square_s_own_library():
    for vector in json.loads(VECTORS.read_text())["vectors"]:
        headers = {"x-square-hmacsha256-signature": vector["signature"]}
        request = Request("POST", "/webhooks/square", {}, headers, vector["raw_body"].encode())
        at = replace(proof(request, [vector["signature_key"]]), url=vector["notification_url"])
        assert proven(at) is vector["valid"]


def proven(at: Proof) -> bool:
    """Whether the proof holds."""
    try:
        square.verify(at)
    except Unauthorized:
        return False
    return True
