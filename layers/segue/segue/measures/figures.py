"""Figures: a value with where it lies, out of what people add up to.

Observations of one person are not independent, so people are what is drawn, and where nobody is known, things: the
variance is that of a ratio of sums over people (Cochran, Sampling Techniques, 1977, 6.4), of a total that of a sum of
as many people as came.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple

from segue.measures.definitions import Kind

SURE = 1.959964  # standard deviations on either side that 95 % lie within


class Sums(NamedTuple):
    """Over `k` people with n things of s each: n, s, and the sums of their squares and product. `strangers` of the k
    are things of nobody who is known."""

    k: float = 0
    n: float = 0
    s: float = 0
    ss: float = 0
    sn: float = 0
    nn: float = 0
    strangers: float = 0


class Figure(NamedTuple):
    """A value, where it lies with 95 % certainty, and of how many things of how many people it is; the first three are
    None where there is nothing."""

    value: float | None
    low: float | None
    high: float | None
    things: int
    people: int


class Change(NamedTuple):
    """What became of a value since the period before: the difference, where it lies, and whether it is sure."""

    difference: float | None
    low: float | None
    high: float | None
    sure: bool


NOTHING = Figure(None, None, None, 0, 0)


def sums_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Sums]:
    """{part: sums} of what a statement answered; a part that is NULL is ""."""
    return {
        "" if row["part"] is None else str(row["part"]): Sums(*(float(row[name]) for name in Sums._fields))
        for row in rows
    }


def figure(kind: Kind, of: Sums) -> Figure:
    """The value of a share, a mean or a total."""
    if not of.n:
        return NOTHING if kind != "total" else Figure(0.0, 0.0, 0.0, 0, 0)
    value, spread = (of.s, sqrt(of.ss)) if kind == "total" else (of.s / of.n, _spread(of))
    low, high = _wilson(value, spread, of) if kind == "share" else (value - SURE * spread, value + SURE * spread)
    return Figure(value, low, high, round(of.n), round(of.k - of.strangers))


def change(kind: Kind, now: Sums, before: Sums) -> Change:
    """The difference of two periods (Newcombe 1998: the square-and-add of their own intervals)."""
    new, old = figure(kind, now), figure(kind, before)
    if new.value is None or old.value is None or new.low is None or old.low is None:
        return Change(None, None, None, False)
    difference = new.value - old.value
    low = difference - sqrt((new.value - new.low) ** 2 + ((old.high or 0.0) - old.value) ** 2)
    high = difference + sqrt(((new.high or 0.0) - new.value) ** 2 + (old.value - old.low) ** 2)
    return Change(difference, low, high, bool(old.things and new.things) and (low > 0 or high < 0))


def _spread(of: Sums) -> float:
    """The standard error of s / n."""
    ratio = of.s / of.n
    squares = max(of.ss - 2 * ratio * of.sn + ratio * ratio * of.nn, 0.0)
    return sqrt(squares * (of.k / (of.k - 1) if of.k > 1 else 1)) / of.n


def _wilson(share: float, spread: float, of: Sums) -> tuple[float, float]:
    """Wilson's interval with as many independent things as the spread is worth; those of one person are at best so."""
    even = share * (1 - share)
    worth = min(even / spread**2, of.n) if even and spread else min(of.k, of.n)
    middle, room = share + SURE**2 / (2 * worth), SURE * sqrt(even / worth + SURE**2 / (4 * worth**2))
    return max(0.0, (middle - room) / (1 + SURE**2 / worth)), min(1.0, (middle + room) / (1 + SURE**2 / worth))
