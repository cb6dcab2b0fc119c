"""One proven request of each provider that reports, for the contract that all of them keep: an entry each."""

import ast
import base64
from collections.abc import Callable, Sequence
from pathlib import Path

from segue import channels
from segue.channels.proofs import Proof
from segue.http import Request
from segue.signatures import hmac_sha256
from tests import mail_samples
from tests.conversation_samples import SAMPLES
from tests.fake_doors import basic
from tests.signing import WHEN, WHERE
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
    moment = str(WHEN.get() // 1000)
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
    signature = base64.b64encode(hmac_sha256(secret, f"{WHERE.get()}/webhooks/square".encode() + body)).decode()
    return Request("POST", "/webhooks/square", {}, {"x-square-hmacsha256-signature": signature}, body)


PROVEN: dict[str, Proven] = {
    **SAMPLES,
    **mail_samples.PROVEN,
    "amazon_connect": ses,
    "aws_sms": ses,
    "aws_social": ses,
    "ses_inbound": ses,
    "shopify": shopify,
    "shopify_pixel": shopify_pixel,
    "stripe": stripe,
    "woocommerce": woocommerce,
    "pos": pos,
    "square": square,
    "ses": ses,
}


def kept(name: str, secrets: Sequence[str]) -> list[str]:
    """What a source of the provider keeps of these secrets."""
    public = mail_samples.PUBLIC.get(name)
    return [public(one) if public and one else one for one in secrets]


def proof(request: Request, secrets: Sequence[str]) -> Proof:
    """What a provider proves the request by, at noon."""
    return Proof(request, secrets, WHEN.get(), f"{WHERE.get()}{request.path}")


def words_of(place: str) -> list[str]:
    """Every text in a provider's own files: the names that its parser looks for are among them."""
    folder, _, name = place.partition(".")
    files = sorted((Path(channels.__file__).parent / folder).glob(f"{name}*.py"))
    nodes = [node for one in files for node in ast.walk(sources.tree(one)) if isinstance(node, ast.Constant)]
    return sorted({node.value for node in nodes if isinstance(node.value, str) and len(node.value) < 40})
