"""What products have cost, in the Catalog table: a row a change, which is never written over.

Row: pk `prices#<product>`, sk `<time>#<digest of the change>`, `variant`, `before`, `after`, `currency`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from segue.aws.inserts import insert
from segue.aws.queries import query
from segue.catalog.changes import PriceChange
from segue.keys import digest
from segue.times import from_text, to_text

MOST = 500  # changes that are read at a time, the newest


@dataclass(frozen=True)
class PriceHistory:
    """Prices in a table."""

    table: str

    def note(self, changes: Sequence[PriceChange]) -> None:
        """On record when it returns; noting a change again changes nothing. Raises Unavailable."""
        rows = {_place(one): _row(one) for one in changes}
        insert(self.table, list(rows.values()))

    def of(self, product: str, most: int = MOST) -> list[PriceChange]:
        """The newest changes of a product's prices, newest first."""
        rows = query(self.table, "pk = :pk", most, True, pk=_key(product))
        return [_change(product, row) for row in rows]


def _key(product: str) -> str:
    return f"prices#{product}"


def _place(change: PriceChange) -> str:
    return f"{to_text(change.time)}#{digest(b'price', change.cause)}"


def _row(change: PriceChange) -> dict[str, Any]:
    known = {"before": change.before, "after": change.after, "currency": change.currency}
    return {"pk": _key(change.product), "sk": _place(change), "variant": change.variant, **known}


def _change(product: str, row: dict[str, Any]) -> PriceChange:
    time = from_text(row["sk"].partition("#")[0])
    return PriceChange(product, row["variant"], time, row["before"], row["after"], row["currency"])
