"""What the counts of effort say: `conversations` and `console`."""

from segue.aws.settings import settings
from segue.conversations.effort.sums import MOST_DAYS, Told, seen_by, told
from segue.conversations.scoring import By
from segue.messaging.figures import span_of
from segue.times import Millis


def efforts(by: By, span: tuple[str, str], staff: str | None) -> Told:
    """The sums of the days from the first to the last, both included, as one of the staff may see them; None: all of
    them."""
    from segue.aws.effort_counts import EffortCounts  # few ask

    whole = told(by, span, EffortCounts(settings().conversations).between)
    return whole if staff is None else seen_by(whole, by, staff)


def effort_span(first: str, last: str, now: Millis) -> tuple[str, str]:
    """The days that are asked for, as `span_of` has them. Raises Invalid("bad-days")."""
    return span_of(first, last, now, MOST_DAYS)
