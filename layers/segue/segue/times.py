"""Time as the product keeps it: whole milliseconds since the Unix epoch, UTC (`Millis`).

Integers add, compare and pack without a time zone; text appears only at the edges.
"""

import re
from datetime import UTC, datetime, timedelta

from segue.errors import Invalid

Millis = int

SECOND: Millis = 1000
MINUTE: Millis = 60 * SECOND
HOUR: Millis = 60 * MINUTE
DAY: Millis = 24 * HOUR

UNITS = {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Millis = 253402300799999  # 9999-12-31T23:59:59.999Z


def to_millis(moment: datetime) -> Millis:
    """An aware (or naive, taken as UTC) datetime in milliseconds since the epoch."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - EPOCH) // timedelta(milliseconds=1)


def from_text(text: str) -> Millis:
    """ISO 8601 text in milliseconds. Raises Invalid("bad-time")."""
    try:
        return to_millis(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError) as wrong:
        from segue.languages.texts import _  # everything knows times; few get one wrong

        raise Invalid("bad-time", _("not an ISO 8601 time: {text}").format(text=repr(text[:40]))) from wrong


def to_text(moment: Millis) -> str:
    """Milliseconds as ISO 8601 in UTC, always with three decimals, so that text sorts as time."""
    clamped = min(max(moment, 0), LATEST)
    return (EPOCH + timedelta(milliseconds=clamped)).strftime("%Y-%m-%dT%H:%M:%S.") + f"{clamped % 1000:03d}Z"


def duration(text: str) -> Millis:
    """A duration such as `90s`, `2h`, `30d` in milliseconds. Raises Invalid("bad-duration")."""
    match = re.fullmatch(r"(\d{1,6})\s*([smhd])", str(text).strip())
    if not match:
        raise Invalid("bad-duration", f"write a duration as 90s, 15m, 2h or 30d, not {text!r}")
    return int(match[1]) * UNITS[match[2]]


def in_year(moment: datetime, year: int) -> datetime:
    """A moment as it is in another year; of 29 February the 28th where there is none."""
    try:
        return moment.replace(year=year)
    except ValueError:
        return moment.replace(year=year, day=28)
