"""One proven request of each provider that reports, for the contract that all of them keep: an entry each."""

import ast
import base64
import hmac
import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from segue import channels
from segue.channels.proofs import Proof
from segue.http import Request
from segue.signatures import hmac_sha256
from segue.times import to_text
from tests.builders import NOON
from tests.fake_doors import basic
from tests.template import sources

Proven = Callable[[str, bytes], Request]


def shopify(secret: str, body: bytes) -> Request:
    """A signature over the bytes."""
    signature = base64.b64encode(hmac_sha256(secret, body)).decode()
    return Request("POST", "/webhooks/shopify", {}, {"x-shopify-hmac-sha256": signature}, body)


def ses(secret: str, body: bytes) -> Request:
    """The secret as a password."""
    return Request("POST", "/webhooks/ses", {}, {"authorization": basic("segue", secret)}, body)


def sendgrid(secret: str, body: bytes) -> Request:
    """Signed with the private key; the source keeps the public one."""
    stamp = str(NOON // 1000)
    signature = base64.b64encode(_private(secret).sign(stamp.encode() + body, ECDSA(SHA256()))).decode()
    headers = {
        "x-twilio-email-event-webhook-signature": signature,
        "x-twilio-email-event-webhook-timestamp": stamp,
    }
    return Request("POST", "/webhooks/sendgrid", {}, headers, body)


def mailgun(secret: str, body: bytes) -> Request:
    """A report, wrapped as it comes: the signature is in the body."""
    stamp, token = str(NOON // 1000), "0123456789abcdef" * 3 + "01"
    signature = hmac_sha256(secret, f"{stamp}{token}".encode()).hex()
    signed = json.dumps({"timestamp": stamp, "token": token, "signature": signature}).encode()
    whole = b'{"signature": %b, "event-data": %b}' % (signed, body)
    return Request("POST", "/webhooks/mailgun", {}, {"content-type": "application/json"}, whole)


def twilio(secret: str, body: bytes, path: str = "/webhooks/twilio") -> Request:
    """The address and the sorted parameters."""
    pairs = sorted(set(parse_qsl(body.decode(), keep_blank_values=True)))
    signed = f"https://api.shop.example{path}" + "".join(f"{name}{value}" for name, value in pairs)
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


def shopify_pixel(secret: str, body: bytes) -> Request:
    """A public token in the address."""
    return Request("POST", "/webhooks/pixel", {"token": secret}, {}, body)


def stripe(secret: str, body: bytes) -> Request:
    """A signature over the moment and the bytes."""
    moment = str(NOON // 1000)
    signature = hmac_sha256(secret, f"{moment}.".encode() + body).hex()
    return Request("POST", "/webhooks/stripe", {}, {"stripe-signature": f"t={moment},v1={signature}"}, body)


def woocommerce(secret: str, body: bytes) -> Request:
    """A signature over the bytes."""
    signature = base64.b64encode(hmac_sha256(secret, body)).decode()
    return Request("POST", "/webhooks/woocommerce", {}, {"x-wc-webhook-signature": signature}, body)


def pos(secret: str, body: bytes) -> Request:
    """A signature over the bytes, in hexadecimal digits."""
    signature = hmac_sha256(secret, body).hex()
    return Request("POST", "/webhooks/pos", {}, {"x-segue-signature": signature}, body)


def square(secret: str, body: bytes) -> Request:
    """A signature over the address and the bytes."""
    signature = base64.b64encode(hmac_sha256(secret, b"https://api.shop.example/webhooks/square" + body)).decode()
    return Request("POST", "/webhooks/square", {}, {"x-square-hmacsha256-signature": signature}, body)


def meta(secret: str, body: bytes) -> Request:
    """A signature over the bytes, after the name of the algorithm."""
    headers = {"x-hub-signature-256": f"sha256={hmac_sha256(secret, body).hex()}"}
    return Request("POST", "/webhooks/meta", {}, headers, body)


def x(secret: str, body: bytes) -> Request:
    """The same in base64."""
    signature = base64.b64encode(hmac_sha256(secret, body)).decode()
    return Request("POST", "/webhooks/x", {}, {"x-twitter-webhooks-signature": f"sha256={signature}"}, body)


def zendesk(secret: str, body: bytes) -> Request:
    """A signature over a time and the bytes."""
    signed_at = to_text(NOON)
    signature = base64.b64encode(hmac_sha256(secret, signed_at.encode() + body)).decode()
    headers = {"x-zendesk-webhook-signature": signature, "x-zendesk-webhook-signature-timestamp": signed_at}
    return Request("POST", "/webhooks/zendesk", {}, headers, body)


def intercom(secret: str, body: bytes) -> Request:
    """HMAC-SHA1 in hexadecimal digits."""
    signature = hmac.new(secret.encode(), body, "sha1").hexdigest()
    return Request("POST", "/webhooks/intercom", {}, {"x-hub-signature": f"sha1={signature}"}, body)


def chatwoot(secret: str, body: bytes) -> Request:
    """A signature over seconds, a dot and the bytes."""
    signed_at = str(NOON // 1000)
    signature = hmac_sha256(secret, f"{signed_at}.".encode() + body).hex()
    headers = {"x-chatwoot-signature": f"sha256={signature}", "x-chatwoot-timestamp": signed_at}
    return Request("POST", "/webhooks/chatwoot", {}, headers, body)


def front(secret: str, body: bytes) -> Request:
    """A signature over milliseconds, a colon and the bytes, as applications have it."""
    signature = base64.b64encode(hmac_sha256(secret, f"{NOON}:".encode() + body)).decode()
    headers = {"x-front-signature": signature, "x-front-request-timestamp": str(NOON)}
    return Request("POST", "/webhooks/front", {}, headers, body)


def freshdesk(secret: str, body: bytes) -> Request:
    """The secret as a password."""
    return Request("POST", "/webhooks/freshdesk", {}, {"authorization": basic("segue", secret)}, body)


def standard_webhooks(secret: str, body: bytes) -> Request:
    """A signature over an id, seconds and the bytes, with dots between them."""
    signed_at = str(NOON // 1000)
    signature = base64.b64encode(hmac_sha256(secret, f"msg_1.{signed_at}.".encode() + body)).decode()
    headers = {"webhook-id": "msg_1", "webhook-timestamp": signed_at, "webhook-signature": f"v1,{signature}"}
    return Request("POST", "/webhooks/standard-webhooks", {}, headers, body)


def any_hmac(secret: str, body: bytes) -> Request:
    """A signature as the options have it where they say nothing else."""
    headers = {"x-signature": hmac_sha256(secret, body).hex()}
    return Request("POST", "/webhooks/hmac", {}, headers, body)


PROVEN: dict[str, Proven] = {
    "amazon_connect": ses,
    "aws_sms": ses,
    "chatwoot": chatwoot,
    "delighted": delighted,
    "freshdesk": freshdesk,
    "front": front,
    "hmac": any_hmac,
    "intercom": intercom,
    "mailgun": mailgun,
    "meta": meta,
    "pos": pos,
    "sendgrid": sendgrid,
    "ses": ses,
    "ses_inbound": ses,
    "shopify": shopify,
    "shopify_pixel": shopify_pixel,
    "square": square,
    "standard-webhooks": standard_webhooks,
    "stripe": stripe,
    "twilio": twilio,
    "twilio_voice": twilio_voice,
    "typeform": typeform,
    "woocommerce": woocommerce,
    "x": x,
    "zendesk": zendesk,
}


def _private(secret: str) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(sha256(secret.encode()).digest()) >> 1, SECP256R1())


def _public(secret: str) -> str:
    key = _private(secret).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(key).decode()


# What a source keeps where the provider signs with a key of its own: nothing that is secret.
PUBLIC: dict[str, Callable[[str], str]] = {"sendgrid": _public}


def kept(name: str, secrets: Sequence[str]) -> list[str]:
    """What a source of the provider keeps of these secrets."""
    return [PUBLIC[name](one) if name in PUBLIC and one else one for one in secrets]


def proof(request: Request, secrets: Sequence[str]) -> Proof:
    """What a provider proves the request by, at noon."""
    return Proof(request, secrets, NOON, f"https://api.shop.example{request.path}")


def words_of(place: str) -> list[str]:
    """Every text in a provider's own files: the names that its parser looks for are among them."""
    folder, _, name = place.partition(".")
    files = sorted((Path(channels.__file__).parent / folder).glob(f"{name}*.py"))
    nodes = [node for one in files for node in ast.walk(sources.tree(one)) if isinstance(node, ast.Constant)]
    return sorted({node.value for node in nodes if isinstance(node.value, str) and len(node.value) < 40})
