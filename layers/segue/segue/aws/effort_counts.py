"""How easy it was, counted in the Conversations table: pk `effort`, sk `<by>#<day>#<name>`, the numbers of
`segue.conversations.scoring`. They change in the transaction that changes a conversation, and no other way.
"""

from dataclasses import dataclass
from typing import Any

from segue.aws.additions import adding
from segue.aws.queries import query
from segue.conversations.scoring import COUNTED, Addition, By, Place
from segue.times import DAY, Millis

EFFORT = "effort"
KEPT: Millis = 800 * DAY
MOST = 50_000  # rows that one answer adds up


@dataclass(frozen=True)
class EffortCounts:
    """Reads; they are a moment old at most."""

    table: str

    def between(self, by: By, days: tuple[str, str]) -> dict[Place, dict[str, int]]:
        """The counts from the first day to the last."""
        asked = {"pk": EFFORT, "first": f"{by}#{days[0]}", "last": f"{by}#{days[1]}#\uffff"}
        rows = query(self.table, "pk = :pk AND sk BETWEEN :first AND :last", MOST, newest_first=False, **asked)
        return {Place(by, *row["sk"].split("#", 2)[1:]): _numbers(row) for row in rows}


def update(table: str, one: Addition) -> dict[str, Any]:
    """The parameters of the update that adds it."""
    key = {"pk": EFFORT, "sk": "#".join(one.place)}
    return adding(table, key, one.counts, (one.place.day, KEPT))


def _numbers(row: dict[str, Any]) -> dict[str, int]:
    return {name: int(row[name]) for name in COUNTED if row.get(name)}
