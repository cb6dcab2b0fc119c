"""Refusing what is of people who were erased since it happened: it goes out of the ledger, and nobody hears of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.events import Event, earliest
from segue.identity.naming import Naming
from segue.keys import IdentityKey
from segue.messages import OUTCOMES
from segue.predictions import is_own
from segue.profile.identities import Identity, Record, is_late
from segue.times import MINUTE, Millis
from segue.tracing import report

RECENT: Millis = MINUTE  # whom an event names is erased with the event itself, where it is as new as that
Rows = dict[IdentityKey, Identity]


class Identities(Protocol):
    """Rows of identities."""

    def read(self, keys: Iterable[IdentityKey], strong: bool = True) -> Rows: ...


class Ledger(Protocol):
    """The durable log."""

    def forget(self, written: Sequence[tuple[IdentityKey, Event]], /) -> None: ...


@dataclass(frozen=True)
class Refusing:
    """The collaborators of what `fold_events` does first."""

    identities: Identities
    ledger: Ledger
    naming: Naming

    def __call__(self, records: Sequence[Record], now: Millis) -> tuple[Sequence[Record], Rows]:
        """The records that count, with the rows of their identities as they were a moment ago: a stale row cannot be
        saved, and costs half. Raises Unavailable, ClientError."""
        rows = self.identities.read({one.key for one in records}, strong=False)
        late = self._late(records, rows, now)
        if not late:
            return records, rows
        self.ledger.forget([(one.key, one.event) for one in late])
        report("late-after-erasure", count=len(late))  # what is refused is kept nowhere: only how much it was
        kept = [one for one in records if one not in late]
        return kept, {one.key: rows[one.key] for one in kept}

    def _late(self, records: Sequence[Record], rows: Rows, now: Millis) -> list[Record]:
        named = [self._named(one, rows[one.key], now) for one in records]
        further = {key for keys in named for key in keys} - rows.keys()
        known = rows | (self.identities.read(further, strong=False) if further else {})
        return [one for one, keys in zip(records, named, strict=True) if _refused(one.event, keys, known)]

    def _named(self, record: Record, row: Identity, now: Millis) -> Sequence[IdentityKey]:
        """The event's own identity, and the others where it is so old that they may have been erased meanwhile."""
        old = record.event.backfill or now - earliest(record.event) > RECENT
        return self.naming.link(record, row.facets.get("names", {})).keys if old else (record.key,)


def _refused(event: Event, keys: Sequence[IdentityKey], known: Mapping[IdentityKey, Identity]) -> bool:
    """Of the time before somebody was erased; or, while nobody has come back, foretold from it or told of a message."""
    follows = is_own(event) or event.event in OUTCOMES
    return is_late(event, max(known[one].erased for one in keys)) or (follows and any(known[one].bare for one in keys))
