"""Tokens of pages: what a page may ask `POST /v1/decide`, signed by the shop's own server, for a day at most. Pure.

A JWT by HS256 under the token secret. Claims: `exp` in seconds; whom it is about, `sub` (the user id) or `anonymousId`
or both; `placements`, ids or "all"; `fields`, "all" or what of the answer: `content` (or `content.<name>` for one name
of it), `segments`, `messages`, `recommendations`, and `person`: that texts tell of more than this browser.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.errors import Forbidden, Invalid, Unauthorized
from segue.jwts import Signing, claims_of, signed
from segue.times import DAY, MINUTE, SECOND, Millis

LONGEST: Millis = DAY + 5 * MINUTE  # and what clocks differ by
USUAL_SECONDS, MOST_SECONDS = 900, DAY // SECOND
EVERYTHING = "all"
CONTENT, SEGMENTS, MESSAGES, PERSON = "content", "segments", "messages", "person"
RECOMMENDATIONS = "recommendations"
PARTS = (CONTENT, SEGMENTS, MESSAGES, RECOMMENDATIONS, PERSON)
MOST, LONGEST_NAME = 50, 100
WHAT = f'`placements` are ids or "all", `fields` are "all" or of {", ".join(PARTS)} and `content.<name>`'
Listed = tuple[str, ...] | str


class Grant(msgspec.Struct, rename="camel", frozen=True):
    """What a shop's server asks a token for. `seconds`: how long it is to hold."""

    placements: Listed
    fields: Listed
    user_id: str = ""
    anonymous_id: str = ""
    seconds: int = USUAL_SECONDS


@dataclass(frozen=True)
class Scope:
    """Whom a page may ask about, "" for nobody; which placements, None for all; which parts of the answer, None for
    all. Who brings no token may ask everything that the proof of who asks allows."""

    user_id: str = ""
    anonymous_id: str = ""
    placements: frozenset[str] | None = None
    fields: frozenset[str] | None = None

    def check(self, asked: Iterable[str], user_id: str | None, anonymous_id: str | None) -> None:
        """Raises Forbidden("out-of-scope") where a page asks for what its token does not cover."""
        beyond = [one for one in asked if self.placements is not None and one not in self.placements]
        if beyond:
            raise Forbidden("out-of-scope", f"the token does not cover the placement `{beyond[0]}`")
        browsers = (None, "", self.anonymous_id) if self.anonymous_id else (anonymous_id,)
        if user_id not in (None, "", self.user_id) or anonymous_id not in browsers:
            raise Forbidden("out-of-scope", "the token is about somebody else than the request")

    def has(self, part: str) -> bool:
        """Whether the answer may have a part."""
        return self.fields is None or part in self.fields

    def limited(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        """What fills a placement, with the names of its content that may be told; the page's own where that is none."""
        if self.has(CONTENT) or not shown["content"]:
            return {**shown}
        left = {name: one for name, one in shown["content"].items() if self.has(f"{CONTENT}.{name}")}
        return {**shown, "content": left} if left else {**shown, **NOTHING}


NOTHING = {"variant": None, "content": None, "reason": "out-of-scope"}


def opened(token: str, secrets: Sequence[str], now: Millis) -> Scope:
    """What a token allows. Raises Unauthorized("bad-token", "expired")."""
    claims = claims_of(token, Signing(secrets, "the token secret", LONGEST), now)
    try:
        said = {"placements": claims.get("placements"), "fields": claims.get("fields"), "userId": claims.get("sub", "")}
        return scope_of(msgspec.convert({**said, "anonymousId": claims.get("anonymousId", "")}, Grant))
    except (msgspec.ValidationError, Invalid) as wrong:
        raise Unauthorized("bad-token", f"the token has `sub` or `anonymousId`; {WHAT}") from wrong


def scope_of(said: Grant) -> Scope:
    """Raises Invalid("bad-grant")."""
    names = [said.user_id, said.anonymous_id]
    if not any(names) or any(len(one) > 2 * LONGEST_NAME for one in names):
        raise Invalid("bad-grant", "say who it is about: `userId` or `anonymousId`")
    placements, fields = _listed(said.placements), _listed(said.fields)
    wrong = [one for one in fields or () if one not in PARTS and not one.startswith(f"{CONTENT}.")]
    if wrong:
        raise Invalid("bad-grant", WHAT)
    return Scope(said.user_id, said.anonymous_id, placements, fields)


def granted(said: Grant, secret: str, now: Millis) -> dict[str, Any]:
    """The token for it, and when it ends, in seconds since the epoch. Raises Invalid("bad-grant")."""
    scope_of(said)
    if not 0 < said.seconds <= MOST_SECONDS:
        raise Invalid("bad-grant", f"`seconds` is 1 to {MOST_SECONDS}")
    ends = now // SECOND + said.seconds
    who = {"sub": said.user_id, "anonymousId": said.anonymous_id}
    claims = {name: one for name, one in who.items() if one}
    claims |= {"placements": said.placements, "fields": said.fields, "exp": ends}
    return {"token": signed(claims, secret), "expires": ends}


def _listed(said: Listed) -> frozenset[str] | None:
    if said == EVERYTHING:
        return None
    if isinstance(said, str) or len(said) > MOST or any(not 0 < len(one) <= LONGEST_NAME for one in said):
        raise Invalid("bad-grant", WHAT)
    return frozenset(said)
