"""Answers that are due, and conversations that come back: watched over by timers."""

from functools import cache
from typing import TYPE_CHECKING

from segue.conversations.routing.escalating import Escalating
from segue.wiring.conversations import conversations, timers

if TYPE_CHECKING:
    from segue.conversations.routing.returning import Returning


@cache
def escalating() -> Escalating:
    """The Conversations table, its queue and the scheduler."""
    return Escalating(conversations(), timers())


@cache
def returning() -> "Returning":
    """The same."""
    from segue.conversations.routing.returning import Returning  # most words are of no snooze

    return Returning(conversations(), timers())
