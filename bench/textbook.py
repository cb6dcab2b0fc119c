"""The rival of forecasts: BG/NBD as the textbook has it (Fader, Hardie and Lee 2005), without a season."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1

from segue.forecasting.histories import History, as_of, bought_between
from segue.forecasting.seasons import WEEK, Season
from segue.forecasting.standings import standing
from segue.judging.scores import auc, correlation, rmse, total_error
from segue.times import DAY, Millis

STARTS = ((-1.0, 3.0, 0.0, 1.0), (0.0, 4.0, -1.0, 1.0), (0.0, 2.0, 0.0, 0.0))
BOUNDS = ((-5.0, 3.0), (-3.0, 8.0), (-6.0, 4.0), (-4.0, 6.0))
PENALTY = 0.01  # as ours: without it there is no end where nobody seems to leave
Numbers = Any


def textbook(shop: Sequence[History], cut: Millis, days: int) -> dict[str, float | None]:
    """The same figures as ours, of the same people, with its own chance of being a customer."""
    stands = [(one, stand) for one in shop if (stand := standing(as_of(one, cut), Season(), cut))]
    told = np.array([(stand.again, stand.recency, stand.age) for _, stand in stands]).T
    came = [bought_between(one, cut, cut + days * DAY) for one, _ in stands]
    tries = [minimize(_loss, start, (told,), method="L-BFGS-B", bounds=BOUNDS) for start in STARTS]
    model = np.exp(min(tries, key=lambda one: one.fun).x)
    still = _alive(model, told)
    said = (_expected(model, told, days * DAY / WEEK) * still).tolist()
    some = [one > 0 for one in came]
    figures = {"rmse": rmse(said, came), "correlation": correlation(said, came), "auc": auc(said, some)}
    return figures | {"total_error": total_error(said, came), "auc_alive_alone": auc(still.tolist(), some)}


def _loss(logs: Numbers, told: Numbers) -> float:
    (r, alpha, a, b), (again, recency, age) = np.exp(logs), told
    bought = gammaln(r + again) - gammaln(r) + r * np.log(alpha)
    stayed = gammaln(a + b) + gammaln(b + again) - gammaln(b) - gammaln(a + b + again)
    left = np.log(a) - np.log(b + np.maximum(again, 1) - 1) - (r + again) * np.log(alpha + recency)
    ways = np.logaddexp(-(r + again) * np.log(alpha + age), np.where(again > 0, left, -np.inf))
    return -float((bought + stayed + ways).sum()) + PENALTY * float(logs @ logs)


def _alive(model: Numbers, told: Numbers) -> Numbers:
    """Who has bought once only cannot have left, in this form."""
    (r, alpha, a, b), (again, recency, age) = model, told
    odds = a / (b + np.maximum(again, 1) - 1) * ((alpha + age) / (alpha + recency)) ** (r + again)
    return 1 / (1 + np.where(again > 0, odds, 0))


def _expected(model: Numbers, told: Numbers, weeks: float) -> Numbers:
    """Of those who are still customers."""
    (r, alpha, a, b), (again, _, age) = model, told
    series = hyp2f1(r + again, b + again, a + b + again - 1, weeks / (alpha + age + weeks))
    return (a + b + again - 1) / (a - 1) * (1 - ((alpha + age) / (alpha + age + weeks)) ** (r + again) * series)
