"""The Ledger table: the durable log, the dedupe record, the timeline and the outbox in one put.

Attributes: `pk` source identity key, `sk` client time and event id, `b` packed event, `r` receipt in milliseconds,
`s` source, `ttl` seconds where the event is not kept for ever; `k` and `c` its kind and channel on a timeline, where
they are not those of most (`events.told_as`): so that few of many are found without reading the many.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.inserts import insert, standing
from segue.aws.items import pack, unpack
from segue.aws.parallel import side_by_side
from segue.aws.queries import query
from segue.aws.secrets import derived
from segue.aws.tables import delete, get
from segue.deliveries import strongest
from segue.events import EVENT, WEB, Event, decode, encode, told_as
from segue.identifiers import Identifier
from segue.intake.accepting import Outcome
from segue.keys import IdentityKey, identity_key
from segue.ledger import LAST, Look, Looked, kept_until, sort_key

ALL = 1_000_000


def key_of(one: Identifier) -> IdentityKey:
    """The identity key of an identifier under this stack's secret."""
    return identity_key(derived("identity"), one)


@dataclass(frozen=True)
class Ledger:
    """The log of a table; `key` makes the partition's key."""

    table: str
    key: Callable[[Identifier], IdentityKey] = key_of

    def append(self, events: Sequence[Event]) -> list[Outcome]:
        """Durable when it returns: `stored` or `duplicate` for each event, the first of equals being the stored one.

        Raises Invalid("no-identifier"), Unavailable.
        """
        rows = [row_of(self.key(strongest(event)), event) for event in events]
        first: dict[tuple[str, str], int] = {}
        for place, row in enumerate(rows):
            first.setdefault((row["pk"], row["sk"]), place)
        new = insert(self.table, [rows[place] for place in first.values()])
        stored = {place for place, was_new in zip(first.values(), new, strict=True) if was_new}
        return ["stored" if place in stored else "duplicate" for place in range(len(rows))]

    def first(self, events: Sequence[Event]) -> list[tuple[Event, Outcome]]:
        """Each event, durable when it returns; or the one that stood there already, which is what counts.

        Raises Invalid("no-identifier"), Unavailable.
        """
        return side_by_side(self._first, events)

    def _first(self, event: Event) -> tuple[Event, Outcome]:
        row = row_of(self.key(strongest(event)), event)
        kept = standing(self.table, row)
        return (event, "stored") if kept is row else (readable(dict(kept)) or event, "duplicate")

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None:
        """The same for an event whose identities are known by their keys alone: a signed link holds no address."""
        insert(self.table, [row_of(key, event) for key in keys])

    def append_each(self, written: Sequence[tuple[IdentityKey, Event]]) -> None:
        """The same for many events, each under its identity; what stood there stays. Rows have differing places."""
        insert(self.table, [row_of(key, event) for key, event in written])

    def partition(self, key: IdentityKey) -> list[Event]:
        """Every event of a source identity, strongly consistent, in the order of client times.

        A row that no code understands is left out: it is in quarantine, and in the next rebuild once it can be read.
        """
        rows = query(self.table, "pk = :pk", ALL, False, pk=key)
        return [event for row in rows if (event := readable(row)) is not None]

    def forget(self, written: Sequence[tuple[IdentityKey, Event]]) -> None:
        """They are not there any more. Raises ClientError."""
        side_by_side(lambda one: delete(self.table, {"pk": one[0], "sk": sort_key(one[1])}), written)

    def one(self, key: IdentityKey, place: str) -> Event | None:
        """The event at a place, by its sort key; None where there is none that can be read."""
        row = get(self.table, {"pk": key, "sk": place})
        return readable(row) if row else None

    def timeline(self, key: IdentityKey, limit: int, before: str = "") -> list[Event]:
        """Up to `limit` events, newest first; `before`: the sort key (or ISO 8601 time) where the last page ended."""
        rows = query(self.table, "pk = :pk AND sk < :before", limit, True, pk=key, before=before or LAST)
        return [event_of(row) for row in rows]

    def look(self, key: IdentityKey, wanted: Look) -> Looked:
        """What there is of a part of a timeline, strongly consistent."""
        from segue.aws.ledger_pages import looked  # for whoever reads; `collect` writes

        rows, reached = looked(self.table, key, wanted)
        return Looked(tuple(event for row in rows if (event := readable(row)) is not None), reached)


def row_of(key: IdentityKey, event: Event) -> dict[str, Any]:
    """An event as its item."""
    until = kept_until(event)
    kind, channel = told_as(event)
    return {
        "pk": key,
        "sk": sort_key(event),
        "b": pack(encode(event)),
        "r": event.received_at,
        "s": event.source,
        **({} if until is None else {"ttl": until}),
        **({} if kind == EVENT else {"k": kind}),
        **({} if channel == WEB else {"c": channel}),
    }


def event_of(row: dict[str, Any]) -> Event:
    """The event of a row or of a stream record's image."""
    return decode(unpack(row["b"]))


def readable(row: dict[str, Any]) -> Event | None:
    """The event of a row; None where its bytes are no event."""
    try:
        return event_of(row)
    except (msgspec.DecodeError, zlib.error, KeyError):
        return None
