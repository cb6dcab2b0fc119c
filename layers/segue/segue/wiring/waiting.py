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
    timers = Timers(
        queue=known.dispatch_queue,
        queue_arn=known.dispatch_queue_arn,
        group=known.timer_group,
        role=known.timer_role,
        dead_letters_arn=known.dead_letters_arn,
    )
    return Waiting(messages(), timers)
