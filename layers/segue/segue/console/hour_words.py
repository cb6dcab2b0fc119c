"""Hours, weeks, days and spans of time as policies say them, in words. Pure."""

from collections.abc import Sequence
from itertools import groupby

from segue.console.clause_words import UNITS, listed
from segue.console.words import MONTHS, counted
from segue.messaging.opening_hours import ALWAYS, Spans, Week
from segue.occasions import WEEKDAYS
from segue.times import HOUR, MINUTE, SECOND, Millis


def lasting(span: Millis) -> str:
    """`2 days`, `90 minutes`."""
    units = ((size, name) for size, name in UNITS if span >= size and span % size == 0)
    size, name = next(units, (SECOND, "second"))
    return counted(span // size, name)


def week_words(week: Week) -> str:
    """`Monday to Friday 08:00–20:00, Saturday and Sunday closed, public holidays closed`."""
    found = [(spans, [WEEKDAYS[day] for day in some]) for spans, some in groupby(range(7), week.days.__getitem__)]
    told = [f"{_days(days)} {_hours(spans)}" for spans, days in found]
    special = [] if week.holidays is None else [f"public holidays {_hours(week.holidays)}"]
    return ", ".join([*told, *special])


def _days(days: Sequence[str]) -> str:
    names = [one.capitalize() for one in days]
    if len(names) == len(WEEKDAYS):
        return "Every day"
    return f"{names[0]} to {names[-1]}" if len(names) > 2 else " and ".join(names)


def _hours(spans: Spans) -> str:
    if spans == ALWAYS:
        return "all day"
    return listed([f"{_clock(begin)}–{_clock(end)}" for begin, end in spans], "and") if spans else "closed"


def _clock(at: Millis) -> str:
    return f"{at // HOUR:02}:{at % HOUR // MINUTE:02}"


def day_off_words(day: str) -> str:
    """`24 Dec each year`, `31 Dec 2026`."""
    *year, month, at = day.split("-")
    return f"{int(at)} {MONTHS[int(month) - 1]} {year[0] if year else 'each year'}"
