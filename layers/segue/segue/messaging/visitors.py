"""Visitors: who asks for what a person has got, and what proves it. For `POST /v1/inbox` and `POST /v1/decide`.

Who knows an anonymous id asks for that browser: it is random, and only that browser has it. A user id can be guessed:
whoever names one proves it by `userHash`, the HMAC-SHA256 of the user id under the stack's user secret, in hex, which
the shop's own server makes for who is logged in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from segue.errors import Invalid, TooLarge, Unauthorized
from segue.http import Request
from segue.identifiers import Identifier, identifier
from segue.identity.persons import PersonSet
from segue.identity.proofs import covered
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity
from segue.signatures import basic


class Asked(msgspec.Struct, rename="camel"):
    """What concerns the visitor in a request's body."""

    user_id: str | None = None
    user_hash: str | None = None
    anonymous_id: str | None = None
    write_key: str | None = None


Body = TypeVar("Body", bound=Asked)


def asked_in(request: Request, kind: type[Body], largest: int, what: str) -> Body:
    """A request's body, of at most so many bytes; `what` it is, in words. Raises TooLarge, Invalid("bad-json")."""
    if len(request.body) > largest:
        raise TooLarge("oversize", f"a request has at most {largest} bytes")
    try:
        return msgspec.json.decode(request.body, type=kind)
    except (msgspec.DecodeError, ValueError, RecursionError) as wrong:
        raise Invalid("bad-json", f"the body is a JSON object with {what}") from wrong


class People(Protocol):
    """Whose an identity is, and everything that the person is and was."""

    def identities(self, keys: Sequence[IdentityKey], /) -> dict[IdentityKey, Identity]: ...

    def sets(self, persons: Iterable[PersonId], /) -> dict[PersonId, PersonSet]: ...


@dataclass(frozen=True)
class Visitor:
    """Who asks: `person`, "" for somebody of whom nothing is known; `owners` are all ids under which something may
    lie for them; `points` the contact points whose messages they may read."""

    person: PersonId
    owners: tuple[PersonId, ...]
    points: frozenset[IdentityKey]


@dataclass(frozen=True)
class Visitors:
    """`valid`: whether a write key is one of ours. `proves`: whether a hash is that of a user id."""

    valid: Callable[[str, str | None], bool]
    proves: Callable[[str, str], bool]
    key: Callable[[Identifier], IdentityKey]
    people: People

    def of(self, request: Request, asked: Asked) -> Visitor:
        """Who it is, once it is proven. Raises Unauthorized, Invalid("nobody-named")."""
        user, anonymous = self.proven(request, asked)
        rows = self.people.identities([one for one in (user, anonymous) if one])
        sets = self.people.sets({one.owner for one in rows.values() if one.version})
        return visitor_of(user, anonymous, rows, sets)

    def proven(self, request: Request, asked: Asked, vouched: str = "") -> tuple[IdentityKey, IdentityKey]:
        """The keys of the user and of the browser, "" for none; `vouched`: a user id that is proven already. Raises
        Unauthorized, Invalid("nobody-named")."""
        self._prove(request, asked)
        user, anonymous = self._named("user_id", asked.user_id), self._named("anonymous_id", asked.anonymous_id)
        if not user and not anonymous:
            raise Invalid("nobody-named", "say who asks: `userId` with `userHash`, or `anonymousId`")
        if user and asked.user_id != vouched and not self.proves(asked.user_hash or "", str(asked.user_id)):
            raise Unauthorized("bad-user-hash", "`userHash` is not the hash of this `userId` under the user secret")
        return user, anonymous

    def _prove(self, request: Request, asked: Asked) -> None:
        origin = request.headers.get("origin")
        if not sum(self.valid(one, origin) for one in presented(request, asked) if one):
            raise Unauthorized("bad-write-key", "no valid write key as Basic user name, in the body or in the query")

    def _named(self, kind: str, value: str | None) -> IdentityKey:
        """The key of an identifier; "" for none."""
        named = identifier(kind, value) if value else None
        return self.key(named) if named else ""


def presented(request: Request, asked: Asked) -> tuple[str, str, str]:
    """The write keys that came with a request, "" where none did."""
    user = basic(request.headers.get("authorization", ""))
    return user[0] if user else "", request.query.get("writeKey", ""), asked.write_key or ""


def visitor_of(
    user: IdentityKey,
    anonymous: IdentityKey,
    rows: Mapping[IdentityKey, Identity],
    sets: Mapping[PersonId, PersonSet],
) -> Visitor:
    """Who that is, by the rows of the keys that were proven ("" for none) and the sets that their owners lead to."""
    told = rows[user or anonymous]
    person = sets[told.owner].id if told.version else ""
    points = {anonymous, user, *(covered(sets[rows[user].owner], user) if user and rows[user].version else ())}
    owners = {one for found in sets.values() for one in (found.id, *found.former, *found.past)}
    return Visitor(person, tuple(sorted(owners)), frozenset(points - {""}))
