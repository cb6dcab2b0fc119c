"""Accepting: events go into the Ledger, items into the catalog, what was not understood into quarantine; then it may be
acknowledged.

An event that forbids writing to an address is kept and in force before anything else happens. What was stored first
counts: the moment of an opt-out is that of its first delivery, however much later a repeat of the same request comes.
Where something else stood there, under the same id and time, what has come now is in force.

Per source it is counted what became of all that came: events that are stored when they are folded, out of the Ledger's
stream, and everything else here, once it is durable. So received = stored + duplicate + ignored + quarantined, and
events that are only stored, as almost everything is, cost no second request.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from segue.catalog_items import Statement
from segue.deliveries import Delivery, Parsed, Rejected
from segue.events import Event
from segue.intake.tallies import DUPLICATE, IGNORED, QUARANTINED, STORED, Tally
from segue.suppressions import Suppression, suppressions
from segue.times import Millis

Outcome = Literal["stored", "duplicate"]


class Ledger(Protocol):
    """The durable log."""

    def append(self, events: Sequence[Event]) -> list[Outcome]:
        """Durable when it returns."""
        ...

    def first(self, events: Sequence[Event]) -> list[tuple[Event, Outcome]]:
        """Durable when it returns: each event, or the one that stood there already."""
        ...


class Quarantine(Protocol):
    """Where what was not understood waits."""

    def keep(self, rejected: Sequence[Rejected]) -> None:
        """Durable when it returns."""
        ...


class Catalog(Protocol):
    """What sources state of products and content."""

    def state(self, statements: Sequence[Statement], /) -> list[Outcome]:
        """Durable when it returns."""
        ...


class Suppressing(Protocol):
    """Contact points."""

    def __call__(self, found: Sequence[Suppression], /) -> None: ...


class Counting(Protocol):
    """The counts of sources."""

    def __call__(self, tally: Tally, at: Millis, /) -> None:
        """Counted when it returns."""
        ...


@dataclass(frozen=True)
class Counts:
    """What became of a delivery; the four add up to what came in."""

    stored: int = 0
    duplicate: int = 0
    quarantined: int = 0
    ignored: int = 0


@dataclass(frozen=True)
class Accepting:
    """The collaborators of every door."""

    ledger: Ledger
    quarantine: Quarantine
    suppress: Suppressing
    count: Counting
    catalog: Catalog

    def accept(self, parsed: Parsed) -> Counts:
        """Returns when all of it is durable. Raises Unavailable: the sender brings it again."""
        forbidding = [one for one in parsed.events if suppressions(one)]
        others = [one for one in parsed.events if not suppressions(one)] if forbidding else parsed.events
        outcomes = self._forbid(forbidding) + (self.ledger.append(others) if others else [])
        stated = self.catalog.state(parsed.items) if parsed.items else []
        if parsed.rejected:
            self.quarantine.keep(parsed.rejected)
        repeats = [one for one, outcome in zip((*forbidding, *others), outcomes, strict=True) if outcome != STORED]
        self._count(parsed, repeats, stated)
        outcomes += stated
        return Counts(
            stored=outcomes.count(STORED),
            duplicate=outcomes.count(DUPLICATE),
            quarantined=len(parsed.rejected),
            ignored=len(parsed.ignored),
        )

    def _count(self, parsed: Parsed, repeats: Sequence[Event], stated: Sequence[Outcome]) -> None:
        came = [(one.source, one.received_at, DUPLICATE) for one in repeats]
        came += [(one.source, one.received_at, outcome) for one, outcome in zip(parsed.items, stated, strict=True)]
        came += [(*_whence(one.delivery), f"{QUARANTINED}{one.reason}") for one in parsed.rejected]
        came += [(*_whence(one.delivery), f"{IGNORED}{one.name}") for one in parsed.ignored]
        sources = {source for source, _, _ in came}
        tally = {one: Counter(outcome for source, _, outcome in came if source == one) for one in sorted(sources)}
        if came:
            self.count(tally, max(at for _, at, _ in came))

    def _forbid(self, events: Sequence[Event]) -> list[Outcome]:
        firsts = self.ledger.first(events)
        found = [suppressions(kept) or suppressions(one) for one, (kept, _) in zip(events, firsts, strict=True)]
        if found:
            self.suppress(tuple(dict.fromkeys(one for some in found for one in some)))
        return [outcome for _, outcome in firsts]


def _whence(delivery: Delivery) -> tuple[str, Millis]:
    return delivery.source, delivery.received_at
