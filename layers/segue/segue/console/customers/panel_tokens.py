"""Tokens of panels, which a help desk's side signs with the panel secret. Pure.

Claims: `exp` in seconds, at most an hour ahead; `agent`, who looks; and whom: `person`, or one identifier.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from segue.errors import Unauthorized
from segue.identifiers import CODES
from segue.jwts import Signing, claims_of
from segue.languages.texts import _
from segue.times import HOUR, MINUTE, Millis

LONGEST: Millis = HOUR + 5 * MINUTE  # and what clocks differ by
PERSON = "person"
NAMED = tuple(one for one in CODES if one != "custom")


class Shown(NamedTuple):
    """Whom a panel shows, by a type of identifier (`person` for an id of ours) and its value, and to whom."""

    kind: str
    value: str
    agent: str


def shown(token: str, secrets: Sequence[str], now: Millis) -> Shown:
    """Whom the token is about. Raises Unauthorized("bad-token", "expired")."""
    return _whom(claims_of(token, Signing(secrets, _("the panel secret"), LONGEST), now))


def _whom(claims: Mapping[str, Any]) -> Shown:
    kind = next((one for one in (PERSON, *NAMED) if isinstance(claims.get(one), str) and claims[one]), "")
    if not kind:
        raise Unauthorized("bad-token", _("the token names nobody: `person`, `email`, `phone` or another identifier"))
    return Shown(kind, str(claims[kind])[:256], str(claims.get("agent", ""))[:128])
