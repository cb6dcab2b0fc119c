"""Enclosing: files go with a mail where they are small; elsewhere, and where they are large, a link leads to them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from segue.messages import File, Message
from segue.times import DAY, Millis

WITH_A_MAIL = 5_000_000  # bytes of all files of one mail; beyond that links lead to them
KEPT: Millis = 30 * DAY  # how long a link leads to its file
Attached = Mapping[str, Any]  # {"name", "type", "size", "key"}
Enclosed = tuple[tuple[File, ...], dict[str, str]]  # what goes with it, and links by the names of the others


class Files(Protocol):
    """Where files are kept; `read` raises Refused("no-file"), Unavailable."""

    def read(self, key: str, /) -> bytes: ...

    def link(self, attached: Attached, until: Millis, /) -> str: ...


def enclosed(message: Message, files: Files | None, now: Millis) -> Enclosed:
    """The files of an answer. Raises Refused("no-file"), Unavailable."""
    given = [one for one in message.data.get("attachments", ()) if one.get("key")] if files else []
    if files is None or not given:
        return (), {}
    small = sum(int(one.get("size", WITH_A_MAIL)) for one in given) <= WITH_A_MAIL
    found = _read(given, files) if message.channel == "email" and small else []
    if found and sum(len(one.content) for one in found) <= WITH_A_MAIL:
        return tuple(found), {}
    return (), {str(one["name"]): files.link(one, now + KEPT) for one in given}


def _read(given: Sequence[Attached], files: Files) -> list[File]:
    return [File(str(one["name"]), str(one["type"]), files.read(str(one["key"]))) for one in given]
