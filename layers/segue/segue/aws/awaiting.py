"""Who waits for a product, in the Catalog table: a row for each, until they were told or for half a year.

Row: pk `awaited#<product>`, sk the identity's key, `variant`, `ttl`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.aws.clients import client, unavailable
from segue.aws.inserts import insert
from segue.aws.items import to_item
from segue.aws.queries import query
from segue.catalog.awaiting import Waiting, asked_by
from segue.profile.identities import Record
from segue.times import DAY, SECOND, Millis

KEPT: Millis = 180 * DAY
MOST = 2_000  # who are told when a product returns; whoever is left hears of the next time


@dataclass(frozen=True)
class Awaiting:
    """Rows in a table."""

    table: str

    def note(self, records: Sequence[Record], now: Millis) -> None:
        """Keeps who asks; asking again changes nothing. Raises Unavailable."""
        asked = [one for record in records if (one := asked_by(record.key, record.event))]
        rows = {(one.product, one.key): one for one in asked}
        ends = (now + KEPT) // SECOND
        insert(self.table, [{**row_key(one), "variant": one.variant, "ttl": ends} for one in rows.values()])

    def of(self, product: str) -> list[Waiting]:
        """Who waits for a product. Raises Unavailable."""
        with unavailable("read-failed"):
            rows = query(self.table, "pk = :pk", MOST, False, pk=_pk(product))
        return [Waiting(product, row["sk"], row["variant"]) for row in rows]

    def forget(self, waiting: Sequence[Waiting]) -> None:
        """They have been told. Raises Unavailable."""
        with unavailable("write-failed"):
            for one in waiting:
                client("dynamodb").delete_item(TableName=self.table, Key=to_item(row_key(one)))


def _pk(product: str) -> str:
    return f"awaited#{product}"


def row_key(one: Waiting) -> dict[str, str]:
    """Where it lies that somebody waits."""
    return {"pk": _pk(one.product), "sk": one.key}
