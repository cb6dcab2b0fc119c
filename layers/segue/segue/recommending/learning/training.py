"""All that is learned in one go: a row for every product, and what is popular."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from segue.catalog.items import Item
from segue.recommending.interactions import Interaction
from segue.recommending.learning.content import alike
from segue.recommending.learning.filling import Leading
from segue.recommending.learning.graphs import graph_of
from segue.recommending.learning.leading import leads
from segue.recommending.learning.relating import Known, completes, similar, together
from segue.recommending.learning.selling import again_of, popular_of
from segue.recommending.learning.tables import KINDS, Table, table_of
from segue.recommending.rows import Popular, Row

KEPT = 50  # leads of a product


@dataclass(frozen=True)
class Learnt:
    """`rows` come one at a time, by product, so that they can be written while they are made."""

    popular: Popular
    rows: Iterator[tuple[str, Row]]


def learn(interactions: Iterable[Interaction], items: Mapping[str, Item], kept: int = KEPT) -> Learnt:
    """Rows of every product that somebody had to do with or that the catalog knows; deterministic."""
    at_hand = {name: one for name, one in items.items() if not one.gone}
    table = table_of(interactions, at_hand)
    return Learnt(popular_of(table, at_hand), _rows(table, at_hand, kept))


def _rows(table: Table, items: Mapping[str, Item], kept: int) -> Iterator[tuple[str, Row]]:
    graph, (again, every) = graph_of(table), again_of(table)
    buyers = len(np.unique(table.person[table.kind == KINDS.index("bought")]))
    known = Known(table.products, graph, alike(table.products, items), items, buyers)
    leading = Leading(known, leads(graph.common), kept)
    for place, product in enumerate(table.products):
        beside = (tuple(make(known, place)) for make in (together, similar, completes))
        yield (
            product,
            Row(
                tuple(leading.listed(place)),
                *beside,
                again=round(float(again[place]), 4),
                every=round(float(every[place])),
            ),
        )
