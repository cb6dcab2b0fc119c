"""Answers that are due: watched over by timers."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.timers import Timers
from segue.conversations.routing.escalating import Escalating
from segue.wiring.conversations import conversations


@cache
def escalating() -> Escalating:
    """The Conversations table, its queue and the scheduler."""
    known = settings()
    timers = Timers.on(known.conversations_queue, known.conversations_queue_arn)
    return Escalating(conversations(), timers)
