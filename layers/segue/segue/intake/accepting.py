"""Accepting: what was understood goes into the Ledger, what was not into quarantine, then it may be acknowledged.

An event that forbids writing to an address is in force at the address before anything else happens: a crash in
between repeats harmlessly, the other way round it would be acknowledged and not yet kept.
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
        forbidden = tuple(dict.fromkeys(one for event in parsed.events for one in suppressions(event)))
        if forbidden:
            self.suppress(forbidden)
        outcomes = Counter(self.ledger.append(parsed.events)) if parsed.events else Counter()
        if parsed.rejected:
            self.quarantine.keep(parsed.rejected)
        return Counts(outcomes["stored"], outcomes["duplicate"], len(parsed.rejected))
