"""Counts of members, kept in the Members table: a row a segment and day, whose last count is the day's.

Row: pk `#` and segment, sk the day, `people`, `at`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.aws.clients import client
from segue.aws.items import from_item, to_item
from segue.aws.members import Members
from segue.aws.queries import query
from segue.aws.tables import batch_get
from segue.segments.counting import Count
from segue.times import DAY, SECOND, Millis, to_text

KEPT: Millis = 800 * DAY


@dataclass(frozen=True)
class MemberCounts:
    """How many are in segments."""

    members: Members

    def of(self, segments: Sequence[str], now: Millis) -> dict[str, Count]:
        """The count of each; what was counted lately is not counted again."""
        known = self._known(segments, now)
        counted = {one: self._counted(one, now) for one in segments if one not in known}
        return {one: (known | counted)[one] for one in segments}

    def days(self, segment: str, most: int) -> list[tuple[str, int]]:
        """(day, people) of the last days on which somebody counted, oldest first."""
        rows = query(self.members.table, "pk = :pk", most, newest_first=True, pk=f"#{segment}")
        return [(row["sk"], row["people"]) for row in reversed(rows)]

    def _known(self, segments: Sequence[str], now: Millis) -> dict[str, Count]:
        keys = [to_item({"pk": f"#{one}", "sk": _day(now)}) for one in segments]
        rows = map(from_item, batch_get(self.members.table, keys, strong=False))
        found = {row["pk"][1:]: Count(row["people"], row["at"]) for row in rows}
        return {one: count for one, count in found.items() if count.holds(now)}

    def _counted(self, segment: str, now: Millis) -> Count:
        count = Count(self.members.count(segment), now)
        row = {"pk": f"#{segment}", "sk": _day(now), "people": count.people, "at": now, "ttl": (now + KEPT) // SECOND}
        client("dynamodb").put_item(TableName=self.members.table, Item=to_item(row))
        return count


def _day(now: Millis) -> str:
    return to_text(now)[:10]
