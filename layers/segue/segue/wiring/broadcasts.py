"""Broadcasts: where they are kept, and what wakes them."""

from functools import cache

from segue.aws.broadcasts import Broadcasts
from segue.aws.settings import settings
from segue.aws.timers import Timers


@cache
def broadcasts() -> Broadcasts:
    """Broadcasts in the Requests table."""
    return Broadcasts(settings().requests)


@cache
def broadcast_timers() -> Timers:
    """The broadcasts queue and the scheduler."""
    known = settings()
    return Timers(
        queue=known.broadcasts_queue,
        queue_arn=known.broadcasts_queue_arn,
        group=known.timer_group,
        role=known.timer_role,
        dead_letters_arn=known.dead_letters_arn,
    )
