"""What a visitor sees of a conversation: never what the staff say among themselves; and without proof of who asks, or
where anybody else has part in it, only what was said in this very chat.

An answer in the chat is for whoever wrote there last. So on a device that several people use, each sees the own words
and the answers to them, though all of it is one conversation to the shop.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from segue.conversations.contributions import PAGE
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.standing import MOST_NAMES
from segue.conversations.turning import place_of
from segue.keys import IdentityKey
from segue.times import MINUTE, Millis, to_text

CHAT = "chat"
OPEN_TO_READ = ("said", "form", "ask")
LATE: Millis = MINUTE  # a turn may be written after one of a later time
Link = Callable[[Mapping[str, Any]], str]  # where a file of ours can be opened


class Viewer(NamedTuple):
    """Who looks: by this thread; `ids` are theirs where it is proven who it is; `back` is another thread that a link of
    ours has led them to."""

    thread: str
    ids: frozenset[IdentityKey] = frozenset()
    back: str = ""


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


def _shown(turns: Iterable[Turn], threads: set[str], whole: bool) -> Iterator[Turn]:
    mine = False
    for turn in turns:
        if turn.author == "customer" and turn.channel == CHAT:
            mine = turn.thread in threads
        if turn.kind in OPEN_TO_READ and (whole or (mine and _in_chat(turn))):
            yield turn


def _in_chat(turn: Turn) -> bool:
    """Whether it was said in a chat, or says that it goes on elsewhere."""
    return turn.channel == CHAT or (turn.author == "system" and bool(turn.detail.get("moved")))


def seen(turns: Iterable[Turn], head: Conversation, viewer: Viewer) -> Seen:
    """What somebody sees of one conversation, whose turns are given in any order: oldest first."""
    whole = bool(viewer.ids) and is_theirs(head, viewer.ids)
    threads = {viewer.thread, viewer.back} - {""}
    found = list(_shown(sorted(turns, key=place_of), threads, whole))
    return Seen(found, Mark(head.id, head.version, found[-1].time if found else 0), head)


def newer(turns: Iterable[Turn], mark: Mark) -> list[Turn]:
    """Those that somebody who has read so far may not have: some come twice rather than none."""
    return [one for one in turns if one.time > mark.time - LATE]


def is_theirs(head: Conversation, ids: frozenset[IdentityKey]) -> bool:
    """Whether nobody but these has part in it: a stranger whose address was typed into it may have answered, and to the
    desk somebody who claims the same address is the same person. Of very many only the last are known: that is
    nobody's alone; so is what a public key told, and what nobody has said anything in."""
    told = any(one.startswith(PAGE) for one in head.threads)
    return not told and 0 < len(head.keys) < MOST_NAMES and ids.issuperset(head.keys)


def leads_away(head: Conversation, ids: frozenset[IdentityKey], proven: bool, channel: str = "") -> bool:
    """Whether somebody may take the conversation along to a channel: nobody else has part in it, and without proof the
    customer has not written from there."""
    return is_theirs(head, ids) and (proven or channel not in head.points or channel in head.given)


def told(turn: Turn, link: Link, called: Callable[[str], str] = lambda _: "") -> dict[str, Any]:
    """A turn as the visitor's browser gets it; `called` is what one of the staff is called in public."""
    said = {
        "id": turn.id,
        "time": to_text(turn.time),
        "author": turn.author,
        "by": called(turn.agent) if turn.author == "agent" and turn.agent else "",
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
