"""What leads to a product: a ridge regression on its nearest neighbours.

EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019) explains each product by all others at once
and inverts a matrix of products by products. Here each is explained by its `NEIGHBOURS` nearest by cosine: a small
system of equations each, so that the work grows with the products instead of their cube, and ranks better where data is
thin (bench/README.md). A weight is about how much likelier somebody takes to the product who had to do with the other,
given what else they had to do with; what says the same twice does not count twice.
"""

import numpy as np
from scipy.sparse import csr_array

from segue.recommending.learning.graphs import Shared, shared
from segue.recommending.learning.tables import Numbers

NEIGHBOURS = 50
SHRINKAGE = 100.0  # as if so many people with each neighbour had not taken to the product


def leads(common: Shared) -> Shared:
    """How much the product of the row leads to each other; only what leads to something."""
    size = len(common.times)
    columns = [_column(common, product) for product in range(size)]
    ends = np.cumsum([0, *(len(others) for others, _ in columns)])
    others = np.concatenate([np.zeros(0, "i4"), *(found for found, _ in columns)])
    values = np.concatenate([np.zeros(0), *(found for _, found in columns)])
    return shared(csr_array((values, others, ends), shape=(size, size)).T)


def _column(common: Shared, product: int) -> tuple[Numbers, Numbers]:
    """The neighbours that lead to a product, and their weights."""
    others, values = common.pairs(product)
    if len(others) > NEIGHBOURS:
        nearest = np.lexsort((others, -values / np.sqrt(common.times[others])))[:NEIGHBOURS]
        others, values = others[nearest], values[nearest]
    among = np.array([common.at(one, others) for one in others]).reshape(len(others), len(others))
    weights = np.linalg.solve(among + SHRINKAGE * np.eye(len(others)), values.astype("f8"))
    return others[weights > 0], weights[weights > 0]
