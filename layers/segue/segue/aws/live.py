"""The live feed: what has just happened, one small row per batch, kept for a day. It names people by id only."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import msgspec

from segue.aws.clients import client
from segue.aws.items import pack, to_item, unpack
from segue.aws.queries import query
from segue.keys import PersonId
from segue.times import DAY, SECOND, Millis, to_text

ENTRIES = 12  # per batch: about one write unit
FEED = "live"


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
        entries = [LiveEntry(*one) for row in rows for one in msgspec.msgpack.decode(unpack(row["b"]))]
        return sorted(entries, key=lambda one: -one.time)[:most]
