"""One proven request of each provider of mail, SMS, calls and surveys that signs."""

import base64
import hmac
import json
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import parse_qsl

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from segue.http import Request
from segue.signatures import hmac_sha256
from tests.signing import WHEN, WHERE


def sendgrid(secret: str, body: bytes) -> Request:
    """Signed with the private key; the source keeps the public one."""
    stamp = str(WHEN.get() // 1000)
    signature = base64.b64encode(_private(secret).sign(stamp.encode() + body, ECDSA(SHA256()))).decode()
    headers = {
        "x-twilio-email-event-webhook-signature": signature,
        "x-twilio-email-event-webhook-timestamp": stamp,
    }
    return Request("POST", "/webhooks/sendgrid", {}, headers, body)


def mailgun(secret: str, body: bytes) -> Request:
    """A report, wrapped as it comes: the signature is in the body."""
    stamp, token = str(WHEN.get() // 1000), sha256(body).hexdigest()[:50]  # each report comes with a token of its own
    signature = hmac_sha256(secret, f"{stamp}{token}".encode()).hex()
    signed = json.dumps({"timestamp": stamp, "token": token, "signature": signature}).encode()
    whole = b'{"signature": %b, "event-data": %b}' % (signed, body)
    return Request("POST", "/webhooks/mailgun", {}, {"content-type": "application/json"}, whole)


def twilio(secret: str, body: bytes, path: str = "/webhooks/twilio") -> Request:
    """The address and the sorted parameters."""
    pairs = sorted(set(parse_qsl(body.decode(), keep_blank_values=True)))
    signed = f"{WHERE.get()}{path}" + "".join(f"{name}{value}" for name, value in pairs)
    signature = base64.b64encode(hmac.new(secret.encode(), signed.encode(), "sha1").digest()).decode()
    headers = {"x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded"}
    return Request("POST", path, {}, headers, body)


def twilio_voice(secret: str, body: bytes) -> Request:
    """The same at another address."""
    return twilio(secret, body, "/webhooks/twilio_voice")


def typeform(secret: str, body: bytes) -> Request:
    """A signature over the bytes, in base64."""
    signature = base64.b64encode(hmac_sha256(secret, body)).decode()
    return Request("POST", "/webhooks/typeform", {}, {"typeform-signature": f"sha256={signature}"}, body)


def delighted(secret: str, body: bytes) -> Request:
    """A signature over the bytes, in hexadecimal digits."""
    headers = {"x-delighted-webhook-signature": f"sha256={hmac_sha256(secret, body).hex()}"}
    return Request("POST", "/webhooks/delighted", {}, headers, body)


def _private(secret: str) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(sha256(secret.encode()).digest()) >> 1, SECP256R1())


def _public(secret: str) -> str:
    key = _private(secret).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(key).decode()


# What a source keeps where the provider signs with a key of its own: nothing that is secret.
PUBLIC: dict[str, Callable[[str], str]] = {"sendgrid": _public}
PROVEN: dict[str, Callable[[str, bytes], Request]] = {
    "delighted": delighted,
    "mailgun": mailgun,
    "sendgrid": sendgrid,
    "twilio": twilio,
    "twilio_voice": twilio_voice,
    "typeform": typeform,
}
