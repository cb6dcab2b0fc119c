"""The clock of a case: one month from the day on which it came, and two further ones where that is said in time.

GDPR, article 12(3). A period of months ends with the same day of the last month, or with that month's last day where it
has none of that number: Regulation (EEC, Euratom) 1182/71, article 3(2)(c). That a period which ends on a weekend ends
on the next working day (article 3(4)) is left out: a case is due earlier rather than later. Days are those of UTC.
"""

from calendar import monthrange
from datetime import date, timedelta

from segue.times import DAY, EPOCH, Millis

MONTH, FURTHER = 1, 2  # months; FURTHER: by how many it may be extended
SOON = 7  # days before it is due from which on a case is pressing


def day_of(moment: Millis) -> date:
    """The day of a moment."""
    return (EPOCH + timedelta(milliseconds=moment)).date()


def due(received: Millis, extended: bool = False) -> date:
    """The last day on which a case that came at this moment may be answered."""
    return months_after(day_of(received), MONTH + (FURTHER if extended else 0))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; of a month that is too short its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_left(last: date, now: Millis) -> int:
    """Whole days until the end of the last day; 0 on that day, less than 0 when it is over."""
    return (last - day_of(now)).days


def begins(day: date) -> Millis:
    """The first moment of a day."""
    return (day - EPOCH.date()).days * DAY
