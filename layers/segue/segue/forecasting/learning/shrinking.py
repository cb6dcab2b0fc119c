"""How much the mean of a few is to be believed: variance within groups over variance between them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

LEAST, MOST, USUAL = 0.5, 200.0, 10.0
Numbers = Any


@dataclass(frozen=True)
class Parted:
    """Values, less what is known of them already, and to which group each belongs (numbers from 0)."""

    group: Numbers
    value: Numbers


def weight_of(parted: Parted) -> float:
    """As if so many values of nothing stood in each group: mean x n / (n + weight) is the best guess of a group's own.

    By moments (Bühlmann and Straub), of groups of two or more: what the means spread beyond what chance makes of them.
    """
    if not len(parted.value):
        return USUAL
    counts = np.bincount(parted.group)
    means = np.bincount(parted.group, parted.value) / np.maximum(1, counts)
    inside = float(((parted.value - means[parted.group]) ** 2).sum())
    free = int(np.maximum(0, counts - 1).sum())
    if not free or not inside:
        return USUAL if not free else LEAST
    within, many = inside / free, counts > 1
    between = float((counts[many] * means[many] ** 2).sum() - many.sum() * within) / float(counts[many].sum())
    return float(np.clip(within / between, LEAST, MOST)) if between > 0 else MOST
