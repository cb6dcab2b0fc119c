"""Messages that wait."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.timers import Timers
from segue.messaging.waiting import Waiting
from segue.wiring.tables import messages


@cache
def waiting() -> Waiting:
    """The Messages table, the queue of `dispatch_messages` and the scheduler."""
    known = settings()
    timers = Timers.on(known.dispatch_queue, known.dispatch_queue_arn)
    return Waiting(messages(), timers)
