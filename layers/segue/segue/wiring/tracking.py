"""What came in beside the tracking plan."""

from collections.abc import Sequence
from functools import cache

from segue.aws.settings import settings
from segue.aws.tracking import Tracking
from segue.events import Event
from segue.intake.tracking import Tracked, notes
from segue.intake.tracking import tracked as together
from segue.times import Millis
from segue.wiring.plans import plans_in_force


def note(events: Sequence[Event], now: Millis) -> None:
    """Notes of stored events what was not planned and what was wrong."""
    tracked().note(notes(plans_in_force(), events), now)


@cache
def tracked() -> Tracking:
    """What was noted."""
    return Tracking(settings().requests)


def events_tracked() -> list[Tracked]:
    """Every event that was planned or seen, by name."""
    return together(plans_in_force(), tracked().all())
