"""Scores of effort as numbers for SVG: columns of a distribution, a bar of shares, a mean with what it may be. Pure.

Places and lengths are in per cent of the width, so that a drawing takes whatever room there is.
"""

from collections.abc import Sequence
from typing import Any

from segue.conversations.effort.sums import Sum
from segue.conversations.scoring import MAX_SCORE, MIN_SCORE

HIGH, LEAST = 36.0, 1.5
TICKS = tuple(round(100 * one / (MAX_SCORE - MIN_SCORE), 2) for one in range(MAX_SCORE - MIN_SCORE + 1))  # 1 to 7


def distribution(scores: Sequence[int]) -> list[dict[str, Any]]:
    """A column for each score, as high as its share of the most frequent; one that was given is at least a line."""
    most, answers = max(scores), sum(scores)
    return [
        {
            "score": score,
            "count": count,
            "share": f"{round(100 * count / answers)} %" if answers else "0 %",
            "height": max(LEAST, round(HIGH * count / most, 1)) if count else 0,
        }
        for score, count in enumerate(scores, MIN_SCORE)
    ]


def shares(scores: Sequence[int]) -> list[dict[str, Any]]:
    """Pieces of a bar side by side, from the hardest to the easiest, without those that nobody gave."""
    answers, made, at = sum(scores), [], 0
    for score, count in enumerate(scores, MIN_SCORE):
        if count:
            made.append({"score": score, "count": count, "x": _of(at, answers), "width": _of(count, answers)})
        at += count
    return made


def mean(one: Sum) -> dict[str, float]:
    """Where the mean lies between 1 and 7, and from where to where it may; {} without answers."""
    if one.mean is None:
        return {}
    low, high = one.interval or (one.mean, one.mean)
    return {"x": _place(one.mean), "low": _place(low), "high": _place(high)}


def _place(score: float) -> float:
    return _of(score - MIN_SCORE, MAX_SCORE - MIN_SCORE)


def _of(some: float, whole: float) -> float:
    return round(100 * some / whole, 2)
