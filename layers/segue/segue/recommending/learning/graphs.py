"""Which products belong together, as sparse matrices: persons, or visits, by products, and what two have in common."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from segue.recommending.learning.tables import KINDS, Numbers, Table
from segue.times import DAY, Millis

MOST_OF_A_PERSON = 500  # products; who has more is a reseller or a machine, and would be most of the work
HALF_LIFE: Millis = 730 * DAY  # of what an interaction teaches
Matrix = Any  # of scipy


@dataclass(frozen=True)
class Shared:
    """A symmetric sparse matrix of products, row by row, and its diagonal."""

    begins: Numbers
    others: Numbers
    values: Numbers
    times: Numbers

    def row(self, product: int) -> tuple[Numbers, Numbers]:
        """The products that have something in common with this one, itself too, and how much."""
        begin, end = self.begins[product], self.begins[product + 1]
        return self.others[begin:end], self.values[begin:end]

    def pairs(self, product: int) -> tuple[Numbers, Numbers]:
        """The same without itself."""
        others, values = self.row(product)
        return others[others != product], values[others != product]

    def at(self, product: int, others: Numbers) -> Numbers:
        """What these have in common with it, 0 where nothing."""
        beside, values = self.row(product)
        if not len(beside):
            return np.zeros(len(others))
        places = np.minimum(np.searchsorted(beside, others), len(beside) - 1)
        return np.where(beside[places] == others, values[places], 0)


@dataclass(frozen=True)
class Graph:
    """Products by products. `common`: visits and persons with both, weighted by worth and age, and on the diagonal
    those with the one; `people`: how many persons had to do with both; `bought`: how many bought both; `orders`: visits
    in which both were bought; `looked`: persons who looked at both or put both into a cart."""

    common: Shared
    people: Shared
    bought: Shared
    orders: Shared
    looked: Shared


def graph_of(table: Table) -> Graph:
    """Everything that is counted in pairs."""
    buys = table.kind == KINDS.index("bought")
    age = (table.now - table.moment) / HALF_LIFE
    weight = table.worth * 0.5**age
    persons, visits = (_lines(table, group, weight) for group in (table.person, table.visit))
    return Graph(
        common=shared(persons.T @ persons + visits.T @ visits),
        people=_both(_lines(table, table.person, table.worth > 0)),
        bought=_both(_lines(table, table.person, buys)),
        orders=_both(_lines(table, table.visit, buys)),
        looked=_both(_lines(table, table.person, ~buys)),
    )


def _lines(table: Table, group: Numbers, weight: Numbers) -> Matrix:
    """A line per group with the highest weight of each product, at most `MOST_OF_A_PERSON`, the last ones."""
    weight = weight.astype("f4")
    kept = np.flatnonzero(weight)
    order = kept[np.lexsort((-weight[kept], table.product[kept], group[kept]))]
    new = (np.diff(group[order], prepend=-1) != 0) | (np.diff(table.product[order], prepend=-1) != 0)
    chosen = _newest(table, group, order[new])
    shape = (int(group.max()) + 1 if len(group) else 0, len(table.products))
    return csr_array((weight[chosen], (group[chosen], table.product[chosen])), shape=shape)


def _newest(table: Table, group: Numbers, chosen: Numbers) -> Numbers:
    order = chosen[np.lexsort((table.product[chosen], -table.moment[chosen], group[chosen]))]
    begins = np.flatnonzero(np.diff(group[order], prepend=-1) != 0)
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(begins, append=len(order)))
    return order[rank < MOST_OF_A_PERSON]


def _both(lines: Matrix) -> Shared:
    return shared(lines.T @ lines)


def shared(matrix: Matrix) -> Shared:
    """The matrix with its rows in order."""
    found = csr_array(matrix)
    found.sort_indices()
    return Shared(found.indptr, found.indices, found.data, found.diagonal())
