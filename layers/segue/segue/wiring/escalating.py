"""`file_turns`: what is said is filed, given to somebody where nobody has it, and its answer is watched over."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from segue.aws.settings import settings
from segue.aws.timers import Timers
from segue.conversations.escalating import Escalating
from segue.times import Millis
from segue.wiring.conversations import conversations, file_turn
from segue.wiring.presence import assigning


def heed(order: Mapping[str, Any], now: Millis) -> None:
    """Files the event of an order, gives it to somebody and watches over its answer; or looks at one that is due."""
    if "due" in order:
        escalating().look(order, now)
        return
    found = file_turn(order, now)
    if found and found.head:
        escalating().watch(assigning().give(found.head, now), now)


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
