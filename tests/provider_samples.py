"""One proven request of each provider that reports, for the contract that all of them keep: an entry each."""

import ast
import base64
from collections.abc import Callable, Sequence
from pathlib import Path

from segue import channels
from segue.channels.proofs import Proof
from segue.http import Request
from segue.signatures import hmac_sha256
from tests.builders import NOON
from tests.conversation_samples import SAMPLES
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
    **SAMPLES,
    "shopify": shopify,
    "shopify_pixel": shopify_pixel,
    "stripe": stripe,
    "woocommerce": woocommerce,
    "pos": pos,
    "square": square,
    "ses": ses,
    "meta": meta,
    "x": x,
    "zendesk": zendesk,
    "intercom": intercom,
    "chatwoot": chatwoot,
    "front": front,
    "freshdesk": freshdesk,
    "standard-webhooks": standard_webhooks,
    "hmac": any_hmac,
}


def proof(request: Request, secrets: Sequence[str]) -> Proof:
    """What a provider proves the request by, at noon."""
    return Proof(request, secrets, NOON, f"https://api.shop.example{request.path}")


def words_of(place: str) -> list[str]:
    """Every text in a provider's own files: the names that its parser looks for are among them."""
    folder, _, name = place.partition(".")
    files = sorted((Path(channels.__file__).parent / folder).glob(f"{name}*.py"))
    nodes = [node for one in files for node in ast.walk(sources.tree(one)) if isinstance(node, ast.Constant)]
    return sorted({node.value for node in nodes if isinstance(node.value, str) and len(node.value) < 40})
