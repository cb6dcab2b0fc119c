"""Heeding: what the word of a timer changes of a conversation, also where others write into it meanwhile."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from segue.conversations.conversations import Conversation
from segue.conversations.joined import followed
from segue.conversations.ports import Change, Store
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
