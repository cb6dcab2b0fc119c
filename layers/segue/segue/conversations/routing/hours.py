"""When a desk is open: its hours by a clock on the wall, and how long it is open between two moments.

What decides is what the clock shows, so an hour that a change leaves out is never open, and one that is shown twice is
open twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.errors import Invalid, inside
from segue.messaging.atlas import country_of
from segue.messaging.holidays import countries
from segue.messaging.local_clocks import clock
from segue.messaging.opening_hours import CLOSED, HOLIDAYS, Wall, Week, next_open, week_of
from segue.messaging.places import UTC
from segue.messaging.quiet_policies import closed_days
from segue.occasions import zone_of
from segue.spelling import meant, only
from segue.times import DAY, Millis

FIELDS = ("zone", "country", "days", "closed")
HORIZON: Millis = 400 * DAY  # no span of open time takes longer


@dataclass(frozen=True)
class Hours:
    """The open spans of a week and the clock that they go by. Without a word: always open."""

    week: Week = field(default_factory=Week)
    wall: Wall = field(default_factory=partial(Wall, UTC))


def hours_of(given: Any, zone: str, what: str) -> Hours:
    """`{zone: Europe/Berlin, days: {weekdays: "09:00-18:00", holidays: closed}, closed: [12-24]}`. `zone` is that of
    the shop, for hours that name none; the country whose holidays count is the zone's unless it is said.

    Days of which nothing is said are closed where anything is said of any. Raises Invalid.
    """
    spec = only(given, FIELDS, what)
    wall = _wall(spec, zone)
    off = closed_days(spec.get("closed", []), "closed")
    with inside("days"):
        days = _days(spec.get("days", {}), wall.country)
        return Hours(week_of(days, f"the week of {what}", off), wall)


def opened(hours: Hours, since: Millis, until: Millis) -> Millis:
    """How many ms it is open from a moment (included) until another (not included)."""
    return sum(end - begin for begin, end in spans(hours, since, until))


def after(hours: Hours, since: Millis, span: Millis) -> Millis:
    """The first moment at which it has been open for `span` ms since then; `HORIZON` later where it never is."""
    last = since + HORIZON
    for begin, end in spans(hours, since, last):
        if span <= end - begin:
            return begin + span
        span -= end - begin
    return last


def is_open(hours: Hours, now: Millis) -> bool:
    """Whether somebody answers now."""
    return next_open(hours.week, hours.wall, now, now + 1) == now


def opens(hours: Hours, now: Millis) -> Millis:
    """The first open moment from now on, at most `HORIZON` later."""
    return min(next_open(hours.week, hours.wall, now, now + HORIZON), now + HORIZON)


def spans(hours: Hours, since: Millis, until: Millis) -> Iterator[tuple[Millis, Millis]]:
    """The open spans between two moments, in order, cut at midnights and where clocks are changed."""
    week, wall = hours.week, hours.wall
    while (since := next_open(week, wall, since, until)) < until:
        ahead, changed = clock(wall.zone, since)
        day, into = divmod(since + ahead, DAY)
        closes = next(end for begin, end in week.on(wall.country, day) if begin <= into < end)
        end = min(since + closes - into, changed, until)
        yield since, end
        since = end


def _wall(spec: Mapping[str, Any], shop: str) -> Wall:
    zone = spec.get("zone", shop)
    if not isinstance(zone, str) or zone_of(zone) is None:
        with inside("zone"):
            raise Invalid("bad-policy", f"`zone` is the name of a time zone such as Europe/Berlin, not {zone!r}")
    return Wall(zone, spec.get("country", country_of(zone)))


def _days(given: Any, country: Any) -> Any:
    if not isinstance(given, Mapping) or not given:
        return given
    if HOLIDAYS in given and country not in countries():
        with inside(HOLIDAYS):
            known = ", ".join(countries())
            detail = f"no holidays are known of {str(country)[:20]!r}: `country` is one of {known}"
            raise Invalid("bad-policy", f"{detail}{meant(country, countries())}")
    return {"every_day": CLOSED, **given}
