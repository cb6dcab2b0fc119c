"""Quarantine in the Requests table: one row per rejected delivery, listed by kind and time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client
from segue.aws.inserts import insert
from segue.aws.items import from_item, to_item
from segue.aws.tables import INDEX, get, newest, update_if
from segue.deliveries import Rejected
from segue.errors import NotFound
from segue.intake.quarantine import KIND, Record, Waiting, record_id, record_of, row_of
from segue.times import LATEST, Millis

LONGEST = 64  # characters of an id: far more than ours have, and less than DynamoDB takes for a key
MOST_PAGES = 8  # of a megabyte each, read to count what is open
WANTED = {":kind": KIND, ":open": "open"}
WAITING: dict[str, Any] = {
    "IndexName": INDEX,
    "KeyConditionExpression": "#kind = :kind",
    "FilterExpression": "#state = :open",
    "ProjectionExpression": "#source, #reason",
    "ExpressionAttributeNames": {"#kind": "kind", "#state": "state", "#source": "source", "#reason": "reason"},
    "ScanIndexForward": False,
}


@dataclass(frozen=True)
class Quarantine:
    """Records in a table."""

    table: str

    def keep(self, rejected: Sequence[Rejected]) -> list[bool]:
        """Durable when it returns: True for each that is a record now, False for a repeat. Raises Unavailable."""
        first: dict[str, int] = {}
        for place, one in enumerate(rejected):
            first.setdefault(record_id(one), place)
        new = insert(self.table, [row_of(rejected[place]) for place in first.values()])
        held = {place for place, was_new in zip(first.values(), new, strict=True) if was_new}
        return [place in held for place in range(len(rejected))]

    def one(self, record: str) -> Record:
        """A record by its id. Raises NotFound."""
        row = get(self.table, _key(record)) if len(record) <= LONGEST else None
        if row is None:
            raise NotFound("unknown-record", "nothing in quarantine has this id")
        return record_of(row)

    def newest(self, limit: int, before: Millis = LATEST, **wanted: str) -> list[Record]:
        """Up to `limit` records received before a moment, newest first, of one source, reason or state where given."""
        return newest((self.table, KIND), record_of, limit, before, **wanted)

    def waiting(self) -> Waiting:
        """How many records are open, by source and reason; of the newest ones where there are very many."""
        asked = {**WAITING, "TableName": self.table, "ExpressionAttributeValues": to_item(WANTED)}
        counted: Counter[tuple[str, str]] = Counter()
        for _ in range(MOST_PAGES):
            answer = client("dynamodb").query(**asked)
            counted.update((row["source"], row["reason"]) for row in map(from_item, answer["Items"]))
            if "LastEvaluatedKey" not in answer:
                return Waiting(counted)
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        return Waiting(counted, whole=False)

    def replayed(self, record: str, now: Millis) -> None:
        """Marks a record; marking it again changes nothing."""
        update = "SET #state = :replayed, replayed_at = if_not_exists(replayed_at, :now)"
        update_if(self.table, _key(record), update, "attribute_exists(pk)", replayed="replayed", now=now)


def _key(record: str) -> dict[str, str]:
    return {"pk": f"{KIND}#{record}", "sk": KIND}
