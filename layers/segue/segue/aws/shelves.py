"""What is recommended from, in the Catalog table: rows of what is learned, and items, many of both in one request."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.aws.catalog_statements import statements_of
from segue.aws.items import from_item, to_item
from segue.aws.lately import LatelyMany
from segue.aws.learned_products import POPULAR, PRODUCT, fits, said_of
from segue.aws.tables import batch_get
from segue.catalog.items import item_of
from segue.recommending.choosing import CONTENT
from segue.recommending.rows import Popular, of_plain, popular_of_plain
from segue.recommending.served import Found, Wanted

Key = tuple[str, str]  # pk and sk
MOST = 600  # that are remembered: a row has 25 KB in memory


@dataclass(frozen=True)
class Shelves:
    """Reads the table; `seconds`: how long what was read may be used again, 0 for not at all."""

    read: LatelyMany[Key, Any]

    @classmethod
    def of(cls, table: str, seconds: float) -> "Shelves":
        """Those of a table; where nothing may be old, reads are strongly consistent."""
        return cls(LatelyMany(lambda keys: read(table, keys, strong=not seconds), seconds, MOST))

    def __call__(self, wanted: Wanted) -> Found:
        """What there is of it, by names in rows."""
        rows = {name: (PRODUCT, name) for name in wanted.rows}
        groups = {group: (POPULAR, f"#{group}") for group in wanted.categories}
        items = {name: item_key(name) for name in wanted.items}
        there = self.read(key for key in (*rows.values(), *groups.values(), *items.values()) if fits(key[1]))

        def of(keys: Mapping[str, Key]) -> dict[str, Any]:
            return {name: there[key] for name, key in keys.items() if key in there}

        return Found(of(rows), _popular(of(groups)), of(items))


def read(table: str, keys: Sequence[Key], strong: bool) -> dict[Key, Any]:
    """The rows of these keys, understood. Raises Unavailable."""
    asked = [to_item({"pk": kind, "sk": name}) for kind, name in keys]
    rows: Iterable[dict[str, Any]] = map(from_item, batch_get(table, asked, strong))
    return {(row["pk"], row["sk"]): UNDERSTOOD.get(row["pk"], _item)(row) for row in rows}


def item_key(name: str) -> Key:
    """Where the item of a name in rows stands."""
    return ("content", name.removeprefix(CONTENT)) if name.startswith(CONTENT) else ("product", name)


def _item(row: dict[str, Any]) -> Any:
    found = item_of(row["pk"], row["sk"], statements_of(row))
    return found if found.fields or found.gone else None


def _popular(found: Mapping[str, Mapping[str, Any]]) -> Popular:
    """As `learned_products` keeps it: a row a category."""
    return popular_of_plain(
        {name: {group: said[name] for group, said in found.items()} for name in ("popular", "trending")}
    )


UNDERSTOOD: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    PRODUCT: lambda row: of_plain(said_of(row)),
    POPULAR: said_of,
}
