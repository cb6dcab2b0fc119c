"""Outcomes of marketing messages by channel and day, in the Requests table: pk `outcomes#<channel>`, sk the day.

A count is added by one call that the SDK does not repeat: a lost answer may lose a count, never add it twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.aws.clients import client
from segue.aws.items import to_item
from segue.aws.tables import get
from segue.messaging.breakers import COUNTED, Counts
from segue.times import DAY, SECOND, from_text

KEPT = 60 * DAY


@dataclass(frozen=True)
class OutcomeCounts:
    """Adds and reads."""

    table: str

    def add(self, channel: str, day: str, counts: Counts) -> None:
        """Adds what one batch reported."""
        names = {f"#{place}": name for place, name in enumerate(counts)}
        values = {f":{place}": count for place, count in enumerate(counts.values())}
        added = ", ".join(f"#{place} :{place}" for place in range(len(counts)))
        client("dynamodb", attempts=1).update_item(
            TableName=self.table,
            Key=to_item(_key(channel, day)),
            UpdateExpression=f"ADD {added} SET #ttl = :ttl",
            ExpressionAttributeNames={**names, "#ttl": "ttl"},
            ExpressionAttributeValues=to_item({**values, ":ttl": (from_text(f"{day}T00:00:00Z") + KEPT) // SECOND}),
        )

    def of(self, channel: str, days: Sequence[str]) -> dict[str, Counts]:
        """The counts of these days, strongly consistent."""
        rows = {day: get(self.table, _key(channel, day)) or {} for day in days}
        return {day: {name: row.get(name, 0) for name in COUNTED} for day, row in rows.items()}


def _key(channel: str, day: str) -> dict[str, str]:
    return {"pk": f"outcomes#{channel}", "sk": day}
