"""Quarantine in the Requests table: one row per rejected delivery, listed by kind and time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.aws.inserts import insert
from segue.aws.items import from_item, to_item
from segue.aws.queries import INDEX, newest, pages
from segue.aws.source_counts import update as counts
from segue.aws.tables import CANCELED, get
from segue.deliveries import Rejected
from segue.errors import NotFound, Unavailable
from segue.intake.quarantine import KIND, Ending, Record, Waiting, ending_of, record_id, record_of, row_of
from segue.intake.tallies import Addition
from segue.times import LATEST, Millis
from segue.tracing import report

LONGEST = 64  # characters of an id: far more than ours have, and less than DynamoDB takes for a key
MOST_PAGES = 8  # of a megabyte each, read to count what is open
MOST_ROUNDS = 5
LANE = "ended"  # the row of a day for what left quarantine: a transaction gives way to every other update of its row
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
        if any(new):
            report("held-back", count=sum(new))  # counted, so that an alarm tells when it grows
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
        last: object = None
        for page in islice(pages(asked), MOST_PAGES):
            counted.update((row["source"], row["reason"]) for row in map(from_item, page["Items"]))
            last = page.get("LastEvaluatedKey")
        return Waiting(counted, whole=last is None)

    def close(self, record: Record, ending: Ending, became: Mapping[str, int]) -> bool:
        """Ends a record that is as it was read, and counts what became of it, in one transaction.

        True where it ended now, False where somebody else has ended it since it was read. Raises Unavailable.
        """
        for _ in range(MOST_ROUNDS):
            closed = self._closed(record, ending, became)
            if closed or self.one(record.id).state != record.state:
                return closed
        raise Unavailable("contended", "the counts of this source are being written by others")

    def _closed(self, record: Record, ending: Ending, became: Mapping[str, int]) -> bool:
        came = record.delivery
        counted = {name: count for name, count in became.items() if count}
        added = counts(self.table, Addition(came.source, counted, came.received_at, lane=LANE))
        changes = [{"Update": self._ended(record, ending)}, *([{"Update": added}] if counted else [])]
        with unavailable("write-failed"):
            return _written(changes)

    def _ended(self, record: Record, ending: Ending) -> dict[str, Any]:
        given = ending_of(ending)
        names = {f"#{name}": name for name in given}
        return {
            "TableName": self.table,
            "Key": to_item(_key(record.id)),
            "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in given),
            "ConditionExpression": "#state = :was",
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": to_item(
                {f":{name}": one for name, one in given.items()} | {":was": record.state}
            ),
        }


def _written(changes: Sequence[Mapping[str, Any]]) -> bool:
    """False where the transaction was canceled, for its condition or for another one that is under way."""
    try:
        client("dynamodb").transact_write_items(TransactItems=changes)
    except ClientError as problem:
        if code_of(problem) != CANCELED:
            raise
        return False
    return True


def _key(record: str) -> dict[str, str]:
    return {"pk": f"{KIND}#{record}", "sk": KIND}
