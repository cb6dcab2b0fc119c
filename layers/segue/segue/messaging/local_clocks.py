"""Clocks of a time zone: how far ahead of UTC they are, and until when. Worked out once per zone and year or so."""

from bisect import bisect_right
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from segue.occasions import zone_of
from segue.times import DAY, EPOCH, SECOND, Millis

BLOCK = 35  # bits of milliseconds: a block of 398 days
LARGEST: Millis = 2 * DAY  # no clock is so far ahead
STEP: Millis = 7 * DAY  # no clock is changed twice within it, and back


class Clock(NamedTuple):
    """From a moment on, clocks are so many ms ahead of UTC."""

    since: Millis
    ahead: Millis


def clock(zone: str, now: Millis) -> tuple[Millis, Millis]:
    """How many ms a zone's clocks are ahead of UTC, and the moment until which that surely is so."""
    clocks = _clocks(zone, now >> BLOCK)
    place = bisect_right(clocks, (now, LARGEST))
    until = clocks[place].since if place < len(clocks) else (now >> BLOCK) + 1 << BLOCK
    return clocks[place - 1].ahead, until


@lru_cache(maxsize=1024)
def alike(zones: tuple[str, ...], block: int) -> tuple[str, ...]:
    """Of zones whose clocks show the same in this block and the next only the first."""
    shown = {(_clocks(one, block), _clocks(one, block + 1)): one for one in reversed(zones)}
    return tuple(one for one in zones if one in shown.values())


@lru_cache(maxsize=4096)
def _clocks(zone: str, block: int) -> tuple[Clock, ...]:
    """The clocks of a block, the first since its beginning."""
    begin, end = block << BLOCK, block + 1 << BLOCK
    found = [Clock(begin, _ahead(zone, begin))]
    for since in range(begin, end, STEP):
        until = min(since + STEP, end - SECOND)
        while found[-1].ahead != _ahead(zone, until):
            found.append(_change(zone, found[-1], until))
    return tuple(found)


def _change(zone: str, last: Clock, until: Millis) -> Clock:
    """The first change after the last known clock: halving finds it, to the second. `until` is after it."""
    before, after = max(last.since, until - STEP) // SECOND, until // SECOND
    while after - before > 1:
        middle = (before + after) // 2
        same = _ahead(zone, middle * SECOND) == last.ahead
        before, after = (middle, after) if same else (before, middle)
    return Clock(after * SECOND, _ahead(zone, after * SECOND))


def _ahead(zone: str, now: Millis) -> Millis:
    shown = (EPOCH + timedelta(milliseconds=now)).astimezone(zone_of(zone)).utcoffset()
    return (shown or timedelta()) // timedelta(milliseconds=1)
