"""How likely each variant of a bandit is the one that is drawn, worked out instead of tried.

The chance that an arm's draw is the highest is the integral of its density times the chance that all others are lower.
The points at which that is added up lie as close as each arm's own belief is narrow.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from math import exp, lgamma, log, prod, sqrt

from segue.placements.bandits import NOTHING, Arm

WIDTH, POINTS = 8.0, 80  # how far around its mean an arm is looked at, in standard deviations, and at how many points
EDGE = 1e-9


def odds(arms: Mapping[str, Arm], variants: Iterable[str]) -> dict[str, float]:
    """By variant the share of visits that are shown it, from 0 to 1; together 1."""
    beliefs = {one: _belief(arms.get(one, NOTHING)) for one in variants}
    points = sorted({point for one in beliefs.values() for point in _points(*one)})
    densities = {key: [_density(one, point) for point in points] for key, one in beliefs.items()}
    below = {key: _below(points, one) for key, one in densities.items()}
    all_below = [prod(at) for at in zip(*below.values(), strict=True)]
    found = {key: _best(points, one, below[key], all_below) for key, one in densities.items()}
    whole = sum(found.values())
    return {key: one / whole for key, one in found.items()}


def _belief(arm: Arm) -> tuple[float, float]:
    """The two numbers of its Beta distribution."""
    clicked = min(arm.clicked, arm.seen)
    return 1 + clicked, 1 + arm.seen - clicked


def _points(won: float, lost: float) -> list[float]:
    mean, size = won / (won + lost), won + lost
    deviation = sqrt(mean * (1 - mean) / (size + 1))
    steps = (mean + deviation * WIDTH * (2 * at / POINTS - 1) for at in range(POINTS + 1))
    return [min(1 - EDGE, max(EDGE, one)) for one in steps]


def _density(belief: tuple[float, float], at: float) -> float:
    won, lost = belief
    power = (won - 1) * log(at) + (lost - 1) * log(1 - at) + lgamma(won + lost) - lgamma(won) - lgamma(lost)
    return exp(power)


def _strips(points: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The areas between one point and the next."""
    pairs = zip(pairwise(points), pairwise(heights), strict=True)
    return [(right - left) * (one + other) / 2 for (left, right), (one, other) in pairs]


def _below(points: Sequence[float], densities: Sequence[float]) -> list[float]:
    """The chance of a draw below each point."""
    sums = [0.0, *accumulate(_strips(points, densities))]
    return [one / sums[-1] for one in sums]


def _best(
    points: Sequence[float], densities: Sequence[float], below: Sequence[float], all_below: Sequence[float]
) -> float:
    """Where an own draw may lie, times the chance that all others lie below it; where no own draw lies it is none."""
    others = [whole / own if own else 0.0 for whole, own in zip(all_below, below, strict=True)]
    return sum(_strips(points, [one * other for one, other in zip(densities, others, strict=True)]))
