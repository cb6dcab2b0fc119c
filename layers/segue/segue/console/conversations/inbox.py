"""The inbox: conversations that wait for an answer, filtered, and what changed since the browser last looked."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from segue.console.conversations import attending, mentioning
from segue.console.conversations.inbox_rows import Read, ordered, rows
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import channel, label
from segue.conversations.conversations import STATES, TO_DO, Conversation, State, is_conversation
from segue.conversations.joined import followed
from segue.keys import PersonId
from segue.languages.texts import _
from segue.profile.profiles import Profile
from segue.times import LATEST
from segue.wiring.presence import beats

READ, SHOWN, LONGEST = 200, 50, 128  # heads of one state; rows of a page; characters of a filter
WHOSE = {"": _("All"), "mine": _("Mine"), "nobody": _("Nobody’s"), "mentions": _("Mentions me")}
NAMED = {
    "": _("To do"),
    "open": _("To answer"),
    "waiting": _("Answered"),
    "snoozed": _("Snoozed"),
    "resolved": _("Resolved"),
}
CHANNELS = ("chat", "email", "sms", "whatsapp", "messenger", "instagram", "x", "phone", "helpdesk")


class Asked(NamedTuple):
    """Which conversations a list is of; empty is all of them. `state` empty: whichever there is something to do in."""

    whose: str = ""
    state: str = ""
    queue: str = ""
    channel: str = ""
    tag: str = ""

    def but(self, **changed: str) -> str:
        """The query of the same list with something else asked."""
        kept = {name: one for name, one in self._replace(**changed)._asdict().items() if one}
        return f"?{urlencode(kept)}" if kept else ""


def show(visit: Visit, desk: Desk) -> Shown:
    """The inbox."""
    return page(visit, "inbox.html", **facts(visit, desk), **attending.facts(visit))


def more(visit: Visit, desk: Desk) -> Shown:
    """204 while nothing has changed anywhere, for a small read of each state; else the list. Who looks is there."""
    beats().beat(visit.name, visit.now)
    if mark(desk) == visit.asked("seen"):
        return Shown(204)
    return page(visit, "inbox_new.html", **facts(visit, desk))


def facts(visit: Visit, desk: Desk, known: Mapping[PersonId, Profile | None] | None = None) -> dict[str, Any]:
    """The list with its filters; `current` is the conversation that is open beside it. Who is `known` already is not
    read again."""
    asked, seen = asked_of(visit), mark(desk)
    calls = mentioning.called(visit, desk)
    unread = mentioning.unread(visit, desk, calls)
    found = _mentioned(desk, asked, calls) if asked.whose == "mentions" else _found(visit, desk, asked)
    shown = ordered(found, visit.now)[:SHOWN]
    people = dict(known or {})
    people |= desk.talks.people(list({one.person for one in shown} - {*people}))
    read = Read(desk.talks.seen.of(visit.name, [one.id for one in shown]), unread)
    return {
        "rows": rows(shown, people, read, (visit.name, visit.now)),
        "asked": asked,
        "filters": filters(asked, found),
        "seen": seen,
        "mentions": len(unread),
        "more": len(found) - len(shown),
        "capped": len(found) >= READ,
        "current": visit.args.get("conversation") or _beside(visit),
    }


def _beside(visit: Visit) -> str:
    """The conversation that is open beside a list that asks what is new."""
    said = visit.asked("current")
    return said if is_conversation(said) else ""


def mark(desk: Desk) -> str:
    """A sum over the newest change of each state: any change of any conversation changes it."""
    newest = [desk.talks.kept.newest(one, 1, LATEST, {}) for one in STATES]
    told = [(one.id, one.version, one.touched) for found in newest for one in found]
    return f"{zlib.crc32(repr(told).encode()):x}"


def asked_of(visit: Visit) -> Asked:
    """What the query asks for; what nobody offers is as if it was not said."""
    said = {name: visit.asked(name)[:LONGEST] for name in Asked._fields}
    known = {"whose": WHOSE, "state": NAMED, "channel": ("", *CHANNELS)}
    return Asked(**{name: one if one in known.get(name, (one,)) else "" for name, one in said.items()})


def _found(visit: Visit, desk: Desk, asked: Asked) -> list[Conversation]:
    states: Sequence[State] = [one for one in STATES if one == asked.state] or TO_DO
    wanted = {"queue": asked.queue, "channels": asked.channel, "tags": asked.tag}
    wanted = {name: one for name, one in wanted.items() if one}
    wanted |= {"mine": {"assignee": visit.name}, "nobody": {"assignee": ""}}.get(asked.whose, {})
    return [one for state in states for one in desk.talks.kept.newest(state, READ, LATEST, wanted)]


def _mentioned(desk: Desk, asked: Asked, calls: Iterable[str]) -> list[Conversation]:
    """Those in which a note calls the visitor, of every state where none is asked for."""
    found = followed(desk.talks.kept.heads(calls), desk.talks.kept.heads)
    heads = {one.id: one for one in found.values()}.values()
    wanted = (
        ("state", lambda one: {one.state}),
        ("queue", lambda one: {one.queue}),
        ("channel", lambda one: {*one.channels}),
        ("tag", lambda one: {*one.tags}),
    )
    asks = [(getattr(asked, name), of) for name, of in wanted if getattr(asked, name)]
    return [one for one in heads if all(said in of(one) for said, of in asks)]


def filters(asked: Asked, found: list[Conversation]) -> list[dict[str, Any]]:
    """The choices that there are, each with where it leads; of queues and tags those that are met in the list."""
    queues = sorted({asked.queue, *(one.queue for one in found)} - {""})
    tags = sorted({asked.tag, *(tag for one in found for tag in one.tags)} - {""})
    ways = sorted({asked.channel, *(way for one in found for way in one.channels)} & set(CHANNELS))
    groups = (
        ("whose", _("Whose"), WHOSE),
        ("state", _("State"), NAMED),
        ("queue", _("Queue"), {"": _("Every queue"), **{one: label(one) for one in queues}} if queues else {}),
        ("channel", _("Channel"), {"": _("Every channel"), **{one: channel(one) for one in ways}} if ways else {}),
        ("tag", _("Tag"), {"": _("Every tag"), **{one: one for one in tags[:12]}} if tags else {}),
    )
    return [
        {"name": name, "title": title, "choices": [_choice(asked, name, *one) for one in said.items()]}
        for name, title, said in groups
        if said
    ]


def _choice(asked: Asked, name: str, value: str, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "value": value,
        "query": asked.but(**{name: value}),
        "chosen": getattr(asked, name) == value,
    }
