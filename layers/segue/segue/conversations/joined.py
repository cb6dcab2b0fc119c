"""Conversations that staff have merged: what was merged into another one leads there, and both are read as one.

Each turn stays in the conversation that it came to, so that they can be parted again.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.turning import place_of

Heads = Callable[[Iterable[str]], dict[str, Conversation]]


class Turns(Protocol):
    """Finds what was said."""

    def turns(self, conversation: str, limit: int, before: str = "", /) -> list[Turn]: ...


def followed(found: Mapping[str, Conversation], heads: Heads) -> dict[str, Conversation]:
    """The same names, each with the conversation that goes on there now; read only where one was merged."""
    gone = {one.into for one in found.values() if one.into} - found.keys()
    known = {**found, **heads(sorted(gone))} if gone else found
    return {name: known.get(one.into, one) if one.into else one for name, one in found.items()}


def turns_of(store: Turns, head: Conversation, limit: int, before: str = "") -> list[Turn]:
    """Up to `limit` turns before a place, of a conversation and all that was merged into it, newest first."""
    found = [turn for one in (head.id, *head.absorbs) for turn in store.turns(one, limit, before)]
    return sorted(found, key=place_of, reverse=True)[:limit] if head.absorbs else found


def home_of(head: Conversation, leads: Iterable[str]) -> str:
    """In which of them a new turn is kept: in the merged one where one of the ways that it came by `leads` there."""
    return next((one for one in leads if one in head.absorbs), head.id)
