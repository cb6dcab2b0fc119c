"""Timelines: what counts for a while, as spans of time, and what follows from their sum.

Whoever counts (orders in a window, money, events) says of each thing from when to when it counts and for how much; the
answer, since when it is so and until when follow exactly.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from segue.segments.verdicts import ALWAYS, Verdict
from segue.times import Millis


class Span(NamedTuple):
    """Counts `weight` from `start` on and, where it ends, no longer at `end`."""

    start: Millis
    end: Millis | None = None
    weight: int = 1


Counts = tuple[Millis, Millis | None, int]  # a span without its names: thousands are made of each person


def lasting(start: Millis, end: Millis, now: Millis) -> Verdict:
    """Whether now is from `start` on and before `end`."""
    if now < start:
        return Verdict(False, start, ALWAYS)
    return Verdict(True, end, start) if now < end else Verdict(False, None, end)


def counted(spans: Iterable[Counts], holds: Callable[[int], bool], now: Millis) -> Verdict:
    """Whether `holds` is true of the sum of what counts now; `since` is ALWAYS where it never was otherwise.

    A span that begins with an event which a device dates in the future counts at once, and since when it says: what is
    to begin by time alone is no span yet.
    """
    known, total = [*spans], 0
    ends: list[tuple[Millis, int]] = []
    for _, end, weight in known:
        if end is None:
            total += weight
        elif end > now:
            total += weight
            ends.append((end, weight))
    until = _until(ends, holds, total) if ends else None
    return Verdict(holds(total), until, lambda: _since(_changes(known, now), holds, total))


def _until(ends: list[tuple[Millis, int]], holds: Callable[[int], bool], total: int) -> Millis | None:
    """The first of these ends at which the answer is no longer that of this sum."""
    answer = holds(total)
    ends.sort()
    for place, (moment, weight) in enumerate(ends, 1):
        total -= weight
        if holds(total) is not answer and (place == len(ends) or ends[place][0] > moment):
            return moment
    return None


def _since(changes: list[tuple[Millis, Millis, int]], holds: Callable[[int], bool], total: int) -> Millis:
    """The last change, of those until now, before which the answer was not yet that of this sum."""
    answer = holds(total)
    for place in range(len(changes) - 1, -1, -1):
        moment, said, weight = changes[place]
        total -= weight
        if holds(total) is not answer and (not place or changes[place - 1][:2] != (moment, said)):
            return said
    return ALWAYS


def _changes(spans: Sequence[Counts], now: Millis) -> list[tuple[Millis, Millis, int]]:
    """The moments until now at which the sum changed, as they count and as they were said, with by how much; in their
    order."""
    changes = []
    for start, end, weight in spans:
        begun = start if start < now else now
        changes.append((begun, start, weight))
        if end is not None and end <= now:
            ended = end if end > begun else begun
            changes.append((ended, ended if ended > start else start, -weight))
    changes.sort()
    return changes
