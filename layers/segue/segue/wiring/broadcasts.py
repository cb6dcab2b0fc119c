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
    return Timers.on(known.broadcasts_queue, known.broadcasts_queue_arn)
