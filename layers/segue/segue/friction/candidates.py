"""Candidates: places that may lose customers, as the measure `frictions` counts them, and how sure it is that they do.

Many are compared at once, so each must be surer: of all candidates of one run together at most one in twenty runs finds
something where there is nothing. Of each of the KINDS an equal part of that, which its candidates share (Bonferroni).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist
from typing import Any

Rows = Sequence[Mapping[str, Any]]
KINDS = ("step", "rage", "dead", "form", "slow", "loop", "pair", "triple", "policy", "answers")
CHANCE = 0.05  # of a finding where there is nothing, in a whole run
FEWEST = 20  # cases, with it and without it
FEW = 1000  # cases of which an interval that takes counts for smooth says too much


@dataclass(frozen=True)
class Share:
    """`lost` of `cases`."""

    lost: int
    cases: int

    @property
    def value(self) -> float:
        """0 of nothing."""
        return self.lost / self.cases if self.cases else 0.0

    def within(self, sure: float) -> tuple[float, float]:
        """Where the share lies (Wilson), with so many standard deviations on either side."""
        middle, room = self.value + sure**2 / (2 * self.cases), sure * sqrt(self._even + sure**2 / (4 * self.cases**2))
        return (middle - room) / (1 + sure**2 / self.cases), (middle + room) / (1 + sure**2 / self.cases)

    @property
    def _even(self) -> float:
        return self.value * (1 - self.value) / self.cases


@dataclass(frozen=True)
class Excess:
    """By how much more is lost than is usual: the difference of two shares, and where it lies."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Candidate:
    """One row of the measure with `sure`, the standard deviations on either side that its excess must keep away from
    nothing. `beside` are the shares it is compared with; the one that leaves the least excess counts."""

    row: Mapping[str, Any]
    own: Share
    beside: tuple[Share, ...]
    sure: float

    @property
    def certain(self) -> bool:
        """Whether chance does not explain it: by the interval, and where there are few by the binomial tail too."""
        exact = self.own.cases > FEW or _tail(self.own, self.usual.value) <= 1 - NormalDist().cdf(self.sure)
        return self.excess.low > 0 and exact

    @property
    def usual(self) -> Share:
        """What is usual."""
        return max(self.beside, key=lambda one: one.value)

    @property
    def excess(self) -> Excess:
        """Newcombe's interval of the difference to that of those beside which is nearest (1998, method 10)."""
        return min((_difference(self.own, one, self.sure) for one in self.beside), key=lambda one: one.low)


def candidates(rows: Rows) -> list[Candidate]:
    """All that can be judged: enough cases with it, and without it."""
    usable = [(row, own, beside) for row in rows for own, beside in [_shares(row)] if _enough(own, beside)]
    many = Counter(row["kind"] for row, _, _ in usable)
    return [Candidate(row, own, beside, _sure(many[row["kind"]])) for row, own, beside in usable]


def _shares(row: Mapping[str, Any]) -> tuple[Share, tuple[Share, ...]]:
    own = Share(int(row["lost_cases"]), int(row["cases"]))
    usual = Share(int(row["usual_lost_cases"] or 0), int(row["usual_cases"] or 0))
    if row["other_cases"] is None:
        return own, (usual,)
    return own, (usual, Share(int(row["other_lost_cases"]), int(row["other_cases"])))


def _enough(own: Share, beside: Sequence[Share]) -> bool:
    return own.cases >= FEWEST and all(one.cases >= FEWEST for one in beside)


def _sure(many: int) -> float:
    return NormalDist().inv_cdf(1 - CHANCE / len(KINDS) / many)


def _tail(own: Share, usual: float) -> float:
    """How likely so many or more are lost where the usual share is."""
    if not 0 < usual < 1:
        return 0.0 if own.value > usual else 1.0
    odds, n = log(usual) - log1p(-usual), own.cases
    never = n * log1p(-usual) + lgamma(n + 1)
    return sum(exp(never - lgamma(k + 1) - lgamma(n - k + 1) + k * odds) for k in range(own.lost, n + 1))


def _difference(own: Share, other: Share, sure: float) -> Excess:
    difference = own.value - other.value
    (low, high), (least, most) = own.within(sure), other.within(sure)
    down = sqrt((own.value - low) ** 2 + (most - other.value) ** 2)
    up = sqrt((high - own.value) ** 2 + (other.value - least) ** 2)
    return Excess(difference, difference - down, difference + up)
