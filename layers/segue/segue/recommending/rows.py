"""What is learned of a product: a row in the catalog, as plain values that go through JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

How = Literal["bought", "seen", "alike", "stated", "counted"]


class Related(NamedTuple):
    """A product with its score and what stands behind it.

    `how`: `bought` and `seen`: `people` bought, or had to do with, both; `alike`: title, categories, brand and features
    have words in common; `stated`: the catalog says that it goes with it; `counted`: so many bought or looked at it.
    """

    product: str
    score: float
    people: int = 0
    how: How = "alike"


Listed = tuple[Related, ...]


@dataclass(frozen=True)
class Row:
    """Of one product, each list best first.

    `leads`: what people who had to do with it take to next; `together`: what is bought in the same order; `similar`:
    what can take its place; `completes`: what goes with it. `again`: the share of its buyers who bought it again,
    `every`: after how many days, by the median; 0 where nobody has.
    """

    leads: Listed = ()
    together: Listed = ()
    similar: Listed = ()
    completes: Listed = ()
    again: float = 0.0
    every: int = 0


@dataclass(frozen=True)
class Popular:
    """What sells and what is on the rise, in all of the shop (``""``) and by category."""

    popular: Mapping[str, Listed] = field(default_factory=dict)
    trending: Mapping[str, Listed] = field(default_factory=dict)


LISTS = ("leads", "together", "similar", "completes")


def to_plain(row: Row) -> dict[str, Any]:
    """Lists of [product, score, people, how], with what the row says of buying again."""
    return {name: [list(one) for one in getattr(row, name)] for name in LISTS} | {
        "again": row.again,
        "every": row.every,
    }


def of_plain(said: Mapping[str, Any], names: Iterable[str] = LISTS) -> Row:
    """The row that `to_plain` wrote, or only these lists of it; what an older version did not write is empty."""
    lists = {name: listed(said.get(name, ())) for name in names}
    return Row(**lists, again=said.get("again", 0.0), every=said.get("every", 0))


def listed(said: Iterable[Iterable[Any]]) -> Listed:
    """A list of products out of plain values."""
    return tuple(map(Related._make, said))


def popular_to_plain(found: Popular) -> dict[str, Any]:
    """{"popular": {category: rows}, "trending": ...}."""
    both = (("popular", found.popular), ("trending", found.trending))
    return {name: {group: [list(one) for one in rows] for group, rows in lists.items()} for name, lists in both}


def popular_of_plain(said: Mapping[str, Any]) -> Popular:
    """What `popular_to_plain` wrote."""
    return Popular(*({group: listed(rows) for group, rows in said[name].items()} for name in ("popular", "trending")))
