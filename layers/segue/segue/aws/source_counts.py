"""Counts of sources in the Requests table, some rows a source and day, kept for ever.

Rows: pk `source#<name>`, sk the day, `<day>#refused` or `<day>#<lane>` (what was stored), the numbers of
`segue.intake.tallies`; `names` are those under which something is left out that day, of which there is a most.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.aws.items import to_item
from segue.aws.queries import query
from segue.intake.tallies import MOST_AT_ONCE, MOST_NAMES, Addition, Counted, Tally, counted, day_of, whole
from segue.times import Millis

SOURCE = "source"
MOST_ROWS = 40_000
NAMES = "names"
FULL = "ConditionalCheckFailedException"


@dataclass(frozen=True)
class SourceCounts:
    """Counts in a table."""

    table: str

    def __call__(self, tally: Tally, at: Millis) -> None:
        """Adds what became of a delivery. Raises Unavailable: what is then brought again has been received again."""
        with unavailable("write-failed"):
            for source, outcomes in tally.items():
                self._add(Addition(source, outcomes, at).with_names(MOST_AT_ONCE))

    def _add(self, one: Addition) -> None:
        try:
            client("dynamodb").update_item(**update(self.table, one))
        except ClientError as problem:
            if code_of(problem) != FULL:
                raise
            client("dynamodb").update_item(**update(self.table, one.with_names(0)))

    def of(self, source: str) -> Counted:
        """All that became of what the source sent."""
        rows = query(self.table, "pk = :pk", MOST_ROWS, False, pk=_place(source))
        days = groupby(rows, key=lambda row: row["sk"].partition("#")[0])
        return counted(source, [day_of(day, whole(of_day)) for day, of_day in days])


def update(table: str, one: Addition) -> dict[str, Any]:
    """The parameters of the update that adds to a source's day; it fails where the day has no room for a new name."""
    added, news = {**one.numbers, **({NAMES: frozenset(one.names)} if one.names else {})}, one.news
    names = {f"#{place}": name for place, name in enumerate((*added, *news))}
    values = {f":{place}": value for place, value in enumerate((*added.values(), *news.values()))}
    more = ", ".join(f"#{place} :{place}" for place in range(len(added)))
    told = ", ".join(f"#{place} = :{place}" for place in range(len(added), len(names)))
    return {
        "TableName": table,
        "Key": to_item({"pk": _place(one.source), "sk": one.row}),
        "UpdateExpression": f"ADD {more} SET {told}" if told else f"ADD {more}",
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": to_item(values | ({":most": MOST_NAMES} | _listed(one) if one.names else {})),
        **({"ConditionExpression": _room(one, f"#{len(one.numbers)}")} if one.names else {}),
    }


def _room(one: Addition, names: str) -> str:
    known = " AND ".join(f"contains({names}, {placeholder})" for placeholder in _listed(one))
    return f"attribute_not_exists({names}) OR size({names}) < :most OR ({known})"


def _listed(one: Addition) -> dict[str, str]:
    return {f":name{place}": name for place, name in enumerate(one.names)}


def _place(source: str) -> str:
    return f"{SOURCE}#{source}"
