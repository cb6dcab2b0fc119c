"""Answers that are due: watched over by timers."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.timers import Timers
from segue.conversations.escalating import Escalating
from segue.wiring.conversations import conversations


@cache
def escalating() -> Escalating:
    """The Conversations table, its queue and the scheduler."""
    known = settings()
    timers = Timers(
        queue=known.conversations_queue,
        queue_arn=known.conversations_queue_arn,
        group=known.timer_group,
        role=known.timer_role,
        dead_letters_arn=known.dead_letters_arn,
    )
    return Escalating(conversations(), timers)
