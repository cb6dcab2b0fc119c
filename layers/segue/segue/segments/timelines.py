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
    changes = _changes(spans, now)
    total, answer, since = 0, holds(0), ALWAYS
    for place, (moment, said, weight) in enumerate(changes, 1):
        total += weight
        if holds(total) is answer or (place < len(changes) and changes[place][:2] == (moment, said)):
            continue
        if moment > now:
            return Verdict(answer, moment, since)
        answer, since = not answer, said
    return Verdict(answer, None, since)


def _changes(spans: Iterable[Counts], now: Millis) -> list[tuple[Millis, Millis, int]]:
    """The moments at which the sum changes, as they count and as they were said, with by how much; in their order."""
    changes = []
    for start, end, weight in spans:
        begun = start if start < now else now
        changes.append((begun, start, weight))
        if end is not None:
            ended = end if end > begun else begun
            changes.append((ended, ended if ended > start else start, -weight))
    changes.sort()
    return changes
