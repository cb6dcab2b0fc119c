"""Folding: from the ledger's stream to profiles, people, memberships and signals, in one pass.

The order matters for crashes: link, then absorb, then facts on the bus, then memberships. Each step is repeatable;
a batch that comes again skips only the absorbing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue import facets
from segue.carts.policies import CartPolicy
from segue.errors import Unavailable
from segue.events import Event
from segue.facets import names
from segue.identity import found_under
from segue.identity.refusing import Refusing
from segue.identity.resolving import Resolving
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity, Record, absorb, comes_again, needs_rebuild, rebuild
from segue.profile.profiles import Profile
from segue.segments.evaluating import NOTHING, Evaluating, Known
from segue.segments.membership import Changed, touched
from segue.segments.quietness import Doing
from segue.times import Millis

MOST_ROUNDS = 5
MOST_ROWS = 125  # of identities in one view: the quiet ones of more are added up


class Identities(Protocol):
    """Rows of source identities; `save` answers the keys that somebody else changed meanwhile."""

    def read(self, keys: Iterable[IdentityKey], strong: bool = True) -> dict[IdentityKey, Identity]: ...

    def save(self, identities: Sequence[Identity]) -> set[IdentityKey]: ...


class Ledger(Protocol):
    """The durable log."""

    def partition(self, key: IdentityKey) -> list[Event]: ...


class Facts(Protocol):
    """What follows from events themselves: signals on the bus, outcomes of messages, consent at contact points."""

    def tell(self, facts: Sequence[tuple[PersonId, Event]], now: Millis) -> None: ...


class Turns(Protocol):
    """Conversations: what was said is filed there later, by where it lies in the ledger."""

    def order(self, said: Sequence[tuple[PersonId, IdentityKey, Event]]) -> None: ...


class Names(Protocol):
    """Where people are found by what they, and their orders, are called."""

    def keep(self, found: Iterable[tuple[str, IdentityKey]], /) -> None: ...


class Sums(Protocol):
    """Facets of quiet identities, kept added up, so that a view of a person with hundreds reads a few."""

    def drop(self, sums: Iterable[str]) -> None: ...

    def grow(self, person: PersonId) -> None: ...


@dataclass(frozen=True)
class Folding:
    """The collaborators of `fold_events`."""

    identities: Identities
    ledger: Ledger
    refusing: Refusing
    resolving: Resolving
    evaluating: Evaluating
    facts: Facts
    sums: Sums
    turns: Turns
    names: Names
    cart_policy: Callable[[], CartPolicy] = CartPolicy

    def fold(self, records: Sequence[Record], now: Millis) -> Sequence[Record]:
        """Takes in one batch of stream records, and answers what of it counts. Raises Unavailable for the platform to
        bring the batch again."""
        kept, rows = self.refusing(records, now)
        if kept:
            self._fold(kept, rows, now)
        return kept

    def _fold(self, records: Sequence[Record], rows: dict[IdentityKey, Identity], now: Millis) -> None:
        by_key = _grouped(records)
        again = {key for key, batch in by_key.items() if comes_again(rows[key], batch)}
        # What a rebuild has absorbed ahead of the stream is named in the facets and not linked yet.
        named = {key: replace(row, facets={}) if key in again else row for key, row in rows.items()}
        linked, moved = self.resolving.resolve((one for batch in by_key.values() for one in batch), named)
        self.evaluating.forget(linked.absorbed)
        rows = rows | self.identities.read(moved) if moved else rows
        changed, contested = self._absorb(by_key, rows)
        self.names.keep([*found_under.names_of(rows, changed, again | contested), *found_under.orders_of(records)])
        self.facts.tell([(changed[one.key].owner, one.event) for one in records], now)
        self.turns.order([(changed[one.key].owner, one.key, one.event) for one in records])
        waiting = dict.fromkeys(sorted(linked.people), NOTHING) | self._waiting(rows, changed, again | contested)
        by_owner = _by_owner(records, changed)
        for person, known in waiting.items():
            doing = Doing(by_owner.get(person, ()))
            known = known._replace(doing=doing, changed=None if person in linked.people else known.changed)
            profile, membership = self.evaluating.evaluate(person, now, known)
            if person in linked.people and membership.segments:  # an address came, or an undo gave a cart back
                self.evaluating.wake(person, now)
            if profile and profile.rows > MOST_ROWS:
                self.sums.grow(profile.id)

    def _absorb(
        self, by_key: Mapping[IdentityKey, list[Record]], rows: dict[IdentityKey, Identity]
    ) -> tuple[dict[IdentityKey, Identity], set[IdentityKey]]:
        """Absorbs and saves; rows that were stale or changed meanwhile are read and done again: they are told too."""
        done: dict[IdentityKey, Identity] = {}
        contested: set[IdentityKey] = set()
        left = dict(rows)
        for _ in range(MOST_ROUNDS):
            after = {key: self._absorbed(left[key], by_key[key]) for key in by_key if key not in done}
            changed = [one for key, one in after.items() if one is not left[key]]
            self.sums.drop({one.sum for one in changed} - {""})
            lost = self.identities.save(changed)
            done |= {key: one for key, one in after.items() if key not in lost}
            if not lost:
                return done, contested
            contested |= lost
            left = self.identities.read(lost)
            if any(left[key].erased > rows[key].erased for key in lost):
                raise Unavailable("erased", "somebody was erased meanwhile: it comes again, and is late then")
        raise Unavailable("contended", "identities keep changing")

    def _absorbed(self, identity: Identity, records: Sequence[Record]) -> Identity:
        if needs_rebuild(identity, records):
            return rebuild(identity, records, self.ledger.partition(identity.key))
        return absorb(identity, records)

    def _waiting(
        self,
        before: Mapping[IdentityKey, Identity],
        changed: Mapping[IdentityKey, Identity],
        certain: set[IdentityKey],
    ) -> dict[PersonId, Known]:
        """The people of `certain` keys, and whom an event can have moved into or out of a segment; with the profile of
        whoever is linked with nobody, and with what has changed."""
        segments = self.evaluating.segments()
        waiting: dict[PersonId, Known] = {}
        for key, identity in changed.items():
            differing = None if key in certain else facets.differing(before[key].facets, identity.facets)
            if differing is None or touched(segments, differing) or _earlier(before[key], identity):
                profile = None if identity.person else alone(identity, self.cart_policy())
                waiting[identity.owner] = Known(profile, changed=_both(waiting.get(identity.owner), differing))
        return waiting


def alone(identity: Identity, carts: CartPolicy) -> Profile:
    """The profile of an identity that is linked with nobody: a person of its own."""
    return Profile(identity.key, identity.facets, (identity.key,), cart_policy=carts)


def _both(known: Known | None, differing: Changed) -> Changed:
    """The facets that several identities of one person differ in; None where that is not known of one of them."""
    if known is None or differing is None or known.changed is None:
        return differing if known is None else None
    return known.changed | differing


def _earlier(before: Identity, after: Identity) -> bool:
    """Whether something is known since an earlier moment than before."""
    known, found = (names.begun(one.facets.get("names", {})) for one in (before, after))
    return known is not None and found is not None and found < known


def _by_owner(records: Sequence[Record], rows: Mapping[IdentityKey, Identity]) -> dict[PersonId, list[Event]]:
    by_owner: dict[PersonId, list[Event]] = {}
    for record in records:
        by_owner.setdefault(rows[record.key].owner, []).append(record.event)
    return by_owner


def _grouped(records: Sequence[Record]) -> dict[IdentityKey, list[Record]]:
    by_key: dict[IdentityKey, list[Record]] = {}
    for record in sorted(records, key=lambda one: one.sequence):
        by_key.setdefault(record.key, []).append(record)
    return by_key
