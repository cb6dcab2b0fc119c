"""The live feed: what has just happened, one small row per batch, kept for a day. It names people by id only."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any

import msgspec

from segue.aws.clients import client
from segue.aws.items import pack, to_item, unpack
from segue.aws.queries import query
from segue.keys import PersonId
from segue.times import DAY, SECOND, Millis, to_text

ENTRIES = 12  # per batch: about one write unit
FEED = "live"
MOST_ROWS = 100  # of the last seconds


@dataclass(frozen=True)
class LiveEntry:
    """One line of the feed; `kind` is `event` or `message`."""

    time: Millis
    kind: str
    title: str
    channel: str
    person: PersonId
    detail: str = ""


@dataclass(frozen=True)
class Live:
    """Writes and reads the feed in the Requests table."""

    table: str

    def tell(self, entries: Sequence[LiveEntry], batch: str, now: Millis) -> None:
        """The newest entries of a batch, under the batch's name, so that a repeat replaces itself."""
        told = sorted(entries, key=lambda one: one.time)[-ENTRIES:]
        if not told:
            return
        blob = pack(msgspec.msgpack.encode([astuple(one) for one in told]))
        row = {"pk": FEED, "sk": f"{to_text(told[-1].time)}#{batch}", "b": blob, "ttl": (now + DAY) // SECOND}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def recent(self, most: int) -> list[LiveEntry]:
        """The newest entries, newest first."""
        rows = query(self.table, "pk = :pk", most, newest_first=True, pk=FEED)
        return sorted(_entries(rows), key=lambda one: -one.time)[:most]

    def lately(self, since: Millis) -> list[LiveEntry]:
        """The entries of batches that ended after a moment of some seconds ago: one small read, in no order."""
        rows = query(self.table, "pk = :pk AND sk > :since", MOST_ROWS, True, pk=FEED, since=to_text(since))
        return list(_entries(rows))


def _entries(rows: Sequence[dict[str, Any]]) -> Iterator[LiveEntry]:
    return (LiveEntry(*one) for row in rows for one in msgspec.msgpack.decode(unpack(row["b"])))
