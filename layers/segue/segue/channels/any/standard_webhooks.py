"""Standard Webhooks: the signature that many providers share, and a mapping in the playbook for what they say.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md; Svix' older header names
are the same. Symmetric signatures (`v1`) are checked; asymmetric ones (`v1a`, ed25519) are passed over: they prove
nothing here, and a request that has no other is refused.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from hmac import digest
from typing import Any

from segue.channels.any.checking import OPTIONS, check_mapping
from segue.channels.any.mapped import incoming as mapped
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Part
from segue.errors import Invalid, Unauthorized
from segue.signatures import recent, same

HEADERS = ("webhook-id", "svix-id")
PREFIX, VERSION = "whsec_", "v1,"


def check(options: Mapping[str, Any]) -> None:
    """Raises Invalid("bad-source") with the place of what is wrong."""
    strange = [name for name in options if name not in OPTIONS]
    if strange:
        raise Invalid(
            "bad-source", f"a source of standard-webhooks has no option `{strange[0]}`; known: {', '.join(OPTIONS)}"
        )
    check_mapping(options)


def verify(proof: Proof) -> None:
    """One of the signatures is HMAC-SHA256 of "id.timestamp.body" under the secret's bytes. Raises Unauthorized."""
    own, signed_at, signatures = (_header(proof, name) for name in ("id", "timestamp", "signature"))
    given = [one.removeprefix(VERSION) for one in signatures.split(" ") if one.startswith(VERSION)]
    content = f"{own}.{signed_at}.".encode("utf-8", "replace") + proof.request.body
    made = [base64.b64encode(digest(key, content, "sha256")).decode() for one in proof.secrets if (key := key_of(one))]
    clear = bool(own) and "." not in own and signed_at.isascii() and signed_at.isdigit() and len(signed_at) < 16
    if not (sum(same(one, made) for one in given) and clear):
        raise Unauthorized("bad-signature", "webhook-signature has no signature of this id, time and body")
    if not recent(int(signed_at) * 1000, proof.now):
        raise Unauthorized("stale-signature", "webhook-timestamp is not within five minutes")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What the mapping finds. Raises Invalid."""
    yield from mapped(delivery, next((found for one in HEADERS if (found := delivery.headers.get(one))), ""))


def _header(proof: Proof, name: str) -> str:
    headers = proof.request.headers
    return headers.get(f"webhook-{name}") or headers.get(f"svix-{name}", "")


def key_of(secret: str) -> bytes:
    """The bytes that `whsec_` and base64 stand for; a text that is no base64 is itself the key."""
    encoded = secret.removeprefix(PREFIX)
    try:
        return base64.b64decode(encoded.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return encoded.encode()
