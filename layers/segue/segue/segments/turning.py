"""Answers that stay the same between turning points, where no sum of spans (`timelines`) tells them."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from segue.segments.verdicts import ALWAYS, Verdict
from segue.times import Millis


def turning(points: Iterable[Millis], holds: Callable[[Millis], bool], now: Millis) -> Verdict:
    """`holds` says the answer of a moment, out of what had happened until then; it can change at these points alone."""
    moments = sorted(set(points))
    answer = holds(now)
    until = next((one for one in moments if one > now and holds(one) is not answer), None)
    return Verdict(answer, until, lambda: _since([one for one in moments if one <= now], holds, answer))


def _since(past: Sequence[Millis], holds: Callable[[Millis], bool], answer: bool) -> Millis:
    """The last of these moments before which the answer was another."""
    before = [past[0] - 1, *past] if past else []
    return next((later for one, later in reversed([*pairwise(before)]) if holds(one) is not answer), ALWAYS)
