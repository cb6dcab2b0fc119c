"""Timelines: what counts for a while, as spans of time, and what follows from their sum.

Whoever counts (orders in a window, money, events) says of each thing from when to when it counts and for how much; the
answer, since when it is so and until when follow exactly.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from segue.segments.verdicts import ALWAYS, Verdict
from segue.times import Millis


class Span(NamedTuple):
    """Counts `weight` from `start` on and, where it ends, no longer at `end`."""

    start: Millis
    end: Millis | None = None
    weight: int = 1


def lasting(start: Millis, end: Millis, now: Millis) -> Verdict:
    """Whether now is from `start` on and before `end`."""
    if now < start:
        return Verdict(False, start, ALWAYS)
    return Verdict(True, end, start) if now < end else Verdict(False, None, end)


def counted(spans: Iterable[Span], holds: Callable[[int], bool], now: Millis) -> Verdict:
    """Whether `holds` is true of the sum of what counts now; `since` is ALWAYS where it never was otherwise.

    An event that a device dates in the future has happened, too: it counts at once.
    """
    changes: dict[Millis, int] = {}
    for start, end, weight in spans:
        begun = min(start, now)
        changes[begun] = changes.get(begun, 0) + weight
        if end is not None:
            changes[max(begun, end)] = changes.get(max(begun, end), 0) - weight
    total, answers = 0, [(holds(0), ALWAYS)]
    for moment in sorted(changes):
        total += changes[moment]
        if holds(total) is not answers[-1][0]:
            answers.append((not answers[-1][0], moment))
    until = next((moment for _, moment in answers if moment > now), None)
    answer, since = next(one for one in reversed(answers) if one[1] <= now)
    return Verdict(answer, until, since)
