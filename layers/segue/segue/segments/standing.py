"""Orders as they stood at a moment, by what is told of them now, and which of the pieces in them are meant."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from segue.profile.pieces import Piece
from segue.profile.profiles import Profile
from segue.segments.asking import words
from segue.segments.shapes import WORDS, Schema
from segue.times import Millis

KINDS = ("product", "category", "brand")
KIND_SCHEMAS: dict[str, Schema] = dict.fromkeys(KINDS, WORDS)
Wanted = Callable[[Piece], bool]


def changes(profile: Profile) -> Iterator[Millis]:
    """When orders were placed, told of for the last time, or cancelled."""
    return (one for row in profile.order_rows for one in (row["placed"], row["told"], row["cancelled"]) if one)


def standing(profile: Profile, moment: Millis) -> list[Mapping[str, Any]]:
    """The orders that stood at a moment, as they are told now."""
    return [row for row in profile.order_rows if row["placed"] is not None and _stands(row, moment)]


def _stands(row: Mapping[str, Any], moment: Millis) -> bool:
    return max(row["placed"], row["told"]) <= moment and (row["cancelled"] is None or moment < row["cancelled"])


def wanting(given: Mapping[str, Any]) -> Wanted:
    """Whether a piece is of the products, categories and brands that are named. Raises Invalid("bad-condition")."""
    named = [(name, words(given[name], name)) for name in KINDS if name in given]
    asks = [(name, found if name == "product" else {one.casefold() for one in found}) for name, found in named]
    return lambda piece: all(getattr(piece, name) in found for name, found in asks)
