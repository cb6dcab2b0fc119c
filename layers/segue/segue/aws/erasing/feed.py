"""The live feed: rows that tell of several people at once. Of somebody who is erased the lines go, those of others
stay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from segue.aws.clients import unavailable
from segue.aws.erasing.rows import Row, take_away
from segue.aws.items import pack, unpack
from segue.aws.live import FEED, LiveEntry
from segue.aws.puts import put_all
from segue.aws.queries import partition
from segue.erasing.stores import Told
from segue.erasing.whole import Whole


@dataclass(frozen=True)
class Feed:
    """Rows of the feed in the Requests table; a row that is found says with `b` what stays of it."""

    table: str
    name: str = "live"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        return [_without(row, whole) for row, lines in self._rows() if _own(lines, whole)]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        put_all(self.table, [row for row in rows if row["b"]])
        take_away(self.table, [row for row in rows if not row["b"]])

    def held(self, whole: Whole) -> Iterator[Told]:
        """Raises Unavailable."""
        for one in (line for _, lines in self._rows() for line in _own(lines, whole)):
            said = {"what": one.kind, "title": one.title, "channel": one.channel, "detail": one.detail}
            yield Told("live", one.time, said)

    def _rows(self) -> Iterator[tuple[Row, list[LiveEntry]]]:
        with unavailable("read-failed"):
            yield from ((row, _lines(row)) for row in partition(self.table, FEED, strong=True))


def _own(lines: Sequence[LiveEntry], whole: Whole) -> list[LiveEntry]:
    return [one for one in lines if one.person in whole.persons]


def _lines(row: Row) -> list[LiveEntry]:
    return [LiveEntry(*one) for one in msgspec.msgpack.decode(unpack(row["b"]))]


def _without(row: Row, whole: Whole) -> Row:
    kept = [one for one in msgspec.msgpack.decode(unpack(row["b"])) if LiveEntry(*one).person not in whole.persons]
    return {**row, "b": pack(msgspec.msgpack.encode(kept)) if kept else b""}
