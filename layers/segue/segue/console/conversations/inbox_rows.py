"""The inbox as rows: who wrote, by which channel, about what, and how long they wait. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from segue.console.conversations.talk_words import about, channel_icon, clock
from segue.console.words import UNKNOWN, called
from segue.conversations.conversations import Conversation
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.times import LATEST, MINUTE, Millis

RINGS: Millis = 2 * MINUTE
Names = Mapping[PersonId, Profile | None]


class Read(NamedTuple):
    """What one of the staff has read: up to when each conversation was heard; `called`: where a note that calls them
    was not read yet."""

    heard: Mapping[str, Millis]
    called: Collection[str] = ()


def ordered(heads: Iterable[Conversation], now: Millis) -> list[Conversation]:
    """Whoever calls now stands first; then what is due first, and whoever waits longest where nothing is; then what
    waits for the customer, newest first; then what is snoozed, as it comes back."""
    return sorted(heads, key=lambda one: (*_urgency(one, now), one.id))


def _urgency(head: Conversation, now: Millis) -> tuple[int, Millis]:
    if calls(head, now):
        return 0, head.heard
    if head.state == "snoozed":
        return 3, head.snoozed
    return (1, head.due or LATEST + head.heard) if head.state == "open" else (2, -head.touched)


def calls(head: Conversation, now: Millis) -> bool:
    """Whether somebody rings, or rang a moment ago, and nobody has taken the call."""
    return head.state == "open" and head.channel == "phone" and now - head.heard <= RINGS


def rows(heads: Sequence[Conversation], names: Names, read: Read, eyes: tuple[str, Millis]) -> Any:
    """Each conversation as a line, as one of the staff sees it at a moment."""
    return [_row(head, names.get(head.person), read, eyes) for head in heads]


def _row(head: Conversation, profile: Profile | None, read: Read, eyes: tuple[str, Millis]) -> dict[str, Any]:
    (own, now), seen = eyes, read.heard.get(head.id, 0)
    return {
        "id": head.id,
        "person": head.person,
        "name": name_of(profile, head),
        "channel": head.channel,
        "icon": channel_icon(head.channel),
        "clock": clock(head, now),
        "state": head.state,
        "tags": head.tags[:3],
        "assignee": head.assignee,
        "by": head.answered_by if head.answered > head.heard else "",
        "mine": head.assignee == own,
        "unread": head.state == "open" and head.heard > seen,
        "called": head.id in read.called,
        "mark": f"{head.version}.{seen}.{head.id in read.called}",
        "repeats": bool(head.repeats),
        "calls": calls(head, now),
        **about(head),
    }


def name_of(profile: Profile | None, head: Conversation | None = None) -> str:
    """What a customer is called who may not be known: of a conversation also by the address that was given in it."""
    name = called(profile.traits, profile.identifiers) if profile and not profile.shared else UNKNOWN
    return or_given(name, head)


def or_given(name: str, head: Conversation | None) -> str:
    """This name; where there is none the address that was given in the conversation, if one was."""
    return next(iter(head.given.values()), name) if head and name in ("", UNKNOWN) else name
