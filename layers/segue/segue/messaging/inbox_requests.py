"""`POST /v1/inbox`: what a visitor has got, for the site's script.

Who knows an anonymous id reads what was written to it: it is random, and only that browser has it. A user id can be
guessed: whoever names one proves it by `userHash`, the HMAC-SHA256 of the user id under the stack's user secret, in
hex, which the shop's own server makes for who is logged in. Nothing is changed here: that something was read, clicked
or put away is an event of Segment's (`Message Read`, `Message Link Clicked`, `Message Dismissed` with `message_id`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from segue.cors import preflight
from segue.errors import Invalid, NotFound, TooLarge, Unauthorized
from segue.http import Answer, Request, json_answer
from segue.identifiers import Identifier, identifier
from segue.identity.persons import PersonSet
from segue.keys import IdentityKey, PersonId
from segue.messages import Message
from segue.messaging.inbox import answered, shown
from segue.profile.identities import Identity
from segue.signatures import basic
from segue.times import Millis

LARGEST = 8 * 1024  # bytes of a request
FRESH = {"cache-control": "no-store"}


class Asked(msgspec.Struct, rename="camel"):
    """A request's body."""

    user_id: str | None = None
    user_hash: str | None = None
    anonymous_id: str | None = None
    write_key: str | None = None


class People(Protocol):
    """Whose an identity is, and everything that the person is and was."""

    def identities(self, keys: Sequence[IdentityKey], /) -> dict[IdentityKey, Identity]: ...

    def sets(self, persons: Iterable[PersonId], /) -> dict[PersonId, PersonSet]: ...


@dataclass(frozen=True)
class Inbox:
    """`valid`: whether a write key is one of ours. `proves`: whether a hash is that of a user id. `kept`: the messages
    of these people that keep their words."""

    valid: Callable[[str], bool]
    proves: Callable[[str, str], bool]
    key: Callable[[Identifier], IdentityKey]
    people: People
    kept: Callable[[Iterable[PersonId]], list[Message]]

    def answer(self, request: Request, now: Millis) -> Answer:
        """{"messages": newest first, "unread"}. Raises Unauthorized, NotFound, TooLarge, Invalid."""
        if request.method == "OPTIONS":
            return preflight(request)
        if request.method != "POST":
            raise NotFound("unknown-route", "the inbox is asked for by POST, since whose it is must not stand in a URL")
        asked = _asked(request)
        self._prove(request, asked)
        found = [answered(one) for one in self._shown(asked, now)]
        return json_answer(200, {"messages": found, "unread": sum(not one["read"] for one in found)}, FRESH)

    def _prove(self, request: Request, asked: Asked) -> None:
        user = basic(request.headers.get("authorization", ""))
        presented = (user[0] if user else "", request.query.get("writeKey", ""), asked.write_key or "")
        if not sum(self.valid(one) for one in presented if one):
            raise Unauthorized("bad-write-key", "no valid write key as Basic user name, in the body or in the query")

    def _shown(self, asked: Asked, now: Millis) -> list[Message]:
        user, anonymous = self._named("user_id", asked.user_id), self._named("anonymous_id", asked.anonymous_id)
        if not user and not anonymous:
            raise Invalid("nobody-named", "say whose inbox it is: `userId` with `userHash`, or `anonymousId`")
        if user and not self.proves(asked.user_hash or "", str(asked.user_id)):
            raise Unauthorized("bad-user-hash", "`userHash` is not the hash of this `userId` under the user secret")
        rows = self.people.identities([one for one in (user, anonymous) if one])
        sets = self.people.sets({one.owner for one in rows.values() if one.version})
        points = {anonymous, user, *(sets[rows[user].owner].keys if user and rows[user].version else ())}
        owners = {one for found in sets.values() for one in (found.id, *found.former, *found.past)}
        return shown(self.kept(sorted(owners)), points - {""}, now)

    def _named(self, kind: str, value: str | None) -> IdentityKey:
        """The key of an identifier; "" for none."""
        named = identifier(kind, value) if value else None
        return self.key(named) if named else ""


def _asked(request: Request) -> Asked:
    if len(request.body) > LARGEST:
        raise TooLarge("oversize", f"a request has at most {LARGEST} bytes")
    try:
        return msgspec.json.decode(request.body, type=Asked)
    except (msgspec.DecodeError, ValueError, RecursionError) as wrong:
        raise Invalid("bad-json", "the body is a JSON object with `userId` and `userHash`, or `anonymousId`") from wrong
