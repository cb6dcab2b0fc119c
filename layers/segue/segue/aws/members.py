"""The Members table: who is in a segment. Written from the People stream, read by whoever wants a segment's people.

Row: pk segment and shard, sk person, `n` the stream's place of the change that it holds, `since`. Who has left has a
row without `since` for some days, so that an older change that comes late finds it in the way.
"""

import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from segue.aws.items import to_item
from segue.aws.parallel import side_by_side
from segue.aws.queries import count, first
from segue.aws.tables import Lost, put_if
from segue.keys import PersonId
from segue.segments.members import Move
from segue.times import DAY, SECOND, Millis

SHARDS = 16  # of one segment: a thousand entries a second each
REMEMBERED: Millis = 15 * DAY  # longer than any queue keeps what came before
Member = tuple[PersonId, Millis]
Place = tuple[int, PersonId]  # shard, and the last person that was read of it
BEGINNING: Place = (0, "")
BEFORE_ALL = "0"  # what no stream has said


@dataclass(frozen=True)
class Members:
    """Members of segments in a table."""

    table: str

    def note(self, moves: Sequence[Move], now: Millis) -> None:
        """Each move where nothing later is known; one write unit each. All of it may come again, and in any order."""
        side_by_side(lambda one: self._note(one, now), moves)

    def _note(self, move: Move, now: Millis) -> None:
        row: dict[str, Any] = {**place_of(move.segment, move.person), "n": move.order}
        said = {"ttl": (now + REMEMBERED) // SECOND} if move.since is None else {"since": move.since}
        with suppress(Lost):
            put_if(self.table, row | said, "attribute_not_exists(pk) OR n <= :n", n=move.order)

    def enter(self, segment: str, person: PersonId, since: Millis) -> None:
        """Of whoever was inside before anybody was listed: where the stream has said anything of it, that counts."""
        row = {**place_of(segment, person), "n": BEFORE_ALL, "since": since}
        with suppress(Lost):
            put_if(self.table, row, "attribute_not_exists(pk)")

    def count(self, segment: str) -> int:
        """How many are in it."""
        return sum(side_by_side(lambda shard: count(self._asked(segment, shard)), range(SHARDS)))

    def page(self, segment: str, most: int, after: Place = BEGINNING) -> tuple[list[Member], Place | None]:
        """Up to `most` members from a place on, in no order that means anything, and the place to go on from."""
        found: list[Member] = []
        shard, person = after
        while shard < SHARDS and len(found) <= most:
            found += self._members(segment, shard, person, most + 1 - len(found))
            shard, person = shard + 1, ""
        if len(found) <= most:
            return found, None
        return found[:most], (_number(found[most - 1][0]), found[most - 1][0])

    def _members(self, segment: str, shard: int, after: PersonId, most: int) -> list[Member]:
        asked = self._asked(segment, shard)
        if after:
            asked["ExclusiveStartKey"] = to_item({"pk": _shard(segment, shard), "sk": after})
        return [(row["sk"], row["since"]) for row in first(most, asked)]

    def _asked(self, segment: str, shard: int) -> dict[str, Any]:
        return {
            "TableName": self.table,
            "KeyConditionExpression": "pk = :pk",
            "FilterExpression": "attribute_exists(since)",
            "ExpressionAttributeValues": to_item({":pk": _shard(segment, shard)}),
        }


def place_of(segment: str, person: PersonId) -> dict[str, str]:
    """Where it lies that somebody is in a segment."""
    return {"pk": _shard(segment, _number(person)), "sk": person}


def _number(person: PersonId) -> int:
    return zlib.crc32(person.encode()) % SHARDS


def _shard(segment: str, number: int) -> str:
    return f"{segment}#{number:x}"
