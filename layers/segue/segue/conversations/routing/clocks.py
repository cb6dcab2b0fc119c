"""Clocks of the service level: when an answer is due. They stop while the desk is closed."""

from segue.conversations.policies import ConversationPolicy
from segue.conversations.routing.hours import HORIZON, after, opened
from segue.times import Millis

Line = tuple[str, str]  # the channel that the customer wrote by, and the queue ("" for none)


def due(policy: ConversationPolicy, line: Line, heard: Millis, first: bool) -> Millis:
    """When the answer to what was heard at a moment is due, by the hours of its queue or channel; 0: no clock runs.

    `first`: the shop has not answered in this conversation yet. Whoever writes again before the answer moves nothing:
    count from the first words that are not answered.
    """
    limit = policy.within(*line, first)
    return after(policy.hours_for(*line), heard, limit) if limit else 0


def left(policy: ConversationPolicy, line: Line, now: Millis, until: Millis) -> Millis:
    """How many open ms are left until an answer is due; less than 0 where it is late, by how many."""
    hours = policy.hours_for(*line)
    if now <= until:
        return opened(hours, now, until)
    return -opened(hours, max(until, now - HORIZON), now)
