"""Answers that are due, and conversations that come back: watched over by timers."""

from functools import cache

from segue.conversations.routing.escalating import Escalating
from segue.conversations.routing.returning import Returning
from segue.wiring.conversations import conversations
from segue.wiring.talk_timers import timers


@cache
def escalating() -> Escalating:
    """The Conversations table, its queue and the scheduler."""
    return Escalating(conversations(), timers())


@cache
def returning() -> Returning:
    """The same."""
    return Returning(conversations(), timers())
