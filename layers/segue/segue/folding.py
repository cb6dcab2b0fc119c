"""Folding: from the ledger's stream to profiles, people, memberships and signals, in one pass.

The order matters for crashes: link, then absorb, then facts on the bus, then memberships. Each step is repeatable;
a batch that comes again skips only the absorbing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.errors import Unavailable
from segue.evaluating import Evaluating
from segue.events import Event
from segue.facets import of
from segue.facets.names import attestation
from segue.identifiers import Identifier, identifiers_of
from segue.identities import Identity, Record, absorb, comes_again, needs_rebuild, rebuild
from segue.keys import IdentityKey, PersonId
from segue.linking import Link, Linking
from segue.profiles import Profile
from segue.segments import touched
from segue.times import Millis

MOST_ROUNDS = 5
Named = Mapping[str, Mapping[str, object]]  # the values of each kind of identifier


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


class Keys(Protocol):
    """Identity keys of identifiers under the stack's secret, the frozen one first, then the normalised ones."""

    def __call__(self, one: Identifier, event: Event) -> tuple[IdentityKey, ...]: ...


@dataclass(frozen=True)
class Folding:
    """The collaborators of `fold_events`."""

    identities: Identities
    ledger: Ledger
    linking: Linking
    evaluating: Evaluating
    facts: Facts
    keys: Keys

    def fold(self, records: Sequence[Record], now: Millis) -> None:
        """Takes in one batch of stream records. Raises Unavailable for the platform to bring the batch again."""
        by_key = _grouped(records)
        rows = self.identities.read(by_key, strong=False)  # at half the price: a stale row cannot be saved
        again = {key for key, batch in by_key.items() if comes_again(rows[key], batch)}
        # What a rebuild has absorbed ahead of the stream is named in the facets and not linked yet.
        linked, absorbed = self._link(by_key, {key: {} if key in again else _known(rows[key]) for key in by_key})
        self.evaluating.forget(absorbed)
        rows = rows | self.identities.read(linked) if linked else rows
        changed, contested = self._absorb(by_key, rows)
        self.facts.tell([(changed[one.key].owner, one.event) for one in records], now)
        self._evaluate(by_key, changed, linked | again | contested, now)

    def _link(
        self, by_key: Mapping[IdentityKey, list[Record]], known: Mapping[IdentityKey, Named]
    ) -> tuple[set[IdentityKey], set[PersonId]]:
        """Links what is not linked yet; returns the identities whose rows that changed, and absorbed people."""
        linked: set[IdentityKey] = set()
        absorbed: set[PersonId] = set()
        links = [self._named(one, known[key]) for key, batch in by_key.items() for one in batch]
        for link in links:
            if len(link.keys) > 1:
                absorbed |= self.linking.link(link).absorbed
                linked |= set(link.keys) & set(by_key)
        return linked, absorbed

    def _named(self, record: Record, known: Named) -> Link:
        """The record's own key and those of the identifiers that its identity has not been linked with."""
        event = record.event
        named = [one for one in identifiers_of(event) if one.value not in known.get(one.type, {})]
        keys = [key for one in named for key in self.keys(one, event)]
        others = tuple(dict.fromkeys(key for key in keys if key != record.key))
        return Link((record.key, *others), event.message_id, event.timestamp, attestation(event))

    def _absorb(
        self, by_key: Mapping[IdentityKey, list[Record]], rows: dict[IdentityKey, Identity]
    ) -> tuple[dict[IdentityKey, Identity], set[IdentityKey]]:
        """Absorbs and saves; rows that were stale or changed meanwhile are read and done again: they are told too."""
        done: dict[IdentityKey, Identity] = {}
        contested: set[IdentityKey] = set()
        left = dict(rows)
        for _ in range(MOST_ROUNDS):
            after = {key: self._absorbed(left[key], by_key[key]) for key in by_key if key not in done}
            lost = self.identities.save([one for key, one in after.items() if one is not left[key]])
            done |= {key: one for key, one in after.items() if key not in lost}
            if not lost:
                return done, contested
            contested |= lost
            left = self.identities.read(lost)
        raise Unavailable("contended", "identities keep changing")

    def _absorbed(self, identity: Identity, records: Sequence[Record]) -> Identity:
        if needs_rebuild(identity, records):
            return rebuild(identity, records, self.ledger.partition(identity.key))
        return absorb(identity, records)

    def _evaluate(
        self,
        by_key: Mapping[IdentityKey, list[Record]],
        identities: Mapping[IdentityKey, Identity],
        certain: set[IdentityKey],
        now: Millis,
    ) -> None:
        """Evaluates the people of `certain` keys, and those whom an event can have moved into or out of a segment."""
        segments = self.evaluating.segments()
        waiting: dict[PersonId, Profile | None] = {}
        for key, batch in by_key.items():
            changed = frozenset(name for record in batch for name in of(record.event))
            if key in certain or touched(segments, changed):
                identity = identities[key]
                waiting[identity.owner] = None if identity.person else alone(identity)
        for person, known in waiting.items():
            self.evaluating.evaluate(person, now, known)


def alone(identity: Identity) -> Profile:
    """The profile of an identity that is linked with nobody: a person of its own."""
    return Profile(id=identity.key, facets=identity.facets, identities=(identity.key,))


def _known(identity: Identity) -> Named:
    """The identifiers that a linked identity's events have named: their links stand."""
    return identity.facets.get("names", {}) if identity.person else {}


def _grouped(records: Sequence[Record]) -> dict[IdentityKey, list[Record]]:
    by_key: dict[IdentityKey, list[Record]] = {}
    for record in sorted(records, key=lambda one: one.sequence):
        by_key.setdefault(record.key, []).append(record)
    return by_key
