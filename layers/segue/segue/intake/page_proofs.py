"""Who a page asks for and what it may ask: by `userHash`, as for the inbox, or by a token of the shop's own server
(`POST /v1/decide/token` with the server key, or signed there)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from segue.errors import Invalid, NotFound, TooLarge, Unauthorized
from segue.http import Answer, Request, json_answer
from segue.intake.looking import Wanted
from segue.intake.page_tokens import WHAT, Grant, Scope, granted, opened
from segue.keys import IdentityKey
from segue.messaging.inbox_requests import FRESH
from segue.messaging.visitors import Visitors
from segue.signatures import basic
from segue.times import Millis

LARGEST = 16 * 1024  # bytes of what a token is asked for with
GRANTING = "/token"  # how the path ends


class Proven(NamedTuple):
    """A request with whom it is about, the keys of the user and of the browser ("" for none), and what it may ask."""

    wanted: Wanted
    keys: tuple[IdentityKey, IdentityKey]
    scope: Scope


@dataclass(frozen=True)
class Proofs:
    """`secrets`: what tokens may be signed with, the one in force first; `trusted`: whether a key is that of a
    server of the shop's."""

    visitors: Visitors
    secrets: Callable[[], Sequence[str]]
    trusted: Callable[[str], bool]

    def of(self, request: Request, wanted: Wanted, now: Millis) -> Proven:
        """Raises Unauthorized, Forbidden("out-of-scope"), Invalid("nobody-named")."""
        if not wanted.token:
            return Proven(wanted, self.visitors.proven(request, wanted), Scope())
        scope = opened(wanted.token, self.secrets(), now)
        scope.check(wanted.placements, wanted.user_id, wanted.anonymous_id)
        anonymous = scope.anonymous_id or wanted.anonymous_id
        wanted = msgspec.structs.replace(wanted, user_id=scope.user_id or None, anonymous_id=anonymous)
        return Proven(wanted, self.visitors.proven(request, wanted, scope.user_id), scope)

    def grant(self, request: Request, now: Millis) -> Answer:
        """{"token", "expires"} for the shop's server. Raises Unauthorized, NotFound, TooLarge, Invalid("bad-grant")."""
        if request.method != "POST":
            raise NotFound("unknown-route", "a token is asked for by POST")
        user = basic(request.headers.get("authorization", ""))
        if not user or "origin" in request.headers or not self.trusted(user[0]):
            raise Unauthorized("bad-server-key", "only the shop's server asks: the server key as Basic user name")
        if len(request.body) > LARGEST:
            raise TooLarge("oversize", f"a request for a token has at most {LARGEST} bytes")
        try:
            said = msgspec.json.decode(request.body, type=Grant)
        except (msgspec.DecodeError, ValueError, RecursionError) as wrong:
            raise Invalid("bad-grant", f"the body is JSON with `userId` or `anonymousId`; {WHAT}") from wrong
        return json_answer(200, granted(said, self.secrets()[0], now), FRESH)
