"""What evaluates segments: `fold_events` after events, `run_journeys` after time has passed."""

from collections.abc import Sequence
from functools import cache

from segue.aws.settings import settings
from segue.aws.timers import Timers
from segue.segments.evaluating import Evaluating
from segue.segments.membership import Segment
from segue.wiring.in_force import segments
from segue.wiring.marks import marks
from segue.wiring.people import people, profiles


@cache
def timers() -> Timers:
    """The journeys queue and the scheduler."""
    known = settings()
    return Timers.on(known.journeys_queue, known.journeys_queue_arn)


@cache
def evaluating() -> Evaluating:
    """Membership, kept in line with profiles."""

    def in_force() -> Sequence[Segment]:
        return list(segments().values())

    return Evaluating(profiles(), people(), timers(), in_force).while_filling(marks().since)
