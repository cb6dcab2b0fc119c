"""Hours, weeks, days and spans of time as policies say them, in words. Pure."""

from collections.abc import Sequence
from itertools import groupby

from segue.console.segments.clause_words import lasting, listed
from segue.console.words import MONTHS, label
from segue.languages.texts import _
from segue.messaging.opening_hours import ALWAYS, Spans, Week
from segue.occasions import WEEKDAYS
from segue.times import HOUR, MINUTE, Millis

__all__ = ["day_off_words", "lasting", "week_words"]

# What presets say of themselves, which the catalogues learn from here.
PRESETS = (
    *(_("United States: 8 to 21"), _("Florida: 8 to 20"), _("Oklahoma: 8 to 20"), _("Washington: 8 to 20")),
    *(_("Maryland: 8 to 20"), _("Massachusetts: 8 to 20"), _("Connecticut: 9 to 20")),
    *(_("Texas: 9 to 21, on Sundays 12 to 21"), _("France: 8 to 22, not on Sundays and public holidays")),
    *(_("France: working days 10 to 13 and 14 to 20"), _("Spain: working days 9 to 21")),
    *(_("Canada: weekdays 9 to 21:30, weekends 10 to 18"), _("Australia: weekdays 9 to 20, Saturdays 9 to 17")),
    _("India: 10 to 21"),
)


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
