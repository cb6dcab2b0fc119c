"""Conversations in the words of those who answer them: where one stands, how long the customer waits. Pure."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from segue.console.script_words import WORDS
from segue.console.words import label
from segue.conversations.conversations import Conversation
from segue.languages.texts import _
from segue.times import DAY, HOUR, MINUTE, Millis

SOON: Millis = 10 * MINUTE  # before an answer is due
ID = re.compile(r"[a-z][a-z0-9_-]*")  # a name that a program has given
STATES = {
    "open": (_("To answer"), "accent"),
    "waiting": (_("Answered"), ""),
    "snoozed": (_("Snoozed"), ""),
    "resolved": (_("Resolved"), "good"),
}
ICONS = {
    "chat": "chat",
    "email": "mail",
    "sms": "mobile",
    "whatsapp": "chat",
    "messenger": "chat",
    "instagram": "chat",
    "x": "chat",
    "phone": "phone",
    "helpdesk": "people",
}


class Clock(NamedTuple):
    """How long somebody waits: in words, with their colour, and the moment that a browser counts from or to.

    `kind` is one of `KINDS`."""

    words: str
    tone: str
    kind: str
    moment: Millis


KINDS = ("due", "late", "waits", "returned", "answered", "snoozed", "resolved")  # of the script's words, too


def clock(head: Conversation, now: Millis) -> Clock:
    """The service clock of a conversation: it runs while the shop is to answer."""
    if head.state != "open":
        return _told(*_standing(head), now)
    if not head.due:
        returned = head.reopened > head.answered >= head.heard
        return _told("returned", head.reopened, now) if returned else _told("waits", head.heard or head.began, now)
    if head.due <= now:
        return _told("late", head.due, now, "bad")
    return _told("due", head.due, now, "warn" if head.due - now <= SOON else "good")


def _standing(head: Conversation) -> tuple[str, Millis]:
    if head.state == "waiting":
        return "answered", head.answered
    return ("snoozed", head.snoozed) if head.state == "snoozed" else ("resolved", head.resolved)


def _told(kind: str, moment: Millis, now: Millis, tone: str = "") -> Clock:
    return Clock(WORDS[kind].format(span(abs(now - moment))), tone, kind, moment)


def span(length: Millis) -> str:
    """`1 min`, `2 h 5 min`, `3 days`: whole minutes, at least one."""
    if length < HOUR:
        return WORDS["span_minutes"].format(max(1, length // MINUTE))
    if length < DAY:
        hours, minutes = length // HOUR, length % HOUR // MINUTE
        return WORDS["span_hours_minutes"].format(hours, minutes) if minutes else WORDS["span_hours"].format(hours)
    days = length // DAY
    return str(WORDS["span_day"]) if days == 1 else WORDS["span_days"].format(days)


def channel_icon(channel: str) -> str:
    """The icon of a channel that a customer may come by."""
    return ICONS.get(channel, "dot")


def about(head: Conversation) -> dict[str, Any]:
    """What a conversation is about, by its subject (of a chat that is its page's topic), else its topic, and the words
    that were said last."""
    group, named = topic(head.topic), topic(head.subject or head.topic)
    preview = head.preview if head.preview != named else ""
    title = named or preview or _("No words yet")
    return {"title": title, "named": named, "preview": preview if named else "", "topic": group}


def topic(name: str) -> str:
    """A topic as people call it: `track_order` as `Track order`; one in words of somebody's own as it is."""
    return label(name) if ID.fullmatch(name) else name


def topic_of(typed: str, known: Iterable[str]) -> str:
    """The topic that somebody means who types its name; what none is called so is a topic of its own."""
    return next((one for one in known if topic(one).casefold() == typed.casefold()), typed)


def talk_line(head: Conversation, now: Millis) -> dict[str, Any]:
    """A conversation as a line below its customer."""
    told = {"id": head.id, "state": STATES[head.state], "clock": clock(head, now), "icon": channel_icon(head.channel)}
    return {**about(head), **told, "cases": head.cases, "resolved": head.state == "resolved"}
