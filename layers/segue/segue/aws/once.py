"""Counted once: numbers out of a batch of the Ledger's stream, exactly, though the batch may come again.

What was counted leaves a row in the Requests table: pk `batch#<digest of the last event that counted>`, `n` how many
up to there. Row and numbers change in one transaction. A batch that comes again in two halves takes from the second
half what the first has added now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of
from segue.aws.items import to_item
from segue.aws.tables import CANCELED, get
from segue.errors import Unavailable
from segue.keys import digest
from segue.ledger import sort_key
from segue.profile.identities import Record
from segue.times import DAY, SECOND, Millis

BATCH = "batch"
KEPT: Millis = 3 * DAY  # a batch may come again for one
MOST_ROUNDS = 5
LANES = "0123"  # rows of a day: transactions of two shards seldom meet in one
Updates = Callable[[Sequence[Record], str], list[dict[str, Any]]]  # of records, in a lane


@dataclass(frozen=True)
class Once:
    """Counts by the marks in a table."""

    table: str

    def add(self, kind: bytes, records: Sequence[Record], now: Millis, updates: Updates) -> None:
        """Adds what some records come to, once, however often and however split they come; `kind` tells one count of
        the same records from another. Raises Unavailable."""
        name = digest(kind, f"{records[-1].key}|{sort_key(records[-1].event)}")
        mark = {"pk": f"{BATCH}#{name}", "sk": BATCH}
        row = {**mark, "n": len(records), "ttl": (now + KEPT) // SECOND}
        before = 0
        for _ in range(MOST_ROUNDS):
            left = records[before:]
            if not left or self._moved(row, before, updates(left, LANES[ord(name[0]) % len(LANES)])):
                return
            before = (get(self.table, mark) or {}).get("n", 0)
        raise Unavailable("contended", "one batch is counted by two")

    def _moved(self, row: dict[str, Any], before: int, updates: Sequence[dict[str, Any]]) -> bool:
        condition = "n = :before" if before else "attribute_not_exists(pk)"
        values = {"ExpressionAttributeValues": to_item({":before": before})} if before else {}
        put = {"TableName": self.table, "Item": to_item(row), "ConditionExpression": condition, **values}
        try:
            client("dynamodb").transact_write_items(TransactItems=[{"Put": put}, *({"Update": one} for one in updates)])
        except ClientError as problem:
            if code_of(problem) != CANCELED:
                raise
            return False
        return True
