"""What recommendations are compared with: popularity, item cosine, and EASE with its lambda tuned on validation."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
from scipy.linalg import get_lapack_funcs
from scipy.sparse import csr_array

from bench.histories import Case, Question

LAMBDAS = (1, 3, 10, 30, 100, 200, 400, 800)
Answers = list[list[str]]
Numbers = Any
Weigh = Callable[[Numbers], Numbers]  # of products by products (who had to do with both) makes weights


def popularity(case: Case, most: int) -> Answers:
    """What most people had to do with."""
    products = sorted({one.product for one in case.learnt})
    persons = _lines(products, _by_person(case))
    scores = np.tile(np.asarray(persons.sum(axis=0)).ravel(), (len(case.questions), 1))
    return _best(products, scores, case.questions, most)


def weighed(case: Case, weigh: Weigh, most: int) -> Answers:
    """What the weights of all products of a history add up to, each counting the same."""
    products = sorted({one.product for one in case.learnt})
    persons = _lines(products, _by_person(case))
    weights = weigh((persons.T @ persons).toarray())
    asked = _lines(products, [{one.product for one in question.history} for question in case.questions])
    return _best(products, asked @ weights, case.questions, most)


def cosine(common: Numbers) -> Numbers:
    """How many had to do with both over the geometric mean of those who had to do with each."""
    root = np.sqrt(np.maximum(np.diag(common), 1))
    weights = common / root[:, None] / root
    np.fill_diagonal(weights, 0)
    return weights


def ease(shrinkage: float) -> Weigh:
    """The closed form of Steck, "Embarrassingly Shallow Autoencoders for Sparse Data" (2019)."""

    def weigh(common: Numbers) -> Numbers:
        regular = common.astype("f4") + shrinkage * np.eye(len(common), dtype="f4")
        factor, inverted = get_lapack_funcs(("potrf", "potri"), (regular,))
        inverse = np.triu(inverted(factor(regular)[0])[0])
        inverse += np.triu(inverse, 1).T
        weights = inverse / -np.diag(inverse)
        np.fill_diagonal(weights, 0)
        return weights

    return weigh


def _by_person(case: Case) -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for one in case.learnt:
        found.setdefault(one.person, set()).add(one.product)
    return list(found.values())


def _lines(products: Sequence[str], sets: Sequence[Collection[str]]) -> Numbers:
    places = {product: place for place, product in enumerate(products)}
    rows = [(line, places[one]) for line, found in enumerate(sets) for one in sorted(found) if one in places]
    lines, columns = np.array(rows, dtype="i4").reshape(-1, 2).T
    return csr_array((np.ones(len(rows), "f4"), (lines, columns)), shape=(len(sets), len(products)))


def _best(products: Sequence[str], scores: Numbers, questions: Sequence[Question], most: int) -> Answers:
    """The highest of each line that are new to whoever is asked about; of equal ones the first by name."""
    places = {product: place for place, product in enumerate(products)}
    for line, question in zip(scores, questions, strict=True):
        line[[places[one.product] for one in question.history if one.product in places]] = -np.inf
    return [[products[one] for one in np.argsort(-line, kind="stable")[:most].tolist()] for line in scores]
