"""Places in lists ordered by time, as opaque texts. Pure."""

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar

from segue.errors import Invalid
from segue.times import LATEST, Millis

Row = TypeVar("Row")
HINT = "use the `next` of an earlier answer"
MOST_AT_ONCE = 5_000  # rows of one millisecond that stay on one page


def opaque(place: str) -> str:
    """A text that nobody reads anything into, for a URL."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def clear(text: str) -> str:
    """The inverse. Raises Invalid("bad-cursor")."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError as wrong:
        raise Invalid("bad-cursor", HINT) from wrong


def time_cursor(moment: Millis) -> str:
    """A moment as a cursor."""
    return opaque(str(moment))


def time_of(text: str) -> Millis:
    """The inverse; an empty cursor is the end of time. Raises Invalid("bad-cursor")."""
    try:
        moment = int(clear(text)) if text else LATEST
    except ValueError as wrong:
        raise Invalid("bad-cursor", HINT) from wrong
    if not 0 <= moment <= LATEST:
        raise Invalid("bad-cursor", HINT)
    return moment


def page(
    read: Callable[[int, Millis], Sequence[Row]], time: Callable[[Row], Millis], limit: int, before: Millis
) -> tuple[Sequence[Row], str | None]:
    """About `limit` rows before a moment, newest first, and the next cursor.

    Rows of one millisecond (a bad batch) are never torn apart, because the cursor could not tell them.
    """
    found = read(limit + 1, before)
    if len(found) <= limit:
        return found, None
    edge = time(found[limit])
    kept = [row for row in found if time(row) > edge]
    if not kept and limit < MOST_AT_ONCE:
        return page(read, time, limit * 4, before)
    return (kept, time_cursor(edge + 1)) if kept else (found, time_cursor(edge))
