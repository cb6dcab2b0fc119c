"""What a recommendation service reads, and what it answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from segue.catalog.items import Item
from segue.recommending.choosing import Recommendation
from segue.recommending.reasons import Why
from segue.recommending.rows import Popular, Row


class Wanted(NamedTuple):
    """What to read: rows and items by their names in rows, sellers by category."""

    rows: Iterable[str] = ()
    categories: Iterable[str] = ()
    items: Iterable[str] = ()


class Found(NamedTuple):
    """What there is of it."""

    rows: Mapping[str, Row]
    popular: Popular
    items: Mapping[str, Item]


class Shown(NamedTuple):
    """Something that is shown. `about`: what the reason names, where the catalog knows it."""

    item: Item
    recommendation: Recommendation
    about: Item | None = None


@dataclass(frozen=True)
class Served:
    """`why`: a word of `words.NOTHING`, why there is nothing, or less than could be; `left_out`: what would have stood
    before the last that is shown."""

    shown: tuple[Shown, ...] = ()
    why: str = ""
    left_out: tuple[tuple[str, Why], ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
