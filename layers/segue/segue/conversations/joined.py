"""Conversations that staff have merged: what was merged into another one leads there, and both are read as one.

Each turn stays in the conversation that it came to, so that they can be parted again.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.ports import Whose
from segue.conversations.turning import place_of
from segue.languages.texts import _

FIRST = 12  # turns of each that may tell what the matter is
LIVE = "chat"  # a visitor's page goes on showing the conversation that it is in
Heads = Callable[[Iterable[str]], dict[str, Conversation]]


class Turns(Protocol):
    """Finds what was said."""

    def turns(self, conversation: str, limit: int, before: str = "", /) -> list[Turn]: ...


class Opening(Protocol):
    """Finds what was said first."""

    def opening(self, conversation: str, limit: int, /) -> list[Turn]: ...


class Told(Turns, Opening, Protocol):
    """Finds both."""


def followed(found: Mapping[str, Conversation], heads: Heads) -> dict[str, Conversation]:
    """The same names, each with the conversation that goes on there now; read only where one was merged."""
    gone = {one.into for one in found.values() if one.into} - found.keys()
    known = {**found, **heads(sorted(gone))} if gone else found
    return {name: known.get(one.into, one) if one.into else one for name, one in found.items()}


def of_whose(found: Iterable[Conversation], whose: Whose) -> list[Conversation]:
    """Those that this person has part in, each once: a pointer that a merge wrote is still there when two were parted,
    and may be somebody else's by then."""
    once = {one.id: one for one in found}.values()
    return [one for one in once if not {one.person, *one.keys}.isdisjoint(whose.ids)]


def turns_of(store: Turns, head: Conversation, limit: int, before: str = "") -> list[Turn]:
    """Up to `limit` turns before a place, of a conversation and all that was merged into it, newest first."""
    found = [turn for one in (head.id, *head.absorbs) for turn in store.turns(one, limit, before)]
    return sorted(found, key=place_of, reverse=True)[:limit] if head.absorbs else found


def opening_of(store: Opening, head: Conversation) -> list[Turn]:
    """What was said first, of a conversation and all that was merged into it: what a card is made of besides the last
    words, where there is more between them than is read."""
    return [turn for one in (head.id, *head.absorbs) for turn in store.opening(one, FIRST)]


def card_turns(store: Told, head: Conversation, limit: int) -> list[Turn]:
    """The last `limit` turns, with the first ones where there are more."""
    found = turns_of(store, head, limit)
    return found if len(found) < limit else [*found, *opening_of(store, head)]


def home_of(head: Conversation, leads: Iterable[str]) -> str:
    """In which of them a new turn is kept: in the merged one where one of the ways that it came by `leads` there."""
    return next((one for one in leads if one in head.absorbs), head.id)


def apart(stays: Conversation, goes: Conversation) -> str:
    """Why a conversation does not go on in another one; "" where it may. A page that shows a chat shows no other one's
    words."""
    if LIVE not in goes.channels:
        return ""
    if LIVE in stays.channels:
        return _("both are chats, and a visitor's page shows each: they stay two, and you answer either")
    return _("a visitor's page shows this chat: keep it, and merge the other one into it")
