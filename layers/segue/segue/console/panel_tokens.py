"""Tokens of panels: a JWT (RFC 7519) by HS256 that a help desk's side signs with the panel secret. Pure.

Claims: `exp` in seconds, at most an hour ahead; `agent`, who looks; and whom: `person`, or one identifier.
"""

import base64
import binascii
from typing import Any, NamedTuple

import msgspec

from segue.errors import Unauthorized
from segue.identifiers import CODES
from segue.signatures import hmac_sha256, same
from segue.times import HOUR, MINUTE, SECOND, Millis

LONGEST: Millis = HOUR + 5 * MINUTE  # and what clocks differ by
ALGORITHM = "HS256"
PERSON = "person"
NAMED = tuple(one for one in CODES if one != "custom")


class Shown(NamedTuple):
    """Whom a panel shows, by a type of identifier (`person` for an id of ours) and its value, and to whom."""

    kind: str
    value: str
    agent: str


def shown(token: str, secret: str, now: Millis) -> Shown:
    """Whom the token is about. Raises Unauthorized("bad-token", "expired")."""
    head, _, rest = token.partition(".")
    body, _, signature = rest.partition(".")
    right = _text(hmac_sha256(secret, f"{head}.{body}".encode()))
    if _json(head).get("alg") != ALGORITHM or not same(signature, (right,)):
        raise Unauthorized("bad-token", "this link is not signed with the panel secret")
    claims = _json(body)
    ends = claims.get("exp")
    if not isinstance(ends, int | float) or not now < ends * SECOND <= now + LONGEST:
        raise Unauthorized("expired", "this link has ended")
    return _whom(claims)


def signed(claims: dict[str, Any], secret: str) -> str:
    """The token of claims."""
    head, body = (_text(msgspec.json.encode(one)) for one in ({"alg": ALGORITHM, "typ": "JWT"}, claims))
    return f"{head}.{body}.{_text(hmac_sha256(secret, f'{head}.{body}'.encode()))}"


def _whom(claims: dict[str, Any]) -> Shown:
    kind = next((one for one in (PERSON, *NAMED) if isinstance(claims.get(one), str) and claims[one]), "")
    if not kind:
        raise Unauthorized("bad-token", "the token names nobody: `person`, `email`, `phone` or another identifier")
    return Shown(kind, str(claims[kind])[:256], str(claims.get("agent", ""))[:128])


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _json(text: str) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
