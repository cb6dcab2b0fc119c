"""Pieces: what was bought, line by line, with its category and brand where an order told of them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from segue.facets.lines import Line, full
from segue.facets.orders import Orders
from segue.times import Millis


class Piece(NamedTuple):
    """A line of an order: so many pieces of a product, bought when the order was `placed`, `cancelled` when (None:
    never); `told`: when all of it was said. Category and brand are in small letters, "" where nobody told."""

    placed: Millis
    cancelled: Millis | None
    told: Millis
    product: str
    category: str
    brand: str
    quantity: int


Kinds = dict[tuple[str, int], tuple[str, Millis]]  # {(product, place in a line): what stands there, told when}
CATEGORY, BRAND = 8, 9


def pieces_of(value: Orders, rows: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """The lines of all orders that were placed, newest first; `rows` are those of `purchases.orders_of`.

    What a line does not say of its product, the newest other line of the product does, of whatever order and source.
    """
    kinds = _kinds(value)
    return [_piece(row, line, kinds) for row in rows if row["placed"] is not None for line in row["lines"]]


def _piece(row: Mapping[str, Any], line: Line, kinds: Kinds) -> Piece:
    itself = line[0]
    category, when = (line[CATEGORY], 0) if line[CATEGORY] else kinds.get((itself, CATEGORY), ("", 0))
    brand, moment = (line[BRAND], 0) if line[BRAND] else kinds.get((itself, BRAND), ("", 0))
    told = max(row["placed"], row["told"], when, moment)
    return Piece(row["placed"], row["cancelled"], told, itself, category.casefold(), brand.casefold(), line[1])


def _kinds(value: Orders) -> Kinds:
    records = sorted(value.get("records", {}).items(), key=lambda named: (named[1][:2], named[0]))
    found = ((full(line), record[0]) for _, record in records for line in record[-1])
    return {(line[0], place): (line[place], time) for line, time in found for place in (CATEGORY, BRAND) if line[place]}
