"""Folding canaries: into a profile like any event, and then out of the ledger. Nothing else hears of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.canaries import sent_at
from segue.events import Event, is_canary
from segue.keys import NOBODY, IdentityKey
from segue.profile.identities import Identity, Record, absorb, needs_rebuild
from segue.times import Millis


class Identities(Protocol):
    """Rows of identities; `save` answers the keys that somebody else changed meanwhile."""

    def read(self, keys: Iterable[IdentityKey], /) -> dict[IdentityKey, Identity]: ...

    def save(self, identities: Sequence[Identity], /) -> set[IdentityKey]: ...


class Ledger(Protocol):
    """The durable log."""

    def forget(self, written: Sequence[tuple[IdentityKey, Event]], /) -> None: ...


@dataclass(frozen=True)
class Canaries:
    """`onward` brings the moment at which a canary was sent to whatever comes behind the profile."""

    identities: Identities
    ledger: Ledger
    onward: Callable[[Millis], None]

    def fold(self, records: Sequence[Record]) -> None:
        """Takes in the canaries of a batch, which may come again: what is told of one is told of the newest. One that
        somebody else overtook is not told."""
        found = self.identities.read([NOBODY])[NOBODY]
        after = taken(found, records)
        lost = after is not found and bool(self.identities.save([after]))
        self.ledger.forget([(one.key, one.event) for one in records])
        if not lost:
            self.onward(max(sent_at(one.event) for one in records))


def apart(records: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """What is about somebody, and the canaries."""
    return [one for one in records if not is_canary(one.event)], [one for one in records if is_canary(one.event)]


def taken(identity: Identity, records: Sequence[Record]) -> Identity:
    """The profile with them; the ledger remembers none, so where one would be built anew it begins anew."""
    begun = Identity(identity.key, identity.version) if needs_rebuild(identity, records) else identity
    return absorb(begun, records)
