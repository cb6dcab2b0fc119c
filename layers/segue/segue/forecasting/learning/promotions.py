"""Learns how much everybody buys at promotions, and how much people differ in it."""

from collections.abc import Iterable

import numpy as np

from segue.forecasting.histories import History
from segue.forecasting.promotions import Promotions, counted, lately

LEAST, MOST = 0.5, 50.0  # pieces that the shop's share stands for
NONE = 0.01  # a share of nothing, or of all, is never believed whole


def promotions_of(histories: Iterable[History]) -> Promotions:
    """A beta prior by moments over people: mean and spread of their shares, less what chance adds."""
    sums = [tuple(map(sum, zip(*map(counted, lately(one.orders)), strict=True))) for one in histories if one.orders]
    rows = np.array([one for one in sums if one[1] >= 1], dtype="f8").reshape(-1, 2)
    if not len(rows):
        return Promotions()
    pieces, share = rows[:, 1], rows[:, 0] / rows[:, 1]
    mean = float(np.clip(rows[:, 0].sum() / pieces.sum(), NONE, 1 - NONE))
    many = pieces > 1
    whole = float(np.average((share[many] - mean) ** 2, weights=pieces[many])) if many.any() else 0.0
    chance = mean * (1 - mean)
    middle = float(np.average(1 / pieces[many], weights=pieces[many])) if many.any() else 1.0
    between = max((whole - chance * middle) / (1 - middle), 1e-9) if middle < 1 else chance / MOST
    weight = float(np.clip(chance / between - 1, LEAST, MOST))
    return Promotions(round(mean * weight, 6), round((1 - mean) * weight, 6))
