"""Counts of sources in the Requests table, a row or two a source and day, kept for ever.

Rows: pk `source#<name>`, sk the day or `<day>#refused`, the numbers of `segue.intake.tallies`.
"""

from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client, unavailable
from segue.aws.items import to_item
from segue.aws.tables import query
from segue.intake.tallies import Addition, Counted, Tally, counted, day_of
from segue.times import Millis

SOURCE = "source"
MOST_DAYS = 10_000


@dataclass(frozen=True)
class SourceCounts:
    """Counts in a table."""

    table: str

    def __call__(self, tally: Tally, at: Millis) -> None:
        """Adds what became of a delivery. Raises Unavailable: what is then brought again has been received again."""
        with unavailable("write-failed"):
            for source, outcomes in tally.items():
                client("dynamodb").update_item(**update(self.table, Addition(source, outcomes, at)))

    def of(self, source: str) -> Counted:
        """All that became of what the source sent."""
        rows = query(self.table, "pk = :pk", 2 * MOST_DAYS, False, pk=_place(source))
        days: dict[str, dict[str, Any]] = {}
        for row in rows:
            days.setdefault(row["sk"].partition("#")[0], {}).update(row)
        return counted(source, (day_of(day, row) for day, row in days.items()))


def update(table: str, one: Addition) -> dict[str, Any]:
    """The parameters of the update that adds to a source's day."""
    added, news = one.numbers, one.news
    names = {f"#{place}": name for place, name in enumerate((*added, *news))}
    values = {f":{place}": value for place, value in enumerate((*added.values(), *news.values()))}
    more = ", ".join(f"#{place} :{place}" for place in range(len(added)))
    told = ", ".join(f"#{place} = :{place}" for place in range(len(added), len(names)))
    return {
        "TableName": table,
        "Key": to_item({"pk": _place(one.source), "sk": one.row}),
        "UpdateExpression": f"ADD {more} SET {told}" if told else f"ADD {more}",
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": to_item(values),
    }


def _place(source: str) -> str:
    return f"{SOURCE}#{source}"
