"""How often somebody will buy: the BG/NBD model, in the form in which people may also leave after the first purchase.

While they are customers people buy at random times, each at a rate of their own (gamma: `r`, `alpha`); after each
purchase they leave with a chance of their own (beta: `a`, `b`). Batislam, Denizel and Filiztekin (2007), "Empirical
validation and comparison of models for customer base analysis"; Fader, Hardie and Lee (2005) for the form without
leaving after the first. Weeks are those of the season's clock.
"""

from math import exp, isfinite, log
from typing import NamedTuple

from segue.forecasting.standings import Standing

SMALL, MOST = 1e-10, 20_000  # of the sum, terms


class Repeating(NamedTuple):
    """What a shop's customers are like; `alpha` in weeks."""

    r: float = 0.5
    alpha: float = 10.0
    a: float = 0.5
    b: float = 2.0


def alive(model: Repeating, stand: Standing) -> float:
    """The probability that somebody is still a customer."""
    shape = model.r + stand.again
    quiet = shape * log((model.alpha + stand.age) / (model.alpha + stand.recency))
    return 1 / (1 + model.a / (model.b + stand.again) * exp(min(quiet, 700.0)))


def expected(model: Repeating, stand: Standing, weeks: float) -> float:
    """How many purchases within so many weeks of the season's clock; never more than if nobody could leave."""
    if weeks <= 0:
        return 0.0
    r, alpha, a, b = model
    a = a if abs(a - 1) > 1e-6 else 1 + 1e-6
    shape, past = r + stand.again, alpha + stand.age
    most = shape / past * weeks
    series = gauss(shape, b + stand.again + 1, a + b + stand.again, weeks / (past + weeks))
    left = exp(-shape * log(1 + weeks / past)) * series
    found = (a + b + stand.again) / (a - 1) * (1 - left)
    return alive(model, stand) * (min(max(found, 0.0), most) if isfinite(found) else most)


def gauss(one: float, two: float, three: float, at: float) -> float:
    """Gauss's hypergeometric function for 0 <= `at` < 1, summed term by term."""
    total = term = 1.0
    for step in range(MOST):
        term *= (one + step) * (two + step) / ((three + step) * (step + 1)) * at
        total += term
        if term < SMALL * total:
            break
    return total
