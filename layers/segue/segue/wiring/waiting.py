"""Messages that wait."""

from functools import cache

from segue.aws.queues import Queues
from segue.aws.settings import settings
from segue.aws.timers import Timers
from segue.messages import Message
from segue.messaging.waiting import Waiting
from segue.wiring.tables import messages


@cache
def waiting() -> Waiting:
    """The Messages table, the queue of `dispatch_messages` and the scheduler."""
    known = settings()
    timers = Timers.on(known.dispatch_queue, known.dispatch_queue_arn)
    return Waiting(messages(), timers, asked)


def asked(message: Message) -> None:
    """Has `file_turns` count a question that has left."""
    Queues().put(settings().conversations_queue, {"asked": message.id})
