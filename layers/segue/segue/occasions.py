"""Occasions: when what goes by the clock is due. A wall time, `2026-12-01T09:00`, comes at a moment of its own in every
time zone."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from segue.errors import Invalid, inside
from segue.languages.texts import _
from segue.spelling import choice
from segue.times import DAY, EPOCH, Millis, to_millis

NOW, LOCAL = "now", "local"
FIRST, LAST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))  # where a wall time comes first and last
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY = ("day", "week", "month")
On = tuple[str | int, ...]


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of an IANA name; None where there is none of this name."""
    try:
        return ZoneInfo(name) if name else None
    except (LookupError, ValueError, OSError):
        return None


def wall(text: str) -> datetime:
    """A wall time without a zone, to the minute. Raises Invalid("bad-time")."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise Invalid("bad-time", _("`at` is `now`, or a time such as 2026-12-01T09:00")) from wrong
    if not 2000 <= found.year < 9000 or found.tzinfo or found.second or found.microsecond:
        raise Invalid("bad-time", _("`at` is a time of the clock, to the minute and without a zone: `zone` says where"))
    return found


def text_of(at: datetime) -> str:
    """The inverse."""
    return at.isoformat(timespec="minutes")


def moment(at: datetime, zone: tzinfo) -> Millis:
    """When the clocks of a zone show this. What they leave out comes an hour later, what they show twice counts the
    first time."""
    return to_millis(at.replace(tzinfo=zone).astimezone(UTC))


def due(at: datetime, zone: tzinfo, not_before: Millis) -> Millis:
    """The first moment from `not_before` on at which the clocks of a zone show this time of the day, on that day or a
    later one."""
    first = moment(at, zone)
    late = max(0, not_before - first) // DAY
    found = (moment(at + timedelta(days=late + more), zone) for more in range(3))
    return next(one for one in found if one >= not_before)


def fits(at: datetime, every: str, on: On) -> bool:
    """Whether a recurrence falls on this day; a day that a month lacks is its last one."""
    if every == "week":
        return WEEKDAYS[at.weekday()] in on
    last = monthrange(at.year, at.month)[1]
    return every == "day" or at.day in {min(int(one), last) for one in on}


def first(at: datetime, every: str, on: On) -> datetime:
    """The first occurrence, from this one on."""
    return next(one for one in (at + timedelta(days=more) for more in range(62)) if not every or fits(one, every, on))


def following(at: datetime, every: str, on: On) -> datetime:
    """The next occurrence after this one."""
    return first(at + timedelta(days=1), every, on)


def recurring_on(every: str, on: Sequence[str | int], at: datetime) -> On:
    """The days of a recurrence; where none are given, that of its first time."""
    if on or every in ("", "day"):
        return tuple(on)
    return (WEEKDAYS[at.weekday()],) if every == "week" else (at.day,)


def coming(at: datetime, recurrence: tuple[str, On], zone: tzinfo | None, not_before: Millis) -> datetime | None:
    """The next occurrence that is still to come: by the clocks of a zone, by all clocks where there is none, and by
    some clocks where it comes but once. None where it is past."""
    every, on = recurrence
    edge = zone or (FIRST if every else LAST)
    late = (EPOCH + timedelta(milliseconds=not_before)).replace(tzinfo=None) - timedelta(days=2)
    found = first(max(at, datetime.combine(late, at.time())) if every else at, every, on)
    while moment(found, edge) < not_before:
        if not every:
            return None
        found = following(found, every, on)
    return found


def check(every: str, on: On) -> None:
    """Raises Invalid("bad-recurrence")."""
    if every:
        with inside("every"):
            choice(every, EVERY, "every", "bad-recurrence")
    if every in ("", "day") and on:
        raise Invalid("bad-recurrence", _("`on` goes with `every: week` or `every: month`"))
    for one in on if every == "week" else ():
        with inside("on"):
            choice(one, WEEKDAYS, "on", "bad-recurrence")
    if every == "month" and not all(type(one) is int and 1 <= one <= 31 for one in on):
        raise Invalid("bad-recurrence", _("`on` lists days of the month, 1 to 31"))
