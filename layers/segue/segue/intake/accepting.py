"""Accepting: events go into the Ledger, items into the catalog, what was not understood into quarantine; then it may be
acknowledged.

An event that forbids writing to an address is kept and in force before anything else happens. What was stored first
counts: the moment of an opt-out is that of its first delivery, however much later a repeat of the same request comes.
Where something else stood there, under the same id and time, what has come now is in force.

Per source it is counted what became of all that came: events that are stored when they are folded, out of the Ledger's
stream, and everything else here, once it is durable. So received = stored + duplicate + ignored + quarantined, and
events that are only stored, as almost everything is, cost no second request.

What the tracking plan wants held goes into quarantine as an event (`PARSER`), before it could be in the Ledger: what
is in the Ledger counts for ever, in every rebuild. So does what a public key is not believed (`segue.trust`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import msgspec

from segue import trust
from segue.catalog_items import Placed, Statement
from segue.deliveries import Delivery, Parsed, Rejected
from segue.events import Event, decode, encode
from segue.intake.tallies import DUPLICATE, STORED, Tally, ignored, quarantined
from segue.suppressions import Suppression, suppressions
from segue.times import Millis

Outcome = Literal["stored", "duplicate"]
PARSER = "event"  # of a delivery whose body is an event of ours
OFF_PLAN = "off-plan"
FULL = "full"


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

    def keep(self, rejected: Sequence[Rejected]) -> Sequence[bool]:
        """Durable when it returns: True for each that is a record now, False for a repeat of one."""
        ...


class Catalog(Protocol):
    """What sources state of products and content."""

    def state(self, statements: Sequence[Statement], /) -> list[Placed]:
        """Durable when it returns, but for those that are `full`: an item has no room for them."""
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


def nothing_sealed(parsed: Parsed) -> Parsed:
    """Where no class of sensitive traits has a key nothing is sealed."""
    return parsed


def nothing_held(_: Event) -> str:
    """Where there is no plan nothing waits."""
    return ""


@dataclass(frozen=True)
class Accepting:
    """The collaborators of every door. `held` says why the tracking plan wants an event in quarantine, "" for none;
    `seal` is what encrypts sensitive traits, before anything is kept."""

    ledger: Ledger
    quarantine: Quarantine
    suppress: Suppressing
    count: Counting
    catalog: Catalog
    held: Callable[[Event], str] = nothing_held
    seal: Callable[[Parsed], Parsed] = nothing_sealed

    def planned(self, parsed: Parsed) -> Parsed:
        """The same with events that must wait among what was not understood."""
        whys = [(event, self._why(event)) for event in parsed.events]
        if not any(why for _, (_, why) in whys):
            return parsed
        waiting = (*parsed.rejected, *(_waiting(event, *why) for event, why in whys if why[1]))
        return replace(parsed, events=tuple(event for event, why in whys if not why[1]), rejected=waiting)

    def accept(self, given: Parsed) -> Counts:
        """Returns when all of it is durable. Raises Unavailable: the sender brings it again."""
        return self.keep(self.planned(given))

    def keep(self, looked: Parsed) -> Counts:
        """The same of what was looked at already: none of its events has to wait."""
        parsed = self.seal(looked)
        forbidding = [one for one in parsed.events if suppressions(one)]
        others = [one for one in parsed.events if not suppressions(one)] if forbidding else parsed.events
        outcomes = self._forbid(forbidding) + (self.ledger.append(others) if others else [])
        stated = self.catalog.state(parsed.items) if parsed.items else []
        rejected = (*parsed.rejected, *_without_room(parsed.items, stated))
        held = self.quarantine.keep(rejected) if rejected else ()
        repeats = [one for one, outcome in zip((*forbidding, *others), outcomes, strict=True) if outcome != STORED]
        self._count(replace(parsed, rejected=rejected), repeats, (stated, held))
        return Counts(
            stored=outcomes.count(STORED) + stated.count(STORED),
            duplicate=outcomes.count(DUPLICATE) + stated.count(DUPLICATE),
            quarantined=len(rejected),
            ignored=len(parsed.ignored),
        )

    def _why(self, event: Event) -> tuple[str, str]:
        """The reason for which an event waits, and that in words; no words where it need not."""
        beyond = trust.CLAIMED if trust.claims(event) else trust.overreach(event)
        return (trust.REASON, beyond) if beyond else (OFF_PLAN, self.held(event))

    def _count(self, parsed: Parsed, repeats: Sequence[Event], ended: tuple[Sequence[Placed], Sequence[bool]]) -> None:
        """`ended`: what became of the statements, and which of the rejected are held for the first time."""
        stated, held = ended
        came = [(one.source, one.received_at, DUPLICATE) for one in repeats]
        placed = [pair for pair in zip(parsed.items, stated, strict=True) if pair[1] != FULL]
        came += [(one.source, one.received_at, outcome) for one, outcome in placed]
        came += [
            (*_whence(one.delivery), quarantined(one.reason) if new else DUPLICATE)
            for one, new in zip(parsed.rejected, held, strict=True)
        ]
        came += [(*_whence(one.delivery), ignored(one.name)) for one in parsed.ignored]
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


def _without_room(items: Sequence[Statement], placed: Sequence[Placed]) -> list[Rejected]:
    from segue.intake.unplaced import unplaced  # most doors state nothing of products

    return [unplaced(one) for one, outcome in zip(items, placed, strict=True) if outcome == FULL]


def _whence(delivery: Delivery) -> tuple[str, Millis]:
    return delivery.source, delivery.received_at


def waited(delivery: Delivery) -> Parsed:
    """The event that was held, as it came."""
    return Parsed(events=(msgspec.structs.replace(decode(delivery.body), received_at=delivery.received_at),))


def vouched(parsed: Parsed) -> Parsed:
    """The same as the word of the shop's server: one of the staff says so, though it came by a public key."""
    named = [msgspec.structs.replace(one, source=trust.SERVER) for one in parsed.events]
    return replace(parsed, events=tuple(named))


def _waiting(event: Event, reason: str, why: str) -> Rejected:
    """A repeat is the same record: what differs in it stands beside the body."""
    body = encode(msgspec.structs.replace(event, received_at=0))
    return Rejected(Delivery(event.source, PARSER, body, {}, event.received_at), reason, why)
