"""Clocks on the wall: the next local weekday and hour, the next anniversary."""

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from segue.errors import Invalid
from segue.profile.profiles import Profile
from segue.times import Millis, in_year, to_millis

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LOCAL = "local"


@cache
def zone(name: str) -> tzinfo:
    """A time zone by its IANA name; UTC where nobody knows that name."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ValueError, OSError, LookupError):
        return UTC


def check_zone(given: Any) -> str:
    """`local` (the customer's), `UTC` or an IANA name such as `Europe/Berlin`. Raises Invalid("bad-journey")."""
    known = isinstance(given, str) and (given in (LOCAL, "UTC") or zone(given) is not UTC)
    if not known:
        raise Invalid("bad-journey", f"`zone` is `local`, `UTC` or a name such as `Europe/Berlin`, not {given!r}")
    return given


def zone_for(profile: Profile, name: str) -> tzinfo:
    """The zone of that name; `local` is the customer's own, as far as it is known, and UTC where not."""
    return zone(profile.style.get("timezone", {}).get("value", "") if name == LOCAL else name)


def hour_of(given: Any) -> tuple[int, int]:
    """`"09:00"` as hour and minute. Raises Invalid("bad-journey")."""
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", str(given))
    if not found:
        raise Invalid("bad-journey", f'write a time of day as "09:00", in quotes, not {given!r}')
    return int(found[1]), int(found[2])


def midnight(moment: Millis, place: tzinfo) -> Millis:
    """When the day there began in which a moment lies."""
    day = datetime.fromtimestamp(moment / 1000, place).date()
    return to_millis(datetime(day.year, day.month, day.day, tzinfo=place))


def next_time(after: Millis, days: Collection[int], at: tuple[int, int], place: tzinfo) -> Millis:
    """The first moment, not before `after`, at which it is this time of day there on one of these weekdays (0 is
    Monday; none means any day). An hour that a clock change leaves out comes an hour later."""
    start = datetime.fromtimestamp(after / 1000, place)
    for ahead in range(9):
        day = (start + timedelta(days=ahead)).date()
        moment = to_millis(datetime(day.year, day.month, day.day, *at, tzinfo=place))
        if moment >= after and (not days or day.weekday() in days):
            return moment
    raise AssertionError("a week has seven days")


def next_anniversary(first: datetime, after: Millis) -> datetime:
    """The first anniversary of a moment that is not before `after`; of 29 February the 28th in other years."""
    year = datetime.fromtimestamp(after / 1000, UTC).year
    found = [in_year(first, one) for one in (year, year + 1)]
    return next(one for one in found if to_millis(one) >= after)
