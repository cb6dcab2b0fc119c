"""What recommendations are compared with: popularity, item cosine, and EASE with its lambda tuned on validation."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.linalg import get_lapack_funcs
from scipy.sparse import csr_array

from bench.histories import Case, History, Question
from segue.recommending.seeds import Seed, weights

Counting = Callable[[History], dict[str, float]]
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


def alike(history: History) -> dict[str, float]:
    """Each product counts the same, as the papers have it."""
    return dict.fromkeys((one.product for one in history), 1.0)


def recent(history: History) -> dict[str, float]:
    """Each product counts as it does with us."""
    return weights((Seed(one.product, one.kind, one.moment) for one in history), history[-1].moment)


def weighed(case: Case, weigh: Weigh, most: int, counting: Counting = alike) -> Answers:
    """What the weights of all products of a history add up to."""
    products = sorted({one.product for one in case.learnt})
    persons = _lines(products, _by_person(case))
    leads = weigh((persons.T @ persons).toarray())
    asked = _lines(products, [counting(question.history) for question in case.questions])
    return _best(products, asked @ leads, case.questions, most)


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


def _by_person(case: Case) -> list[dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for one in case.learnt:
        found.setdefault(one.person, {})[one.product] = 1.0
    return list(found.values())


def _lines(products: Sequence[str], counted: Sequence[dict[str, float]]) -> Numbers:
    places = {product: place for place, product in enumerate(products)}
    cells = [
        (line, places[one], much)
        for line, found in enumerate(counted)
        for one, much in sorted(found.items())
        if one in places
    ]
    lines, columns, values = np.array(cells).reshape(-1, 3).T
    shape = (len(counted), len(products))
    return csr_array((values.astype("f4"), (lines.astype("i4"), columns.astype("i4"))), shape=shape)


def _best(products: Sequence[str], scores: Numbers, questions: Sequence[Question], most: int) -> Answers:
    """The highest of each line that are new to whoever is asked about; of equal ones the first by name."""
    places = {product: place for place, product in enumerate(products)}
    for line, question in zip(scores, questions, strict=True):
        line[[places[one.product] for one in question.history if one.product in places]] = -np.inf
    ranked: list[list[int]] = [np.argsort(-line, kind="stable")[:most].tolist() for line in scores]
    return [[products[one] for one in line] for line in ranked]
