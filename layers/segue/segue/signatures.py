"""Proofs of origin. Every comparison takes the same time whatever is given; all secrets of a rotation are valid."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable


def hmac_sha256(secret: str, body: bytes) -> bytes:
    """HMAC-SHA256 of the raw bytes."""
    return hmac.new(secret.encode(), body, hashlib.sha256).digest()


def signed_base64(body: bytes, signature: str, secrets: Iterable[str]) -> bool:
    """Whether this is the base64 HMAC-SHA256 of the body under one of the secrets; an empty one proves nothing."""
    try:
        given = base64.b64decode(signature.strip().encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return False
    return _any(hmac.compare_digest(hmac_sha256(secret, body), given) for secret in secrets if secret)


def same(given: str, secrets: Iterable[str]) -> bool:
    """Whether the text is one of the secrets; an empty text never is."""
    raw = given.encode("utf-8", "replace")
    return bool(raw) and _any(hmac.compare_digest(secret.encode(), raw) for secret in secrets if secret)


def basic(authorization: str) -> tuple[str, str] | None:
    """(user name, password) of an HTTP Basic header (RFC 7617); None where it is none."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, _, password = base64.b64decode(encoded.strip().encode("ascii")).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return user, password


def _any(matches: Iterable[bool]) -> bool:
    return sum(matches) > 0  # all are computed: which secret matched does not show in the time
