"""Fits the model of purchases: most likely parameters, bounded, from several starts, extremes held back."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

from segue.forecasting.repeating import Repeating
from segue.forecasting.standings import Standing

# Of the logarithms of r, alpha in weeks, a and b. Where nobody seems to leave, or all alike, the likelihood has no
# highest point: then the bounds and the penalty are what makes an end.
BOUNDS = ((-5.0, 3.0), (-3.0, 8.0), (-6.0, 4.0), (-4.0, 6.0))
STARTS = ((-1.0, 3.0, 0.0, 1.0), (0.0, 4.0, -1.0, 1.0), (0.0, 2.0, 0.0, 0.0))
PENALTY = 0.01  # of the squared logarithms, together
GRAIN = 10  # of a week: people with the same numbers are counted once
Numbers = Any


def repeating_of(stands: Sequence[Standing]) -> Repeating | None:
    """What the customers are like; None where there are none."""
    if not stands:
        return None
    rows = np.array([(one.again, one.recency * GRAIN, one.age * GRAIN) for one in stands])
    cells, counts = np.unique(np.round(rows), axis=0, return_counts=True)
    again, recency, age = cells[:, 0], cells[:, 1] / GRAIN, cells[:, 2] / GRAIN

    def loss(logs: Numbers) -> float:
        return -float(counts @ likelihood(logs, (again, recency, age))) + PENALTY * float(logs @ logs)

    tries = [minimize(loss, start, method="L-BFGS-B", bounds=BOUNDS) for start in STARTS]
    best = min(tries, key=lambda one: one.fun)
    return Repeating(*(round(float(one), 6) for one in np.exp(best.x)))


def likelihood(logs: Numbers, told: tuple[Numbers, Numbers, Numbers]) -> Numbers:
    """The logarithm of how likely each history is: who stays, and who left after the last purchase."""
    (r, alpha, a, b), (again, recency, age) = np.exp(logs), told
    bought = gammaln(r + again) - gammaln(r) + r * np.log(alpha)
    stayed = gammaln(b + again) - gammaln(b) + gammaln(a + b) - gammaln(a + b + again + 1)
    still = np.log(b + again) - (r + again) * np.log(alpha + age)
    left = np.log(a) - (r + again) * np.log(alpha + recency)
    return bought + stayed + np.logaddexp(still, left)
