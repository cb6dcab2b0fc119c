"""Learns who leaves: what people had shown some time ago, and whether they have bought anything since."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from segue.forecasting.histories import History, as_of, bought_between
from segue.forecasting.leaving import Leaving, signs
from segue.forecasting.predicting import weeks_of
from segue.forecasting.repeating import Repeating
from segue.forecasting.seasons import Season
from segue.forecasting.standings import Standing, standing
from segue.times import DAY, Millis

CUTS = (1.0, 1.5, 2.0)  # horizons ago
FEWEST = 50  # people, of whom some left and some did not
RIDGE = 5.0  # as if each weight had been seen to be nothing with that precision
Numbers = Any
Known = tuple[Repeating, Season, float]  # and the usual weeks between two purchases


def leaving_of(histories: Sequence[History], model: Known, now: Millis, horizon: int) -> Leaving | None:
    """The regression; None where too few people were known a horizon ago. Nothing after `now` is looked at."""
    rows = [one for ago in CUTS for one in _rows(histories, model, now - round(ago * horizon * DAY), horizon)]
    told, left = np.array([one for one, _ in rows]), np.array([one for _, one in rows], dtype="f8")
    if len(rows) < FEWEST or not 0 < left.sum() < len(rows):
        return None
    means, spreads = told.mean(axis=0), np.maximum(told.std(axis=0), 1e-6)
    base, *weights = fitted((told - means) / spreads, left).tolist()
    return Leaving(round(base, 6), _rounded(weights), _rounded(means), _rounded(spreads), round(model[2], 4))


def gap_of(stands: Sequence[Standing]) -> float:
    """The usual weeks between two purchases."""
    again = sum(one.again for one in stands)
    return sum(one.recency for one in stands) / again if again else 1.0


def _rows(
    histories: Sequence[History], model: Known, cut: Millis, horizon: int
) -> list[tuple[tuple[float, ...], bool]]:
    """(signs at the cut, whether nothing came within the horizon) of everybody who was known then."""
    repeating, season, gap = model
    weeks = weeks_of(season, cut, horizon)
    stands = ((history, standing(as_of(history, cut), season, cut)) for history in histories)
    return [
        (signs(repeating, stand, weeks, gap), not bought_between(history, cut, cut + horizon * DAY))
        for history, stand in stands
        if stand
    ]


def fitted(told: Numbers, came: Numbers) -> Numbers:
    """Base and weights of a logistic regression with a ridge, by Newton's method."""
    rows = np.column_stack([np.ones(len(told)), told])
    found, ridge = np.zeros(rows.shape[1]), RIDGE * np.eye(rows.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(50):
        said = 1 / (1 + np.exp(-np.clip(rows @ found, -35, 35)))
        bent = (rows * (said * (1 - said))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bent, rows.T @ (came - said) - ridge @ found)
        found = found + step
        if np.abs(step).max() < 1e-9:
            break
    return found


def _rounded(row: Numbers) -> tuple[float, ...]:
    return tuple(round(float(one), 6) for one in row)
