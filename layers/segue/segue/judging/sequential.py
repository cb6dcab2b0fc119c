"""Differences of two arms with intervals that hold at every look at once, however often and until whenever one looks.

An asymptotic confidence sequence: the normal mixture of Robbins (Ann. Math. Statist. 1970) with estimated variances
(Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas: Time-uniform central limit theory, 2021, theorem 2.2; as a test: Johari,
Koomen, Pekelis, Walsh, KDD 2017), from a first look on that is not too early (Bibaut, Kallus, Lindon 2022). With the
information v that there is and r that of the mixture, the interval is the difference, give or take its standard error
times sqrt((1 + k) log((1 + 1/k) / alpha^2)), k = r / v.

Information is counted in those to whom it happened (who bought), not in people: they become more also where everybody
takes part from the first day, as in a holdout of everybody.
"""

from math import exp, log, sqrt
from typing import NamedTuple

ALPHA = 0.05
HORIZON = 500.0  # of information: where intervals are as narrow as can be. Declared here, never chosen by what is seen
# The k at the horizon with which the interval is narrowest there at 95 %: 1 / (-W(-alpha^2 / e) - 1) with the lower
# branch of Lambert's W (Howard, Ramdas, McAuliffe, Sekhon 2021, proposition 3).
WEIGHT = 0.121773
LEAST_PEOPLE, LEAST_INFORMATION = 100, 20.0  # in each arm, and in both: nothing is told before


class Arm(NamedTuple):
    """People of an arm, to how many of them anything happened, the sum of what it came to, and of its squares."""

    people: float = 0
    some: float = 0
    total: float = 0
    squares: float = 0

    @property
    def mean(self) -> float:
        """For each person."""
        return self.total / self.people if self.people else 0.0

    @property
    def variance(self) -> float:
        """Between people."""
        if self.people < 2:
            return 0.0
        return max(0.0, self.squares - self.total * self.total / self.people) / (self.people - 1)


class Interval(NamedTuple):
    """A difference for each person, where it lies, and how often chance alone shows as much at any look (at most)."""

    value: float
    low: float
    high: float
    chance: float

    @property
    def sure(self) -> bool:
        """Whether it is not nothing."""
        return self.low > 0 or self.high < 0


def difference(arm: Arm, other: Arm, alpha: float = ALPHA) -> Interval | None:
    """What an arm has more than the other; None while it is too early to say. `alpha` is already the share of this one
    comparison where there are several (`each`)."""
    known = information(arm, other)
    if min(arm.people, other.people) < LEAST_PEOPLE or known < LEAST_INFORMATION:
        return None
    value, spread = arm.mean - other.mean, _spread(arm, other)
    room = spread * width(known, alpha)
    return Interval(value, value - room, value + room, _chance(value / spread, known))


def each(alpha: float, comparisons: int) -> float:
    """What is left for each of several comparisons (Bonferroni): all together err as seldom as one."""
    return alpha / max(1, comparisons)


def information(arm: Arm, other: Arm) -> float:
    """How many it happened to, as far as they tell the arms apart: of two arms of one size all of them."""
    people = arm.people + other.people
    if not arm.people or not other.people:
        return 0.0
    some = (arm.some + other.some) / people
    return 4 * arm.people * other.people / people * some * (1 - some)


def width(known: float, alpha: float = ALPHA) -> float:
    """How many standard errors an interval reaches to either side."""
    k = WEIGHT * HORIZON / known
    return sqrt((1 + k) * log((1 + 1 / k) / alpha**2))


def _chance(standard: float, known: float) -> float:
    """The alpha at which the interval would end at nothing."""
    k = WEIGHT * HORIZON / known
    return min(1.0, sqrt(1 + 1 / k) * exp(-(standard**2) / (2 * (1 + k))))


def _spread(arm: Arm, other: Arm) -> float:
    """The standard error of the difference. The variance of an arm is at least that of both together: a small arm that
    has seen no large order yet would otherwise be taken for surely poorer, which is how uneven amounts raise false
    alarms (Student's t of uneven samples of unlike size, Boneau 1960)."""
    both = Arm(*(one + two for one, two in zip(arm, other, strict=True))).variance
    return sqrt(sum(max(one.variance, both) / one.people for one in (arm, other)))
