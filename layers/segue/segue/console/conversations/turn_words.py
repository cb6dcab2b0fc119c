"""What was said in a conversation, as a thread: who, by which channel, and whether it reached the customer. Pure."""

import zlib
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from segue.console.conversations.talk_words import channel_icon, span
from segue.console.messages.message_words import message_view
from segue.console.words import by_channel, day, label, shown
from segue.conversations.calls import told
from segue.conversations.conversations import Turn
from segue.languages.numbers import number
from segue.languages.texts import _
from segue.messages import Message
from segue.times import MINUTE, SECOND, Millis

MEGA = 1_000_000  # bytes
WAYS = {"sent": _("Sent"), "held": _("Waits"), "unknown": _("Sent, not confirmed")}
WHO = {"customer": _("Customer"), "bot": _("Bot")}
READ = ("opened", "clicked", "replied")
REACHED = ("delivered", "machine_opened", "scanned", *READ)
GONE = ("deleted", "unsent", "removed", "redacted")
INNER = (
    *("started", "ended", "mail", "kind", "changed", "macro", "steps", "choices", "stored", "step", "survey_id"),
    *("direction", "duration", "wait", "talk", "answered", "taken", "lapsed", "outcome", "status", "seconds"),
    *("recording", "effort_question"),
)
ENDS = {"ringing": _("ringing or going on"), "talking": _("going on"), "unknown": _("nobody said how it ended")}
ENDS |= {"missed": _("nobody took it"), "abandoned": _("the customer hung up")}


def thread(turns: Sequence[Turn], messages: Mapping[str, Message], now: Millis) -> list[dict[str, Any]]:
    """[{"day", "turns"}], oldest first, as it is read at a moment."""
    days = groupby(turns, key=lambda one: day(one.time, now))
    return [{"day": name, "turns": [view(one, messages.get(one.message)) for one in part]} for name, part in days]


def view(turn: Turn, message: Message | None) -> dict[str, Any]:
    """A turn with its side: `theirs`, `ours`, `note`, or `between` for what nobody said.
    `agent` is the user name of who of the staff said it, `who` anybody else."""
    state = _state(message)
    return {
        "id": turn.id,
        "side": _side(turn),
        "who": WHO.get("customer" if _is_theirs(turn) else turn.author, _("The shop")),
        "agent": turn.agent if turn.author == "agent" else "",
        "channel": turn.channel,
        "icon": "note" if turn.kind == "note" else channel_icon(turn.channel),
        "time": turn.time,
        "text": _moved(turn) or turn.text,
        "call": _call(turn) if turn.kind == "call" else "",
        "took": turn.agent if turn.kind == "call" and turn.author == "customer" else "",
        "facts": _facts(turn) if turn.kind in ("form", "call") else [],
        "choices": _choices(turn),
        "attachments": [_attachment(turn, place, one) for place, one in enumerate(turn.attachments)],
        "changed": _changed(turn),
        "state": state,
        "mark": f"{zlib.crc32(repr((turn, state)).encode()):x}",
    }


def _is_theirs(turn: Turn) -> bool:
    """Whether it says what the customer did: moved elsewhere, read an article."""
    return turn.agent == "customer" or bool(turn.detail.get("article"))


def _moved(turn: Turn) -> str:
    """That the customer went on elsewhere; of what the shop did its own words tell."""
    if not (turn.agent == "customer" and turn.detail.get("moved")):
        return ""
    return _("The customer went on by {channel}.").format(channel=by_channel(turn.channel))


def _side(turn: Turn) -> str:
    if turn.author == "system" and (turn.kind != "note" or turn.detail.get("article")):
        return "between"
    if turn.kind == "note":
        return "note"
    return "theirs" if turn.author == "customer" else "ours"


def _call(turn: Turn) -> str:
    """`Call, 4 min`; one that nobody took says so, one that has not ended rings or is going on."""
    known = told(turn.detail, turn.author)
    way = _("Call to the customer") if known.get("direction") == "outbound" else _("Call")
    words = ENDS.get(known["outcome"], "")
    seconds = known.get("seconds", 0) * SECOND
    length = "" if not seconds else f"{known['seconds']} s" if seconds < MINUTE else span(seconds)
    return ", ".join(str(one) for one in (way, words, length) if one)


def _facts(turn: Turn) -> list[dict[str, str]]:
    """What a form was answered, or what is known of a call."""
    return [{"name": label(str(name)), "said": shown(one)} for name, one in turn.detail.items() if name not in INNER]


def _choices(turn: Turn) -> list[str]:
    given = turn.detail.get("choices") if turn.kind == "ask" else None
    return [shown(one) for one in given] if isinstance(given, list) else []


def _attachment(turn: Turn, place: int, one: Mapping[str, Any]) -> dict[str, Any]:
    """A file with its size; `place` is where one that we keep is asked for, `url` where another one stands."""
    size = int(one.get("size") or 0)
    length = f"{number(size / MEGA, 1)} MB" if size >= MEGA else f"{max(1, size // 1000)} kB" if size else ""
    url, kept = str(one.get("url") or ""), one.get("key") or (turn.detail.get("stored") and not one.get("url"))
    return {
        "name": str(one.get("name") or _("A file")),
        "size": length,
        "url": url if url.startswith("https://") else "",
        "place": f"{turn.conversation}/files/{turn.id}/{place}" if kept else "",
    }


def _changed(turn: Turn) -> str:
    """What became of the words since."""
    change = turn.detail.get("changed")
    if not change:
        return ""
    return _("Taken back by the customer") if change[-1] in GONE else _("Changed by the customer")


def _state(message: Message | None) -> dict[str, str]:
    """Whether an answer has reached the customer, in plain words; {} of what nobody has to carry."""
    if message is None:
        return {}
    shown_so = message_view(message)
    reasons = " ".join(str(one) for one in (*shown_so["reasons"], *shown_so["waits_for"]))
    if message.state in ("failed", "dropped"):
        return {"words": _("Not sent"), "tone": "bad", "why": reasons}
    bad = [name for name in message.outcomes if name not in REACHED]
    if bad:
        return {"words": _("Did not arrive: {why}").format(why=label(bad[-1]).lower()), "tone": "bad", "why": reasons}
    if set(READ) & set(message.outcomes):
        return {"words": _("Seen"), "tone": "good", "why": ""}
    if message.outcomes:
        return {"words": _("Delivered"), "tone": "good", "why": ""}
    return {
        "words": WAYS.get(message.state, _("On its way")),
        "tone": "warn" if message.state in ("held", "unknown") else "",
        "why": reasons,
    }
