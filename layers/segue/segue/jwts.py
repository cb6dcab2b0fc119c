"""Tokens that somebody else signs or shows: JWTs (RFC 7519) by HS256, which they have to name; no other, never `none`.
Pure."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from segue.errors import Unauthorized
from segue.signatures import hmac_sha256, same
from segue.times import SECOND, Millis

ALGORITHM = "HS256"


class Signing(NamedTuple):
    """The secrets that a token may be signed with (several while one rotates), what people call them, and how far ahead
    a token by them may end."""

    secrets: Sequence[str]
    name: str
    longest: Millis


def claims_of(token: str, by: Signing, now: Millis) -> dict[str, Any]:
    """What a token says; `exp`, in seconds, is in the future. Raises Unauthorized("bad-token", "expired")."""
    head, _dot, rest = token.partition(".")
    body, _dot, signature = rest.partition(".")
    said = f"{head}.{body}".encode("utf-8", "replace")
    right = [_text(hmac_sha256(one, said)) for one in by.secrets]
    if _json(head).get("alg") != ALGORITHM or not same(signature, right):
        from segue.languages.texts import _

        detail = _("the token is not signed with {name} by {algorithm}")
        raise Unauthorized("bad-token", detail.format(name=by.name, algorithm=ALGORITHM))
    claims = _json(body)
    ends = claims.get("exp")
    if not isinstance(ends, int | float) or not now < ends * SECOND <= now + by.longest:
        from segue.languages.texts import _

        raise Unauthorized("expired", _("the token has ended, or does not say by `exp` when it ends, or ends too late"))
    return claims


def signed(claims: Mapping[str, Any], secret: str) -> str:
    """The token of claims."""
    head, body = (_text(msgspec.json.encode(one)) for one in ({"alg": ALGORITHM, "typ": "JWT"}, claims))
    return f"{head}.{body}.{_text(hmac_sha256(secret, f'{head}.{body}'.encode()))}"


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _json(text: str) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
