"""What came in beside the tracking plan, in the Requests table: a row each, until it was not seen for 90 days.

Row: pk `tracking`, sk a digest, `e` event, `w` what, `d` detail, `n` how often, `t` when last.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from segue.aws.parallel import side_by_side
from segue.aws.queries import query
from segue.aws.tables import update_if
from segue.intake.tracking import Note, Noted
from segue.keys import digest
from segue.times import DAY, SECOND, Millis

PLACE = "tracking"
KEPT: Millis = 90 * DAY
MOST = 10_000
ADDING = "ADD n :n SET e = :e, w = :w, d = :d, t = :t, #ttl = :ttl"


@dataclass(frozen=True)
class Tracking:
    """Notes in a table."""

    table: str

    def note(self, noted: Mapping[Note, int], now: Millis) -> None:
        """Adds to what was noted."""
        side_by_side(lambda one: self._add(Noted(one[0], one[1], now)), list(noted.items()))

    def all(self) -> list[Noted]:
        """All that was noted; of very much a part."""
        rows = query(self.table, "pk = :pk", MOST, False, pk=PLACE)
        return [Noted(Note(row["e"], row["w"], row["d"]), row["n"], row["t"]) for row in rows]

    def _add(self, one: Noted) -> None:
        key = {"pk": PLACE, "sk": digest(b"tracking", "\n".join(one.note))}
        said = {"e": one.note.event, "w": one.note.what, "d": one.note.detail}
        update_if(self.table, key, ADDING, "", **said, n=one.times, t=one.last, ttl=(one.last + KEPT) // SECOND)
