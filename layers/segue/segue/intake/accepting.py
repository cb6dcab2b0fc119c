"""Accepting: what was understood goes into the Ledger, what was not into quarantine, then it may be acknowledged.

An event that forbids writing to an address is kept and in force before anything else happens. What was stored first
counts: the moment of an opt-out is that of its first delivery, however much later a repeat of the same request comes.
Where something else stood there, under the same id and time, what has come now is in force.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from segue.deliveries import Parsed, Rejected
from segue.events import Event
from segue.suppressions import Suppression, suppressions

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


class Suppressing(Protocol):
    """Contact points."""

    def __call__(self, found: Sequence[Suppression], /) -> None: ...


@dataclass(frozen=True)
class Counts:
    """What became of a delivery; the three add up to what came in."""

    stored: int = 0
    duplicate: int = 0
    quarantined: int = 0


@dataclass(frozen=True)
class Accepting:
    """The collaborators of every door."""

    ledger: Ledger
    quarantine: Quarantine
    suppress: Suppressing

    def accept(self, parsed: Parsed) -> Counts:
        """Returns when all of it is durable. Raises Unavailable: the sender brings it again."""
        forbidding = [one for one in parsed.events if suppressions(one)]
        others = [one for one in parsed.events if not suppressions(one)] if forbidding else parsed.events
        outcomes = Counter(self._forbid(forbidding) + (self.ledger.append(others) if others else []))
        if parsed.rejected:
            self.quarantine.keep(parsed.rejected)
        return Counts(outcomes["stored"], outcomes["duplicate"], len(parsed.rejected))

    def _forbid(self, events: Sequence[Event]) -> list[Outcome]:
        firsts = self.ledger.first(events)
        found = [suppressions(kept) or suppressions(one) for one, (kept, _) in zip(events, firsts, strict=True)]
        if found:
            self.suppress(tuple(dict.fromkeys(one for some in found for one in some)))
        return [outcome for _, outcome in firsts]
