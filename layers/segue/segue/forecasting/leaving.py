"""Whether somebody is leaving: the chance that they buy nothing within a time, by a small logistic regression."""

from math import exp, log, log1p
from typing import NamedTuple

from segue.forecasting.repeating import Repeating, alive, expected
from segue.forecasting.standings import Standing

SIGNS = ("purchases", "quiet", "late", "customer", "expected", "trend", "age")
TYPICAL = 1.0  # gaps of the shop's length that everybody is taken to have shown


class Leaving(NamedTuple):
    """Weights of `SIGNS`, and of each sign its mean and spread; `gap`: usual weeks between two purchases."""

    base: float
    weights: tuple[float, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    gap: float


def signs(model: Repeating, stand: Standing, weeks: float, gap: float) -> tuple[float, ...]:
    """How many purchases; how long it has been quiet; that over the own usual gap; whether still a customer; what is
    expected within `weeks`; what was bought lately over what was bought before; how long known. All as logarithms but
    for the chance of being a customer."""
    own = (stand.recency + TYPICAL * gap) / (stand.again + TYPICAL)
    return (
        log1p(stand.again),
        log(stand.quiet + 1),
        log((stand.quiet + 1) / (own + 1)),
        alive(model, stand),
        log(expected(model, stand, weeks) + 0.01),
        log((stand.lately + 0.5) / (stand.again / 4 + 0.5)),
        log1p(stand.age),
    )


def risk(model: Leaving, told: tuple[float, ...]) -> float:
    """The probability of nothing, out of `signs`."""
    rows = zip(model.weights, told, model.means, model.spreads, strict=True)
    value = model.base + sum(weight * (sign - mean) / spread for weight, sign, mean, spread in rows)
    return 1 / (1 + exp(-min(max(value, -35.0), 35.0)))
