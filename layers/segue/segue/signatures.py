"""Proofs of origin. Every comparison takes the same time whatever is given; all secrets of a rotation are valid."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Iterator

from segue.times import MINUTE, Millis

TOLERANCE: Millis = 5 * MINUTE  # either way, as in Standard Webhooks' libraries


def hmac_sha256(secret: str, body: bytes) -> bytes:
    """HMAC-SHA256 of the raw bytes."""
    return hmac.new(secret.encode(), body, hashlib.sha256).digest()


def signed_base64(body: bytes, signature: str, secrets: Iterable[str], digest: str = "sha256") -> bool:
    """Whether this is the base64 HMAC of the body under one of the secrets; an empty one proves nothing."""
    return _written(signature, map(base64.b64encode, _digests(body, secrets, digest)))


def signed_hex(body: bytes, signature: str, secrets: Iterable[str], digest: str = "sha256") -> bool:
    """Whether this is the HMAC of the body in hexadecimal digits under one of the secrets."""
    return _written(signature, (one.hex().encode() for one in _digests(body, secrets, digest)))


def recent(moment: Millis | None, now: Millis, past: Millis = TOLERANCE) -> bool:
    """Whether a signed moment is within five minutes of now; a signature of an earlier day proves nothing today.

    `past`: how old it may be where a provider's repeats carry the signature of the first attempt.
    """
    return moment is not None and -TOLERANCE <= now - moment <= past


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


def _digests(body: bytes, secrets: Iterable[str], digest: str) -> Iterator[bytes]:
    return (hmac.new(secret.encode(), body, digest).digest() for secret in secrets if secret)


def _written(signature: str, digests: Iterable[bytes]) -> bool:
    """Compared as it is written: base64 and hexadecimal digits have several spellings of the same bytes."""
    given = signature.strip().encode("utf-8", "replace")
    return _any(hmac.compare_digest(one, given) for one in digests)


def _any(matches: Iterable[bool]) -> bool:
    return sum(matches) > 0  # all are computed: which secret matched does not show in the time
