"""A source identity: its facets, and the watermark that tells new events from repeats.

The stream may bring a record again, late, or in a redrive. Compared by its sequence number (an integer) a record is
new above the watermark; a repeat when the last write absorbed it; anything else means that we cannot tell, and the
identity is rebuilt from its ledger partition. A rebuild may run ahead of the stream: what it absorbed within the
stream's 24 hours is remembered in `ahead` and taken for a repeat when the stream brings it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from segue import facets as facet
from segue.events import Event, earliest
from segue.facets.registers import short
from segue.keys import IdentityKey, PersonId
from segue.times import HOUR, MINUTE, Millis

RETENTION: Millis = 25 * HOUR  # of a DynamoDB stream, and an hour to spare


@dataclass(frozen=True)
class Record:
    """One event as the ledger's stream delivers it."""

    key: IdentityKey
    event: Event
    sequence: int
    stream: str


@dataclass(frozen=True)
class Watermark:
    """Up to where the stream is absorbed: `last` are short ids of the last write's events."""

    stream: str
    number: int
    last: tuple[int, ...] = ()
    ahead: dict[int, int] = field(default_factory=dict)  # short id: minute of receipt


@dataclass(frozen=True)
class Identity:
    """The row of an identity key; `version` 0 means that there is none yet. `person` is set once it is linked;
    `sum` names the sum that holds its facets too, and that a change makes untrue. `erased`: when somebody of it was
    erased last; `bare`: nothing was heard of it since."""

    key: IdentityKey
    version: int = 0
    facets: dict[str, Any] = field(default_factory=dict)
    watermark: Watermark | None = None
    person: PersonId | None = None
    meaning: str = facet.VERSIONS
    sum: str = ""
    erased: Millis = 0
    bare: bool = False

    @property
    def known(self) -> bool:
        """Whether anything is: of somebody who was erased there is a row that says nothing but that."""
        return bool(self.version) and not (self.bare and self.person is None)

    @property
    def owner(self) -> PersonId:
        """The person it belongs to; unlinked, it is a person of its own."""
        return self.person or self.key


def mark(event: Event) -> int:
    """The event's short id within its identity: a repeat has the same message id and client time."""
    return short(f"{event.message_id}#{event.original_timestamp}")


def is_late(event: Event, erased: Millis) -> bool:
    """Whether an event is of the time before an erasure at this moment (0: there was none): what happened or came
    before, and history whenever it is brought in."""
    return bool(erased) and (event.backfill or earliest(event) <= erased)


def is_repeat(watermark: Watermark, record: Record) -> bool:
    """Whether the last write, or a rebuild, has absorbed it already."""
    known = mark(record.event)
    return known in watermark.last or known in watermark.ahead


def needs_rebuild(identity: Identity, records: Sequence[Record]) -> bool:
    """Whether the watermark cannot tell for one of these records."""
    watermark = identity.watermark
    if identity.meaning != facet.VERSIONS:
        return True
    if watermark is None:
        return False
    return any(
        record.stream != watermark.stream or (record.sequence <= watermark.number and not is_repeat(watermark, record))
        for record in records
    )


def comes_again(identity: Identity, records: Sequence[Record]) -> bool:
    """Whether some of it may have been absorbed before, by a run that did not get to what follows from it."""
    watermark = identity.watermark
    repeats = watermark is not None and any(is_repeat(watermark, record) for record in records)
    return repeats or needs_rebuild(identity, records)


def absorb(identity: Identity, records: Sequence[Record]) -> Identity:
    """The identity after the new ones among these records of the stream; itself when all are repeats."""
    watermark = identity.watermark or Watermark(records[0].stream, 0)
    new = [one for one in records if not is_repeat(watermark, one)]
    if not new:
        return identity
    value = facet.absorb(identity.facets, {mark(one.event): one.event for one in new}.values())
    received = max(one.event.received_at for one in records)
    marked = Watermark(
        stream=records[0].stream,
        number=max(watermark.number, *(one.sequence for one in records)),
        last=tuple(mark(one.event) for one in records),
        ahead=_still_ahead(watermark, records, received),
    )
    return replace(identity, facets=value, watermark=marked)


def rebuild(identity: Identity, records: Sequence[Record], ledger: Sequence[Event]) -> Identity:
    """The identity as its whole ledger partition says, whatever the row held."""
    known = identity.watermark.number if identity.watermark else 0
    marked = Watermark(
        stream=records[-1].stream,
        number=max(known, *(one.sequence for one in records)),
        last=tuple(mark(one.event) for one in records),
    )
    return mended(replace(identity, watermark=marked), ledger)


def mended(identity: Identity, ledger: Sequence[Event]) -> Identity:
    """The same while the stream brings nothing: its place stays, and what it may still bring is known ahead."""
    events = {mark(one): one for one in ledger if not is_late(one, identity.erased)}
    newest = max((one.received_at for one in ledger), default=0)
    ahead = {mark(one): one.received_at // MINUTE for one in events.values() if one.received_at > newest - RETENTION}
    marked = replace(identity.watermark or Watermark("", 0), ahead=ahead)
    return replace(identity, facets=facet.absorb({}, events.values()), watermark=marked, meaning=facet.VERSIONS)


def _still_ahead(watermark: Watermark, records: Sequence[Record], received: Millis) -> dict[int, int]:
    seen = {mark(one.event) for one in records}
    oldest = (received - RETENTION) // MINUTE
    return {known: minute for known, minute in watermark.ahead.items() if known not in seen and minute > oldest}
