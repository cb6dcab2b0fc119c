"""What brings the words that conversations wait for to the queue of filing."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.timers import Timers


@cache
def timers() -> Timers:
    """The queue of filing and the scheduler."""
    known = settings()
    return Timers.on(known.conversations_queue, known.conversations_queue_arn)
