"""Whose clock an event's time comes from: the client's as given, corrected by when it was sent, never after receipt."""

import math
from typing import Any

from segue.errors import Invalid
from segue.times import LATEST, SECOND, Millis, from_text

SLOW: Millis = 15 * SECOND  # that a request may be under way: so much later than it was sent is no clock's error
SECONDS_BELOW = 100_000_000_000  # a smaller number is seconds: as milliseconds it would be before March 1973


def moment(value: Any) -> Millis | None:
    """ISO 8601 text, or seconds or milliseconds since the epoch; None where nothing is given. Raises Invalid."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return from_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Invalid("bad-time", "a time is ISO 8601 text")
    if abs(value) > LATEST:
        raise Invalid("bad-time", "a time of no calendar")
    return int(value * 1000) if abs(value) < SECONDS_BELOW else int(value)


def lenient(value: Any) -> Millis | None:
    """The same, and None where it cannot be understood: for times that only correct or only decorate."""
    try:
        return moment(value)
    except Invalid:
        return None


def event_time(given: Millis | None, received: Millis, sent: Millis | None = None) -> Millis:
    """The given time moved by (received - sent), the client's clock error; not after receipt, not before 1970.

    https://segment.com/docs/connections/spec/common/#timestamps. A few seconds are the network's: moved by them, what
    was put into a cart would come after the look at the cart whenever the first request took longer than the second.
    """
    if given is None:
        return received
    error = 0 if sent is None or 0 <= received - sent <= SLOW else received - sent
    return max(0, min(given + error, received))
