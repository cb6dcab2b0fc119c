"""Hours, weeks, days and spans of time as policies say them, in words. Pure."""

from collections.abc import Sequence
from itertools import groupby

from segue.console.clause_words import lasting, listed
from segue.console.language import _
from segue.console.words import MONTHS, label
from segue.messaging.opening_hours import ALWAYS, Spans, Week
from segue.occasions import WEEKDAYS
from segue.times import HOUR, MINUTE, Millis

__all__ = ["day_off_words", "lasting", "week_words"]


def week_words(week: Week) -> str:
    """`Monday to Friday 08:00–20:00, Saturday and Sunday closed, public holidays closed`."""
    found = [(spans, [WEEKDAYS[day] for day in some]) for spans, some in groupby(range(7), week.days.__getitem__)]
    told = [f"{_days(days)} {_hours(spans)}" for spans, days in found]
    special = [] if week.holidays is None else [_("public holidays {hours}").format(hours=_hours(week.holidays))]
    return ", ".join([*told, *special])


def _days(days: Sequence[str]) -> str:
    names = [label(one) for one in days]
    if len(names) == len(WEEKDAYS):
        return str(_("Every day"))
    if len(names) > 2:
        return _("{first} to {last}").format(first=names[0], last=names[-1])
    return listed(names, "and")


def _hours(spans: Spans) -> str:
    if spans == ALWAYS:
        return str(_("all day"))
    if not spans:
        return str(_("closed"))
    return listed([f"{_clock(begin)}–{_clock(end)}" for begin, end in spans], "and")


def _clock(at: Millis) -> str:
    return f"{at // HOUR:02}:{at % HOUR // MINUTE:02}"


def day_off_words(day: str) -> str:
    """`24 Dec each year`, `31 Dec 2026`."""
    *year, month, at = day.split("-")
    told = _("{day} {month} {year}") if year else _("{day} {month} each year")
    return told.format(day=int(at), month=MONTHS[int(month) - 1], year="".join(year))
