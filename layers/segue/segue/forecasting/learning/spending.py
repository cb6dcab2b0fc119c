"""Learns what a purchase is worth, and how much people differ in it."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from segue.forecasting.histories import History
from segue.forecasting.learning.shrinking import Parted, weight_of
from segue.forecasting.spending import Spending, sums_of

CAP = 0.99  # of the purchases are below it: one order of a hundred times the usual foretells none
CURRENCIES = 20


def spending_of(histories: Iterable[History]) -> dict[str, Spending]:
    """{currency: what is learned of it}, of those with the most purchases."""
    found: dict[str, list[list[int]]] = defaultdict(list)
    for one in histories:
        for code, sums in sums_of(one.orders).items():
            found[code].append(sums)
    ranked = sorted(found, key=lambda code: (-sum(map(len, found[code])), code))[:CURRENCIES]
    return {code: _spending(found[code]) for code in ranked}


def _spending(people: list[list[int]]) -> Spending:
    sizes = [len(one) for one in people]
    values = np.array([cents for one in people for cents in one], dtype="f8")
    cap = float(np.quantile(values, CAP))
    values, person = np.minimum(values, cap), np.repeat(np.arange(len(people)), sizes)
    means = np.bincount(person, values) / np.bincount(person)
    weight = weight_of(Parted(person, values - means.mean()))
    model = Spending(round(float(means.mean()), 2), round(weight, 4), cap)
    said = sum(len(one) * model.of(one) for one in people)
    return model._replace(scale=round(sum(map(sum, people)) / said, 6)) if said else model
