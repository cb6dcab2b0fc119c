"""How often variants of placements were seen and clicked, in the Requests table: pk `placement#<id>`, sk
`<day>#<lane>`, the numbers of `segue.placements.seen`. Counted out of the Ledger's stream, each event once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.aws.additions import adding
from segue.aws.once import Once
from segue.aws.queries import query
from segue.placements.bandits import HALF_LIFE, KEPT
from segue.placements.seen import Place, counted, first_day, is_about
from segue.profile.identities import Record
from segue.times import DAY, Millis, from_text

KIND = b"placements"
LASTS: Millis = 400 * DAY
MOST = 2_000  # rows of one placement that are added up


@dataclass(frozen=True)
class PlacementCounts:
    """Counts in a table."""

    table: str

    def add(self, records: Sequence[Record], now: Millis) -> None:
        """Adds what one batch says of placements, once. Raises Unavailable."""
        about = [one for one in records if is_about(one.event)]
        if about:
            Once(self.table).add(KIND, about, now, self._updates)

    def days(self, placement: str, now: Millis, length: Millis = HALF_LIFE * KEPT) -> dict[str, dict[str, int]]:
        """The counts of a placement by day, as far back as that; a moment old at most."""
        asked = {"pk": _key(placement), "first": first_day(now, length)}
        rows = query(self.table, "pk = :pk AND sk >= :first", MOST, newest_first=True, **asked)
        found: dict[str, Counter[str]] = {}
        for row in rows:
            counts = {name: int(number) for name, number in row.items() if ":" in name}
            found.setdefault(row["sk"].partition("#")[0], Counter()).update(counts)
        return {day: dict(counts) for day, counts in found.items()}

    def _updates(self, left: Sequence[Record], lane: str) -> list[dict[str, Any]]:
        found = counted(one.event for one in left)
        return [self._update(place, counts, lane) for place, counts in found.items()]

    def _update(self, place: Place, counts: Mapping[str, int], lane: str) -> dict[str, Any]:
        key = {"pk": _key(place.placement), "sk": f"{place.day}#{lane}"}
        return adding(self.table, key, counts, (place.day, LASTS))


def number_of(day: str) -> int:
    """The number of a day since the epoch."""
    return from_text(f"{day}T00:00:00Z") // DAY


def _key(placement: str) -> str:
    return f"placement#{placement}"
