"""Counts of sources in the Requests table, one row a source and day, kept for ever, and what makes them exact.

Row: pk `source#<name>`, sk the day, the numbers of `segue.intake.tallies`. A batch of the Ledger's stream that was
counted leaves pk `batch#<digest of its last event>` with `n`, how many of the source were counted up to there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.aws.items import to_item
from segue.aws.tables import get, query
from segue.errors import Unavailable
from segue.intake.tallies import STORED, Addition, Counted, Tally, counted, day_of
from segue.keys import digest
from segue.ledger import sort_key
from segue.profile.identities import Record
from segue.times import DAY, SECOND, Millis

SOURCE, BATCH = "source", "batch"
KEPT: Millis = 3 * DAY  # of a batch: it may come again for one
MOST_ROUNDS = 5
MOST_DAYS = 10_000
CANCELED = "TransactionCanceledException"


@dataclass(frozen=True)
class SourceCounts:
    """Counts in a table."""

    table: str

    def __call__(self, tally: Tally, at: Millis) -> None:
        """Adds what became of a delivery. Raises Unavailable: what is then brought again has been received again."""
        with unavailable("write-failed"):
            for source, outcomes in tally.items():
                client("dynamodb").update_item(**self._update(Addition(source, outcomes, at)))

    def stored(self, records: Sequence[Record], now: Millis) -> None:
        """Adds the events of one batch of the Ledger's stream, once, however often and however split it comes."""
        for source in sorted({one.event.source for one in records}):
            self._stored(source, [one for one in records if one.event.source == source], now)

    def of(self, source: str) -> Counted:
        """All that became of what the source sent."""
        rows = query(self.table, "pk = :pk", MOST_DAYS, False, pk=_place(source))
        return counted(source, (day_of(row["sk"], row) for row in rows))

    def _stored(self, source: str, records: Sequence[Record], now: Millis) -> None:
        """A batch that comes again in two halves takes from the second half what the first has added now."""
        last, newest = records[-1], max(one.event.received_at for one in records)
        mark = {"pk": f"{BATCH}#{digest(b'batch', f'{last.key}|{sort_key(last.event)}')}", "sk": BATCH}
        row = {**mark, "n": len(records), "ttl": (now + KEPT) // SECOND}
        for _ in range(MOST_ROUNDS):
            before = (get(self.table, mark) or {}).get("n", 0)
            further = Addition(source, {STORED: len(records) - before}, newest, max(0, now - newest))
            if before == len(records) or self._moved(row, before, further):
                return
        raise Unavailable("contended", "one batch is counted by two")

    def _moved(self, row: dict[str, Any], before: int, further: Addition) -> bool:
        condition = "n = :before" if before else "attribute_not_exists(pk)"
        values = {"ExpressionAttributeValues": to_item({":before": before})} if before else {}
        put = {"TableName": self.table, "Item": to_item(row), "ConditionExpression": condition, **values}
        try:
            client("dynamodb").transact_write_items(TransactItems=[{"Put": put}, {"Update": self._update(further)}])
        except ClientError as problem:
            if code_of(problem) != CANCELED:
                raise
            return False
        return True

    def _update(self, one: Addition) -> dict[str, Any]:
        added, news = one.numbers, one.news
        names = {f"#{place}": name for place, name in enumerate((*added, *news))}
        values = {f":{place}": value for place, value in enumerate((*added.values(), *news.values()))}
        more = ", ".join(f"#{place} :{place}" for place in range(len(added)))
        told = ", ".join(f"#{place} = :{place}" for place in range(len(added), len(names)))
        return {
            "TableName": self.table,
            "Key": to_item({"pk": _place(one.source), "sk": one.day}),
            "UpdateExpression": f"ADD {more} SET {told}" if told else f"ADD {more}",
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": to_item(values),
        }


def _place(source: str) -> str:
    return f"{SOURCE}#{source}"
