"""The chain of receipts in the Requests table: pk `receipts`, sk the number; and which request has which.

A receipt and the word that its request has one are written in one transaction: a request never gets a second one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.aws.items import to_item
from segue.aws.queries import partition, query
from segue.aws.tables import CANCELED, get
from segue.erasing.receipts import BEGINNING, Receipt, broken_at, said
from segue.errors import Unavailable
from segue.times import Millis

CHAIN, OF = "receipts", "receipt"
MOST_ROUNDS = 10
NEW = "attribute_not_exists(pk)"


@dataclass(frozen=True)
class Receipts:
    """Receipts of a table. All of it raises Unavailable."""

    table: str

    def add(self, request: str, time: Millis, counts: Mapping[str, int]) -> Receipt:
        """The one of this request, which is the newest where it had none."""
        for _ in range(MOST_ROUNDS):
            known = self.of(request)
            if known:
                return known
            self._add(request, time, counts)
        raise Unavailable("contended", "others are always faster")

    def of(self, request: str) -> Receipt | None:
        """The receipt of a request."""
        with unavailable("read-failed"):
            found = get(self.table, {"pk": f"{OF}#{request}", "sk": OF})
            row = get(self.table, {"pk": CHAIN, "sk": found["place"]}) if found else None
        return _receipt(row) if row else None

    def broken_at(self) -> tuple[int, int]:
        """How many there are, and the number of the first that does not follow from those before it; 0 for none."""
        with unavailable("read-failed"):
            rows = partition(self.table, CHAIN, strong=True)
        return len(rows), broken_at((_receipt(row), row["digest"]) for row in rows)

    def _add(self, request: str, time: Millis, counts: Mapping[str, int]) -> None:
        with unavailable("write-failed"):
            last = query(self.table, "pk = :pk", 1, True, pk=CHAIN)
            before = _receipt(last[0]) if last else None
            number, digest = (before.number + 1, before.digest) if before else (1, BEGINNING)
            self._write(Receipt(number, request, time, counts, digest))

    def _write(self, receipt: Receipt) -> None:
        place = f"{receipt.number:09}"
        row = {"pk": CHAIN, "sk": place, **said(receipt), "digest": receipt.digest}
        known = {"pk": f"{OF}#{receipt.request}", "sk": OF, "place": place}
        puts = [
            {"Put": {"TableName": self.table, "Item": to_item(one), "ConditionExpression": NEW}} for one in (row, known)
        ]
        try:
            client("dynamodb").transact_write_items(TransactItems=puts)
        except ClientError as problem:
            if code_of(problem) != CANCELED:
                raise


def _receipt(row: Mapping[str, Any]) -> Receipt:
    return Receipt(**{name: row[name] for name in ("number", "request", "time", "counts", "before")})
