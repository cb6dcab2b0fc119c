"""Twilio's signatures, of forms and of JSON."""

import base64
import hashlib
import hmac
import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels import twilio_requests
from segue.channels.proofs import Proof
from segue.channels.sms import twilio
from segue.errors import Invalid, Unauthorized
from segue.http import Request
from segue_tools.places import ROOT
from tests.provider_samples import PROVEN, proof

INCOMING = {"MessageSid": "SM1", "From": "+31612345678", "To": "+441134960000", "Body": "Is it green?", "NumMedia": "0"}
VECTOR = ROOT.parent / "shared/data/webhooks/twilio/signature_vector.json"
needs_vector = pytest.mark.skipif(not VECTOR.is_file(), reason="the recorded webhooks are not on this machine")


@needs_vector
def test_known_answers_of_twilio_s():
    known = json.loads(VECTOR.read_text())
    forms = {
        urlencode(known["params"]): "expected_signature",
        known["duplicate_params_query"]: "duplicate_expected_signature",
    }
    for form, name in forms.items():
        request = Request("POST", "/", {}, {"x-twilio-signature": known[name]}, form.encode())
        twilio.verify(Proof(request, [known["auth_token"]], url=known["url"]))
        with pytest.raises(Unauthorized):
            twilio.verify(Proof(request, [known["auth_token"]], url=known["url"] + "&x=1"))


def test_json_is_proven_by_its_hash_in_the_address():
    body = b'{"MessageSid": "SM1"}'
    digest = hashlib.sha256(body).hexdigest()
    signed = PROVEN["twilio"]("s", b"").headers
    url = f"https://api.shop.example/webhooks/twilio?bodySHA256={digest}"
    signature = {**signed, "x-twilio-signature": made(url)}
    request = Request("POST", "/webhooks/twilio", {"bodySHA256": digest}, signature, body)
    twilio.verify(Proof(request, ["s"], url=url))
    for other in (
        Request("POST", "/", request.query, signature, body + b" "),
        Request("POST", "/", {}, signature, body),
    ):
        with pytest.raises(Unauthorized):
            twilio.verify(Proof(other, ["s"], url=url))


def made(url: str) -> str:
    return base64.b64encode(hmac.new(b"s", url.encode(), "sha1").digest()).decode()


@pytest.mark.parametrize("port", ["", ":443"])
def test_the_port_makes_no_difference(port):
    url = "https://api.shop.example{}/webhooks/twilio"
    request = Request("POST", "/", {}, {"x-twilio-signature": made(url.format(port))})
    twilio.verify(Proof(request, ["s"], url=url.format("")))


BODY = urlencode(INCOMING).encode()


@given(bit=st.integers(0, len(BODY) * 8 - 1))
def test_one_turned_bit_is_enough(bit):
    request = PROVEN["twilio"]("s", BODY)
    turned = bytearray(BODY)
    turned[bit // 8] ^= 1 << bit % 8
    try:
        same = twilio_requests.fields(bytes(turned)) == twilio_requests.fields(BODY)
    except Invalid:
        same = False
    if not same:  # %3f and %3F are one letter
        with pytest.raises(Unauthorized):
            twilio.verify(proof(Request("POST", request.path, {}, request.headers, bytes(turned)), ["s"]))


@given(bit=st.integers(0, 8 * 28 - 1))
def test_one_turned_bit_of_the_signature_is_enough(bit):
    request = PROVEN["twilio"]("s", BODY)
    turned = bytearray(request.headers["x-twilio-signature"].encode())
    turned[bit // 8] ^= 1 << bit % 8
    headers = {"x-twilio-signature": turned.decode("latin-1")}
    # The last digit before "=" carries bits that mean nothing.
    if base64_of(headers["x-twilio-signature"]) != base64_of(request.headers["x-twilio-signature"]):
        with pytest.raises(Unauthorized):
            twilio.verify(proof(Request("POST", request.path, {}, headers, BODY), ["s"]))


def base64_of(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
