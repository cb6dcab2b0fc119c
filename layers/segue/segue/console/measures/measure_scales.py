"""Where a number stands in a picture: axes that begin and end at round numbers. Pure."""

from collections.abc import Iterable
from math import ceil, floor, isfinite, log10
from typing import NamedTuple

PARTS = 4  # at most so many, and one more where the axis crosses zero
ROUND = (1, 2, 2.5, 5, 10)
CLOCK = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
LARGEST = 1e15  # no picture of ours has larger numbers
INSET = 1.5  # per cent at the left and right, so that a dot at the edge is whole


class Scale(NamedTuple):
    """An axis from `low` to `high` with its marks; `high` is above `low`."""

    low: float
    high: float
    marks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a value stands between the ends, 0 to 1; what lies outside stands at the end."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def scale(values: Iterable[float | None], unit: str = "count") -> Scale:
    """The axis on which these values, and nothing, find their places."""
    known = [bounded(one) for one in values if usable(one)]
    low, high = min([0.0, *known]), max([0.0, *known])
    step = _step((high - low) / PARTS, unit) if high > low else 1.0
    first, last = floor(low / step), max(ceil(high / step - 1e-9), 1)
    marks = tuple(step * one for one in range(first, last + 1))
    return Scale(marks[0], marks[-1], marks)


def usable(value: float | None) -> bool:
    """Whether a value can be drawn."""
    return value is not None and isfinite(value)


def bounded(value: float | None) -> float:
    """A value that can be drawn, as far as a picture goes."""
    return max(-LARGEST, min(LARGEST, value or 0.0))


def across(share: float) -> float:
    """A share of the width in per cent, off the edges."""
    return round(INSET + (100 - 2 * INSET) * min(1.0, max(0.0, share)), 2)


def _step(least: float, unit: str) -> float:
    """The next round step."""
    if unit == "seconds" and 1 < least <= CLOCK[-1]:
        return next(float(one) for one in CLOCK if one >= least)
    size = 10.0 ** floor(log10(max(least, 1e-12)))
    return next((size * one for one in ROUND if size * one >= least * 0.9999), size * ROUND[-1])
