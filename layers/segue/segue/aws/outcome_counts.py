"""Outcomes of messages in the Requests table, pk `outcomes#<channel>`: for the breaker, of marketing, sk the day; for
the figures sk `<by>#<day>#<name>`, of a template, a domain or the whole channel; sk `hours#<day>` how many have left in
each hour, and of how many anything was heard.

A count is added by one call that the SDK does not repeat: a lost answer may lose a count, never add it twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.aws.additions import adding
from segue.aws.clients import client
from segue.aws.queries import query
from segue.aws.tables import get
from segue.messaging import figures
from segue.messaging.breakers import COUNTED, Counts
from segue.messaging.figures import By, Place
from segue.times import DAY

KEPT = 61 * DAY
HOURS = "hours"
MOST = 50_000  # rows that one answer adds up


@dataclass(frozen=True)
class OutcomeCounts:
    """Adds and reads."""

    table: str

    def add(self, channel: str, day: str, counts: Counts) -> None:
        """Adds what one batch reported, for the breaker."""
        self._add(_key(channel, day), day, counts)

    def of(self, channel: str, days: Sequence[str]) -> dict[str, Counts]:
        """The counts of these days, strongly consistent."""
        rows = {day: get(self.table, _key(channel, day)) or {} for day in days}
        return {day: {name: row.get(name, 0) for name in COUNTED} for day, row in rows.items()}

    def add_at(self, place: Place, counts: Counts) -> None:
        """Adds what one batch reported, for the figures."""
        self._add(_key(place.channel, "#".join(place[1:])), place.day, counts)

    def between(self, channel: str, by: By, days: tuple[str, str]) -> dict[Place, Counts]:
        """The counts from the first day to the last."""
        asked = {"pk": _key(channel, "")["pk"], "first": f"{by}#{days[0]}", "last": f"{by}#{days[1]}#\uffff"}
        rows = query(self.table, "pk = :pk AND sk BETWEEN :first AND :last", MOST, newest_first=False, **asked)
        places = [Place(channel, by, *row["sk"].split("#", 2)[1:]) for row in rows]
        return {
            place: {name: row[name] for name in figures.COUNTED if name in row}
            for place, row in zip(places, rows, strict=True)
        }

    def add_hours(self, channel: str, day: str, counts: Counts) -> None:
        """Adds what has left, or was heard of, in the hours of a day."""
        self._add(_key(channel, f"{HOURS}#{day}"), day, counts)

    def hours(self, channel: str, days: tuple[str, str]) -> dict[str, Counts]:
        """The same of each day from the first to the last."""
        asked = {"pk": _key(channel, "")["pk"], "first": f"{HOURS}#{days[0]}", "last": f"{HOURS}#{days[1]}"}
        rows = query(self.table, "pk = :pk AND sk BETWEEN :first AND :last", MOST, newest_first=False, **asked)
        words = (figures.LEFT, figures.HEARD)
        return {
            row["sk"].partition("#")[2]: {name: count for name, count in row.items() if name.startswith(words)}
            for row in rows
        }

    def _add(self, key: dict[str, str], day: str, counts: Counts) -> None:
        client("dynamodb", attempts=1).update_item(**adding(self.table, key, counts, (day, KEPT)))


def _key(channel: str, name: str) -> dict[str, str]:
    return {"pk": f"outcomes#{channel}", "sk": name}
