"""The live page: what has just happened, newest first, and what came since the browser last looked."""

import zlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from segue.aws.live import LiveEntry
from segue.console.desk import Desk
from segue.console.icons import icon_of, tone_of
from segue.console.label_words import CALLED, own
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import label
from segue.languages.texts import _, translated
from segue.times import SECOND, Millis

MOST = 60
UNSENT = "not sent: "  # before the reason, in what the feed keeps
OVERLAP: Millis = 10 * SECOND  # lines of slower writers appear behind newer ones; the browser drops what it has


def show(visit: Visit, desk: Desk) -> Shown:
    """The newest lines."""
    desk.watch(visit.now)
    entries = desk.live.recent(MOST)
    return page(visit, "live.html", rows=[row(one) for one in entries], oob=False, **mark(entries))


def more(visit: Visit, desk: Desk) -> Shown:
    """204 when nothing has changed; else the lines since shortly before the newest that the browser has."""
    desk.watch(visit.now)
    entries = desk.live.recent(MOST)
    marked = mark(entries)
    if marked["seen"] == visit.asked("seen"):
        return Shown(204)
    since = int(visit.asked("after")) if visit.asked("after").isdecimal() else 0
    rows = [row(one) for one in entries if one.time > since - OVERLAP]
    return page(visit, "live_more.html", rows=rows, oob=True, **marked)


def mark(entries: Sequence[LiveEntry]) -> dict[str, Any]:
    """What the browser brings back: the newest time and a sum over all that it was shown."""
    return {"newest": entries[0].time if entries else 0, "seen": f"{zlib.crc32(repr(entries).encode()):x}"}


def row(entry: LiveEntry) -> dict[str, Any]:
    """A line with its icon and colour, and an id by which the browser knows it again."""
    icon = icon_of(entry.title, entry.channel, entry.kind)
    known = f"{zlib.crc32(repr(entry).encode()):x}"
    said = _became(entry.detail) if entry.kind == "message" else entry.detail
    return {
        **asdict(entry),
        "title": _title(entry),
        "detail": said,
        "icon": icon,
        "tone": tone_of(entry.title, entry.kind),
        "id": known,
    }


def _title(entry: LiveEntry) -> str:
    """What happened; of a message, what its template or its subject is called."""
    if entry.kind == "message":
        return entry.title if " " in entry.title else own(entry.title)
    return CALLED.get(entry.title) or (entry.title if " " in entry.title else label(entry.title))


def _became(detail: str) -> str:
    """What the feed says of a message, told in the language of whoever looks."""
    why = detail.removeprefix(UNSENT)
    return _("not sent: {why}").format(why=translated(why)) if why != detail else translated(detail)
