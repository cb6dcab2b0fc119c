"""Days and times as they stand in values; and days that come again every year, such as a birthday."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from segue.errors import Invalid
from segue.segments.timelines import lasting
from segue.segments.verdicts import ALWAYS, Verdict
from segue.times import DAY, Millis, duration, from_text, in_year, to_millis

LONGEST: Millis = 300 * DAY  # a longer time before a day would begin before the last one was over
BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d")


def moments(value: Any) -> tuple[Millis, Millis] | None:
    """The first moment of a day or time and the first after it; None of anything else."""
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str) or not 10 <= len(text.strip()) <= 40:
        return None
    try:
        start = from_text(text)
    except Invalid:
        return None
    return start, start + (DAY if DAY_ALONE.fullmatch(text.strip()) else 1)


def span_of(given: Any) -> Millis:
    """So long before a day that comes every year. Raises Invalid("bad-condition", "bad-duration")."""
    span = duration(given)
    if span > LONGEST:
        raise Invalid("bad-condition", "`yearly_within_next` is 300d at most")
    return span


def near(value: Any, span: Millis, now: Millis) -> Verdict:
    """Whether the next anniversary of a moment is less than so long away, or its day is today (UTC)."""
    found = moments(value)
    if found is None:
        return Verdict(False, None, ALWAYS)
    day, this = BEGIN + timedelta(milliseconds=found[0]), (BEGIN + timedelta(milliseconds=now)).year
    times = [to_millis(in_year(day, year)) for year in (this - 1, this, this + 1)]
    over = max((time + DAY for time in times if time + DAY <= now), default=ALWAYS)
    coming = next(time for time in times if time + DAY > now)
    verdict = lasting(coming - span, coming + DAY, now)
    return verdict if verdict.holds else Verdict(False, verdict.until, over)
