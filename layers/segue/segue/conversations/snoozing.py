"""Snoozing: a conversation that nobody is to do anything in until a moment, or until the customer writes before it. Its
clock stands still meanwhile. Pure."""

from dataclasses import replace

from segue.conversations.conversations import Conversation
from segue.conversations.standing import seen_in, settled
from segue.errors import Conflict, Invalid
from segue.languages.texts import _
from segue.times import DAY, Millis

LONGEST = 365  # days


def checked(until: Millis, now: Millis) -> Millis:
    """The moment, where one may snooze until then. Raises Invalid("bad-time")."""
    if not now < until <= now + LONGEST * DAY:
        wrong = _("a conversation comes back at a moment within the next {days} days")
        raise Invalid("bad-time", wrong.format(days=LONGEST))
    return until


def asleep(head: Conversation, until: Millis, now: Millis) -> Conversation:
    """Snoozed until then, for as long its answer is due later. Raises Conflict("resolved")."""
    if head.state == "resolved":
        raise Conflict("resolved", _("what is resolved is not snoozed: open it again first"))
    head = awake(head, now)
    due = head.due + until - now if head.due else 0
    return settled(replace(seen_in(head, "snoozed"), snoozed=until, due=due))


def awake(head: Conversation, now: Millis) -> Conversation:
    """As it stood before; its answer is due later by the time that it was snoozed."""
    if not head.snoozed:
        return head
    due = head.due - max(0, head.snoozed - now) if head.due else 0
    return settled(replace(head, snoozed=0, due=due))


def returned(head: Conversation) -> Conversation:
    """Back at its moment: there is something to do in it, also where the shop had the last word."""
    woken = awake(head, head.snoozed)
    if woken.state == "open":
        return woken
    return settled(replace(woken, reopened=max(head.snoozed, woken.reopened, woken.answered + 1)))
