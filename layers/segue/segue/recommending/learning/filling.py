"""What a product leads to, with what stands behind each lead; where people tell too little, other signs fill up."""

from dataclasses import dataclass

import numpy as np

from segue.recommending.learning.graphs import Shared
from segue.recommending.learning.relating import Known, best
from segue.recommending.learning.tables import Numbers
from segue.recommending.rows import Related

WORDS = 0.001  # what being alike in words counts beside a lead: less than all but the weakest
ONWARD = 10  # leads that are followed once more
DIGITS = 7


@dataclass(frozen=True)
class Leading:
    """`weights`: what leads to what; `kept`: how many leads of a product are kept."""

    known: Known
    weights: Shared
    kept: int

    def listed(self, product: int) -> list[Related]:
        """The leads of a product: first what people tell, then where those lead to and what is alike in words."""
        others, values = best(*self.weights.pairs(product), self.kept)
        told = self._told(product, others, values)
        return told + (self._filled(product, others, values) if len(told) < self.kept else [])

    def _told(self, product: int, others: Numbers, values: Numbers) -> list[Related]:
        graph, names = self.known.graph, self.known.products
        counts = (each.at(product, others).tolist() for each in (graph.bought, graph.people))
        found = zip(others.tolist(), values.tolist(), *counts, strict=True)
        return [
            Related(names[one], round(score, DIGITS), round(bought or people), "bought" if bought else "seen")
            for one, score, bought, people in found
        ]

    def _filled(self, product: int, others: Numbers, values: Numbers) -> list[Related]:
        words, alike = self.known.alike.pairs(product)
        onward = [(self.weights.pairs(one), value) for one, value in zip(others[:ONWARD], values[:ONWARD], strict=True)]
        reached = np.concatenate([words, *(further for (further, _), _ in onward)]).astype("i8")
        scores = np.concatenate([WORDS * alike, *(value * weights for (_, weights), value in onward)])
        names, places = np.unique(reached, return_inverse=True)
        new = ~np.isin(names, [product, *others])
        ranked = best(names[new], np.bincount(places, scores, minlength=len(names))[new], self.kept - len(others))
        found = zip(*(one.tolist() for one in ranked), strict=True)
        return [Related(self.known.products[one], round(score, DIGITS)) for one, score in found]
