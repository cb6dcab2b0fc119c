"""What a visitor sees of a conversation: never what the staff say among themselves, and without proof of who asks only
what was said in this very chat.

An answer in the chat is for whoever wrote there last. So on a device that several people use, each sees the own words
and the answers to them, though all of it is one conversation to the shop.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.turning import place_of
from segue.keys import IdentityKey
from segue.times import MINUTE, Millis, to_text

CHAT = "chat"
OPEN_TO_READ = ("said", "form", "ask")
LATE: Millis = MINUTE  # a turn may be written after one of a later time
USER = "u_"
Link = Callable[[Mapping[str, Any]], str]  # where a file of ours can be opened


class Viewer(NamedTuple):
    """Who looks: by this thread; `proven` who it is."""

    thread: str
    proven: bool


class Mark(NamedTuple):
    """Up to where a visitor has read: the conversation, its version, the time of the newest turn."""

    conversation: str = ""
    version: int = 0
    time: Millis = 0

    def __str__(self) -> str:
        return f"{self.conversation}.{self.version}.{self.time}"


class Seen(NamedTuple):
    """What somebody sees: turns, oldest first; up to where; and the conversation, None where nothing was said."""

    turns: list[Turn]
    mark: Mark
    head: Conversation | None


def mark_of(text: str) -> Mark:
    """The inverse; an empty one of anything else."""
    parts = text.split(".")
    whole = len(parts) == len(Mark._fields) and all(one.isdecimal() and len(one) < 20 for one in parts[1:])
    return Mark(parts[0], int(parts[1]), int(parts[2])) if whole else Mark()


def shown(turns: Iterable[Turn], viewer: Viewer) -> list[Turn]:
    """Those of a conversation's turns, given newest first, that somebody sees, oldest first."""
    return list(_shown(sorted(turns, key=place_of), viewer))


def _shown(turns: Iterable[Turn], viewer: Viewer) -> Iterator[Turn]:
    mine = False
    for turn in turns:
        if turn.author == "customer" and turn.channel == CHAT:
            mine = turn.thread == viewer.thread
        if turn.kind in OPEN_TO_READ and (viewer.proven or (mine and _in_chat(turn))):
            yield turn


def _in_chat(turn: Turn) -> bool:
    """Whether it was said in a chat, or says that it goes on elsewhere."""
    return turn.channel == CHAT or (turn.author == "system" and bool(turn.detail.get("moved")))


def seen(turns: Iterable[Turn], head: Conversation, viewer: Viewer) -> Seen:
    """What somebody sees of one conversation."""
    found = shown(turns, viewer)
    return Seen(found, Mark(head.id, head.version, found[-1].time if found else 0), head)


def newer(turns: Iterable[Turn], mark: Mark) -> list[Turn]:
    """Those that somebody who has read so far may not have: some come twice rather than none."""
    return [one for one in turns if one.time > mark.time - LATE]


def is_foreign(head: Conversation, ids: Iterable[IdentityKey]) -> bool:
    """Whether somebody else who was proven has part in it."""
    known = set(ids)
    return any(one.startswith(USER) and one not in known for one in head.keys)


def leads_away(head: Conversation, proven: bool, channel: str = "") -> bool:
    """Whether somebody may take the conversation along to a channel: where more of it is another's than a chat without
    proof, or the customer has written from there, only who is proven."""
    others = any(one.startswith(USER) for one in head.keys)
    return proven or not (others or (channel in head.points and channel not in head.given))


def told(turn: Turn, link: Link) -> dict[str, Any]:
    """A turn as the visitor's browser gets it."""
    said = {
        "id": turn.id,
        "time": to_text(turn.time),
        "author": turn.author,
        "kind": turn.kind,
        "channel": turn.channel,
        "text": turn.text,
        "attachments": [_file(turn, one, link) for one in turn.attachments],
        "choices": _choices(turn.detail.get("choices")),
        "answers": turn.detail.get("answers") if turn.kind == "form" else None,
    }
    return {name: one for name, one in said.items() if one not in (None, "", [])} | {"text": turn.text}


def _choices(given: Any) -> list[dict[str, str]]:
    rows = given if isinstance(given, list | tuple) else []
    return [{"id": str(one.get("id", "")), "title": str(one.get("title", ""))} for one in rows if _is_choice(one)]


def _is_choice(one: Any) -> bool:
    return isinstance(one, Mapping) and bool(one.get("id"))


def _file(turn: Turn, one: Mapping[str, Any], link: Link) -> dict[str, Any]:
    kept = turn.kept(one)
    said = {"name": str(one.get("name", "")), "type": str(one.get("type", ""))}
    place = link({**said, "key": kept}) if kept else str(one.get("url", ""))
    return {**said, "size": one.get("size", 0), "url": place}
