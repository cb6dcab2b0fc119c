"""One proven request of each provider of conversations, and of those whose mapping is text in the playbook."""

import base64
import hmac
from collections.abc import Callable

from segue.http import Request
from segue.signatures import hmac_sha256
from segue.times import to_text
from tests.fake_doors import basic
from tests.signing import WHEN


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
    signed_at = to_text(WHEN.get())
    signature = base64.b64encode(hmac_sha256(secret, signed_at.encode() + body)).decode()
    headers = {"x-zendesk-webhook-signature": signature, "x-zendesk-webhook-signature-timestamp": signed_at}
    return Request("POST", "/webhooks/zendesk", {}, headers, body)


def intercom(secret: str, body: bytes) -> Request:
    """HMAC-SHA1 in hexadecimal digits."""
    signature = hmac.new(secret.encode(), body, "sha1").hexdigest()
    return Request("POST", "/webhooks/intercom", {}, {"x-hub-signature": f"sha1={signature}"}, body)


def chatwoot(secret: str, body: bytes) -> Request:
    """A signature over seconds, a dot and the bytes."""
    signed_at = str(WHEN.get() // 1000)
    signature = hmac_sha256(secret, f"{signed_at}.".encode() + body).hex()
    headers = {"x-chatwoot-signature": f"sha256={signature}", "x-chatwoot-timestamp": signed_at}
    return Request("POST", "/webhooks/chatwoot", {}, headers, body)


def front(secret: str, body: bytes) -> Request:
    """A signature over milliseconds, a colon and the bytes, as applications have it."""
    signature = base64.b64encode(hmac_sha256(secret, f"{WHEN.get()}:".encode() + body)).decode()
    headers = {"x-front-signature": signature, "x-front-request-timestamp": str(WHEN.get())}
    return Request("POST", "/webhooks/front", {}, headers, body)


def freshdesk(secret: str, body: bytes) -> Request:
    """The secret as a password."""
    return Request("POST", "/webhooks/freshdesk", {}, {"authorization": basic("segue", secret)}, body)


def standard_webhooks(secret: str, body: bytes) -> Request:
    """A signature over an id, seconds and the bytes, with dots between them."""
    signed_at = str(WHEN.get() // 1000)
    signature = base64.b64encode(hmac_sha256(secret, f"msg_1.{signed_at}.".encode() + body)).decode()
    headers = {"webhook-id": "msg_1", "webhook-timestamp": signed_at, "webhook-signature": f"v1,{signature}"}
    return Request("POST", "/webhooks/standard-webhooks", {}, headers, body)


def any_hmac(secret: str, body: bytes) -> Request:
    """A signature as the options have it where they say nothing else."""
    headers = {"x-signature": hmac_sha256(secret, body).hex()}
    return Request("POST", "/webhooks/hmac", {}, headers, body)


SAMPLES: dict[str, Callable[[str, bytes], Request]] = {
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
