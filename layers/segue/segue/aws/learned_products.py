"""What is learned of products, in the Catalog table: a row a product, and what is popular, a row a category.

Rows: pk `learned`, sk the product's id, `b` the packed row of `segue.recommending.rows`, `night` when it was learned in
ms; pk `popular`, sk `#<category>` (`#` alone: the whole shop) likewise. `segue.aws.shelves` reads them. What no night
has written again for 30 days falls away (`ttl`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.items import pack, unpack
from segue.aws.puts import put_all
from segue.recommending.rows import Popular, Row, popular_to_plain, to_plain
from segue.times import DAY, SECOND, Millis

PRODUCT, POPULAR = "learned", "popular"
KEPT: Millis = 30 * DAY
LONGEST = 1024  # bytes of a sort key


@dataclass(frozen=True)
class LearnedProducts:
    """Writes rows of products into a table."""

    table: str

    def put(self, rows: Mapping[str, Row], night: Millis) -> None:
        """In place of what was learned of these products before. Raises Unavailable."""
        put_all(self.table, [_row(PRODUCT, key, to_plain(row), night) for key, row in rows.items()])

    def put_popular(self, found: Popular, night: Millis) -> None:
        """In place of what sold in these categories before. Raises Unavailable."""
        said = popular_to_plain(found)
        groups = [one for one in dict.fromkeys((*said["popular"], *said["trending"])) if fits(f"#{one}")]
        parts = {group: {name: lists.get(group, []) for name, lists in said.items()} for group in groups}
        put_all(self.table, [_row(POPULAR, f"#{group}", part, night) for group, part in parts.items()])


def fits(key: str) -> bool:
    """Whether a row can stand under it: nothing can under an empty key, or a category that is a whole page of text."""
    return 0 < len(key.encode("utf-8", "replace")) <= LONGEST


def said_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What such a row says, as plain values."""
    return msgspec.json.decode(unpack(row["b"]))


def _row(kind: str, key: str, said: Mapping[str, Any], night: Millis) -> dict[str, Any]:
    ends = (night + KEPT) // SECOND
    return {"pk": kind, "sk": key, "b": pack(msgspec.json.encode(said)), "night": night, "ttl": ends}
