"""Escalating: an answer that was due and was not given is told on the bus, once for each moment at which one was due.

A timer brings the word {"conversation": id, "due": ms} to the queue of filing. Whoever gets it compares: an answered
conversation has another `due`, or none; a timer that comes early is set again; what is told already is not told twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from segue.conversations.conversations import Conversation
from segue.conversations.joined import followed
from segue.conversations.ports import Change, Store
from segue.conversations.stating import escalated
from segue.errors import Conflict, Unavailable
from segue.times import Millis

ROUNDS = 6


class Timers(Protocol):
    """Brings a word at its `due`; setting the same twice is one, or twice the same word."""

    def set(self, body: Mapping[str, Any], now: Millis, /) -> None: ...


def heed(store: Store, name: str, decide: Callable[[Conversation], Change | None]) -> Conversation | None:
    """The conversation of this name, or the one that it was merged into, after the change that is decided on; None
    where there is none, or nothing to change. Raises Unavailable where others keep writing: the word comes again."""
    for _ in range(ROUNDS):
        head = followed(store.heads([name]), store.heads).get(name)
        change = decide(head) if head else None
        if change is None:
            return None
        try:
            return store.save(change)
        except Conflict:
            continue
    raise Unavailable("contended", "this conversation keeps changing")


def word_of(head: Conversation) -> dict[str, Any]:
    """What its timer brings."""
    return {"conversation": head.id, "due": head.due}


@dataclass(frozen=True)
class Escalating:
    """Sets timers and heeds them."""

    store: Store
    timers: Timers

    def watch(self, head: Conversation | None, now: Millis) -> None:
        """Has a conversation looked at when its answer is due. Whoever saves it again may say so again."""
        if head is not None and is_awaited(head):
            self.timers.set(word_of(head), now)

    def look(self, word: Mapping[str, Any], now: Millis) -> Conversation | None:
        """The conversation after it was told that its answer is late; None where nothing is to be told.

        Raises Unavailable where others keep writing: the word comes again.
        """
        return heed(self.store, str(word["conversation"]), lambda head: self._late(head, word, now))

    def _late(self, head: Conversation, word: Mapping[str, Any], now: Millis) -> Change | None:
        if head.due != word["due"] or not is_awaited(head):
            return None
        if now < head.due:
            self.timers.set(word, now)
            return None
        return _told(head, now)


def is_awaited(head: Conversation) -> bool:
    """Whether an answer is due of which nobody was told yet that it is late."""
    return head.state == "open" and head.due > 0 and head.escalated != head.due


def _told(head: Conversation, now: Millis) -> Change:
    """Head and event are written together: neither is ever there without the other."""
    late = replace(head, escalated=head.due, touched=max(now, head.touched))
    return Change(late, events=((head.keys[0] if head.keys else head.person, escalated(late, now)),))
