"""The catalog as it is read, in the Catalog table: an item by its id, or many in the order of their ids."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from segue.aws.catalog_statements import statements_of
from segue.aws.queries import query
from segue.aws.tables import get
from segue.catalog.items import Item, item_of
from segue.catalog_items import Kind

CHUNK = 200  # rows of one read
MOST_READ = 1_000  # rows of one question, which may find few of them


@dataclass(frozen=True)
class Catalog:
    """Items in a table."""

    table: str

    def one(self, kind: Kind, identity: str) -> Item | None:
        """An item, gone or not; None where no source has named it."""
        row = get(self.table, {"pk": kind, "sk": identity})
        return item_of(kind, identity, statements_of(row)) if row else None

    def search(self, kind: Kind, wanted: Callable[[Item], bool], limit: int, after: str = "") -> tuple[list[Item], str]:
        """Up to `limit` items behind an id, in the order of ids, and the id to go on behind; "" at the end."""
        looked: list[str] = []
        found: list[Item] = []
        for one in islice(self._behind(kind, after), MOST_READ):
            looked.append(one.id)
            found += [one] if wanted(one) else []
            if len(found) == limit:
                break
        further = len(found) == limit or len(looked) == MOST_READ
        return found, looked[-1] if further else ""

    def every(self, kind: Kind) -> Iterator[Item]:
        """All items of a kind, gone or not."""
        after, more = "", True
        while more:
            found, after = self.search(kind, lambda _: True, CHUNK, after)
            more = bool(after)
            yield from found

    def _behind(self, kind: Kind, after: str) -> Iterator[Item]:
        condition, values = ("pk = :pk AND sk > :after", {"after": after}) if after else ("pk = :pk", {})
        rows = query(self.table, condition, CHUNK, False, pk=kind, **values)
        yield from (item_of(kind, row["sk"], statements_of(row)) for row in rows)
        if len(rows) == CHUNK:
            yield from self._behind(kind, rows[-1]["sk"])
