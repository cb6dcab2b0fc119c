"""Opening hours: when in a week of a clock on the wall messages may go, and the next moment at which they may."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from segue.errors import Invalid, inside
from segue.messaging.holidays import holiday
from segue.messaging.local_clocks import clock
from segue.occasions import WEEKDAYS
from segue.spelling import meant, only
from segue.times import DAY, HOUR, MINUTE, Millis

Spans = tuple[tuple[Millis, Millis], ...]  # ms since the wall's midnight: open from (included) until (not included)
CLOSED, ALL_DAY = "closed", "all day"
ALWAYS: Spans = ((0, DAY),)
WORDS: Mapping[str, Spans] = {CLOSED: (), ALL_DAY: ALWAYS}
SPAN = re.compile(r"([01]\d|2[0-4]):([0-5]\d)\s*-\s*([01]\d|2[0-4]):([0-5]\d)")
GROUPS: Mapping[str, Sequence[str]] = {"every_day": WEEKDAYS, "weekdays": WEEKDAYS[:5], "weekend": WEEKDAYS[5:]}
HOLIDAYS = "holidays"
KEYS = (*GROUPS, *WEEKDAYS, HOLIDAYS)
FIRST_DAY = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, eq=False)
class Week:
    """`days`: the open spans of Monday to Sunday. `holidays`: those of public holidays, None for as on any other day.
    `off`: further days that are closed, `2026-12-31` or, every year, `12-31`."""

    days: tuple[Spans, ...] = (ALWAYS,) * 7
    holidays: Spans | None = None
    off: frozenset[str] = frozenset()

    @property
    def said(self) -> tuple[tuple[Spans, ...], Spans | None, frozenset[str]]:
        """What two weeks have in common that are open at the same times."""
        return self.days, self.holidays, self.off

    def on(self, country: str, day: int) -> Spans:
        """The open spans of a day, counted from 1970, in a country."""
        return _on(self, country, day)


@dataclass(frozen=True)
class Wall:
    """A clock on a wall: a time zone, and the country whose holidays count."""

    zone: str
    country: str = ""


def next_open(week: Week, wall: Wall, now: Millis, horizon: Millis) -> Millis:
    """The first moment from `now` on that is open by this clock, to the ms; one not before `horizon` where none is.

    What decides is what the clock shows: a span that begins in an hour that a change leaves out begins with the first
    moment after it; one whose end is shown twice is closed in between.
    """
    while now < horizon:
        ahead, until = clock(wall.zone, now)
        day, into = divmod(now + ahead, DAY)
        wait = _wait(week.on(wall.country, day), into)
        if not wait:
            return now
        now = min(now + wait, until)
    return now


def week_of(given: Any, what: str, off: frozenset[str] = frozenset()) -> Week:
    """`{every_day: "08:00-21:00", saturday: ["10:00-12:00", "14:00-18:00"], sunday: closed, holidays: closed}`: what is
    said of a day comes before what is said of several, and days of which nothing is said are open all day.

    Raises Invalid("bad-hours").
    """
    spec = only(given, KEYS, what)
    said = {key: _spans(key, spec[key]) for key in KEYS if key in spec}
    days = dict.fromkeys(WEEKDAYS, ALWAYS)
    for key, spans in said.items():
        days |= dict.fromkeys(GROUPS.get(key, (key,) if key in WEEKDAYS else ()), spans)
    if not any(days.values()):
        raise Invalid("bad-hours", f"{what} is never open: nothing would ever be sent")
    return Week(tuple(days[one] for one in WEEKDAYS), said.get(HOLIDAYS), off)


def common(weeks: Sequence[Week]) -> bool:
    """Whether all of them are open together at some minute of a plain week."""
    return any(_shared([week.days[day] for week in weeks]) for day in range(7))


def _shared(spans: Sequence[Spans]) -> bool:
    starts = [begin for one in spans for begin, _ in one]
    return any(all(any(begin <= at < end for begin, end in one) for one in spans) for at in starts)


def _spans(key: str, given: Any) -> Spans:
    with inside(key):
        if isinstance(given, str) and given in WORDS:
            return WORDS[given]
        found = sorted(_span(one) for one in (given if isinstance(given, list) and given else [given]))
        if any(end > begin for (_, end), (begin, _) in pairwise(found)):
            raise Invalid("bad-hours", f"{key}: these hours overlap")
        return tuple(found)


def _span(given: Any) -> tuple[Millis, Millis]:
    found = SPAN.fullmatch(given) if isinstance(given, str) else None
    if not found:
        hint = meant(given, WORDS) or f", not {str(given)[:40]!r}"
        raise Invalid("bad-hours", f'write hours as "08:00-21:00", in quotes, or `{CLOSED}` or `{ALL_DAY}`{hint}')
    begin, end = (int(hour) * HOUR + int(minute) * MINUTE for hour, minute in (found.group(1, 2), found.group(3, 4)))
    if not begin < end <= DAY:
        raise Invalid(
            "bad-hours", f"{given}: hours end after they begin, at 24:00 at the latest; two spans pass midnight"
        )
    return begin, end


def _wait(spans: Spans, into: Millis) -> Millis:
    """From a time of the day until the next open one of that day, else until midnight."""
    return next((max(0, begin - into) for begin, end in spans if into < end), DAY - into)


@lru_cache(maxsize=8192)
def _on(week: Week, country: str, day: int) -> Spans:
    there = date.fromordinal(FIRST_DAY + day)
    if week.off and (there.isoformat() in week.off or there.isoformat()[5:] in week.off):
        return ()
    special = week.holidays is not None and holiday(country, there)
    return week.holidays if special and week.holidays is not None else week.days[there.weekday()]
