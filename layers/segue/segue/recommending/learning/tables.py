"""Interactions as arrays of numbers: 25 bytes each, however long the names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from segue.recommending.interactions import WORTH, Interaction
from segue.times import MINUTE, Millis

PAUSE: Millis = 30 * MINUTE  # after that another visit begins
KINDS = tuple(WORTH)
Numbers = Any  # of numpy, whose types say less than the names here


@dataclass(frozen=True)
class Table:
    """Sorted by person, moment and product. `visit` counts visits of all persons; an order is in one visit."""

    products: tuple[str, ...]
    persons: int
    person: Numbers
    product: Numbers
    kind: Numbers
    moment: Numbers
    visit: Numbers

    @property
    def now(self) -> Millis:
        """The newest moment."""
        return int(self.moment.max()) if len(self.moment) else 0

    @property
    def worth(self) -> Numbers:
        """What each interaction is worth."""
        return np.array([WORTH[kind] for kind in KINDS])[self.kind]


def table_of(interactions: Iterable[Interaction], known: Iterable[str] = ()) -> Table:
    """The same for the same interactions in whatever order they come; with `known` products that nobody touched."""
    people: dict[str, int] = {}
    goods = {product: place for place, product in enumerate(known)}
    kinds = {kind: number for number, kind in enumerate(KINDS)}
    rows = np.fromiter(
        (
            (_number(people, one.person), _number(goods, one.product), kinds[one.kind], one.moment)
            for one in interactions
        ),
        dtype=[("person", "i4"), ("product", "i4"), ("kind", "i1"), ("moment", "i8")],
    )
    rows["person"], rows["product"] = _by_name(people)[rows["person"]], _by_name(goods)[rows["product"]]
    rows = rows[np.lexsort((rows["kind"], rows["product"], rows["moment"], rows["person"]))]
    columns = {name: np.ascontiguousarray(rows[name]) for name in ("person", "product", "kind", "moment")}
    return Table(tuple(sorted(goods)), len(people), **columns, visit=_visits(columns["person"], columns["moment"]))


def _number(numbers: dict[str, int], name: str) -> int:
    """The number of a name, the next one where it has none."""
    return numbers.setdefault(name, len(numbers))


def _by_name(numbers: dict[str, int]) -> Numbers:
    """Where each name stands among all, by the number that it got."""
    places = np.zeros(len(numbers), dtype="i4")
    for place, name in enumerate(sorted(numbers)):
        places[numbers[name]] = place
    return places


def _visits(person: Numbers, moment: Numbers) -> Numbers:
    if not len(person):
        return person
    begins = (np.diff(person) != 0) | (np.diff(moment) > PAUSE)
    return np.concatenate(([0], np.cumsum(begins))).astype("i4")
