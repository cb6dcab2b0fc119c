"""Returning: a snoozed conversation comes back at its moment.

The timer is set before the conversation is snoozed, so that none sleeps without one: its word
{"conversation": id, "back": ms, "due": ms} goes to the queue of filing, which sets it again where it comes early. When
its moment is there it is compared: what was snoozed until another one, or is awake, stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.conversations.conversations import Conversation
from segue.conversations.ports import Change, Store
from segue.conversations.routing.escalating import Timers, heed, is_awaited
from segue.conversations.routing.escalating import word_of as late_word
from segue.conversations.snoozing import returned
from segue.times import Millis


def word_of(conversation: str, until: Millis) -> dict[str, Any]:
    """What its timer brings."""
    return {"conversation": conversation, "back": until, "due": until}


@dataclass(frozen=True)
class Returning:
    """Heeds timers, and sets again what comes early."""

    store: Store
    timers: Timers

    def look(self, word: Mapping[str, Any], now: Millis) -> Conversation | None:
        """The conversation that is back; None where it is too early, or it does not sleep until then. Raises
        Unavailable."""
        if now < word["due"]:
            self.timers.set(word, now)
            return None
        return heed(self.store, str(word["conversation"]), lambda head: self._back(head, word["back"], now))

    def _back(self, head: Conversation, until: Millis, now: Millis) -> Change | None:
        """The timer of its answer is set first, too: of what is back already nobody would set it again."""
        if head.snoozed != until:
            return None
        after = replace(returned(head), touched=max(now, head.touched))
        if is_awaited(after):
            self.timers.set(late_word(after), now)
        return Change(after)
