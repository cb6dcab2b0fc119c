"""What was stored of each source, counted out of the Ledger's stream: exactly, though a batch may come again.

A batch that was counted leaves a row in the Requests table: pk `batch#<digest of the source's last event in it>`,
`n` how many of the source were counted up to there. Row and count change in one transaction. A batch that comes
again in two halves takes from the second half what the first has added now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of
from segue.aws.items import to_item
from segue.aws.source_counts import update
from segue.aws.tables import CANCELED, get
from segue.errors import Unavailable
from segue.intake.tallies import STORED, Addition
from segue.keys import digest
from segue.ledger import sort_key
from segue.profile.identities import Record
from segue.times import DAY, SECOND, Millis

BATCH = "batch"
KEPT: Millis = 3 * DAY  # a batch may come again for one
MOST_ROUNDS = 5
LANES = "0123"  # rows of a day: transactions of two shards seldom meet in one


@dataclass(frozen=True)
class StoredCounts:
    """Counts in a table."""

    table: str

    def add(self, records: Sequence[Record], now: Millis) -> None:
        """Adds the events of one batch, once, however often and however split it comes. Raises Unavailable."""
        for source in sorted({one.event.source for one in records}):
            self._add(source, [one for one in records if one.event.source == source], now)

    def _add(self, source: str, records: Sequence[Record], now: Millis) -> None:
        last, newest = records[-1], max(one.event.received_at for one in records)
        name = digest(b"batch", f"{last.key}|{sort_key(last.event)}")
        mark = {"pk": f"{BATCH}#{name}", "sk": BATCH}
        row = {**mark, "n": len(records), "ttl": (now + KEPT) // SECOND}
        lane, lag, before = LANES[ord(name[0]) % len(LANES)], max(0, now - newest), 0
        for _ in range(MOST_ROUNDS):
            further = Addition(source, {STORED: len(records) - before}, newest, lag, lane)
            if before == len(records) or self._moved(row, before, further):
                return
            before = (get(self.table, mark) or {}).get("n", 0)
        raise Unavailable("contended", "one batch is counted by two")

    def _moved(self, row: dict[str, Any], before: int, further: Addition) -> bool:
        condition = "n = :before" if before else "attribute_not_exists(pk)"
        values = {"ExpressionAttributeValues": to_item({":before": before})} if before else {}
        put = {"TableName": self.table, "Item": to_item(row), "ConditionExpression": condition, **values}
        added = update(self.table, further)
        try:
            client("dynamodb").transact_write_items(TransactItems=[{"Put": put}, {"Update": added}])
        except ClientError as problem:
            if code_of(problem) != CANCELED:
                raise
            return False
        return True
