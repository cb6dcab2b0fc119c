"""Late events: what happened before somebody was erased, and comes after it, is refused. Pure."""

from segue.events import Event
from segue.predictions import SOURCE
from segue.times import MINUTE, Millis

RECENT: Millis = MINUTE  # what happened so lately that the erasure itself still takes it away


def is_late(event: Event, erased: Millis) -> bool:
    """Whether an event is of the time before an erasure at this moment (0: there was none): history, whenever it is
    brought in; what happened or came before; what was foretold from all that."""
    before = event.backfill or event.source == SOURCE
    return bool(erased) and (before or min(event.timestamp, event.received_at) <= erased)


def is_old(event: Event, now: Millis) -> bool:
    """Whether anybody whom it names may have been erased since it happened, and all of that erasure be over."""
    return event.backfill or now - event.timestamp > RECENT
