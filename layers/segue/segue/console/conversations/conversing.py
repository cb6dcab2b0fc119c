"""The page of one conversation: what was said, who the customer is, what may be answered and how."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from segue.api.cursors import clear, opaque
from segue.console.conversations import attending, inbox, macro_sets
from segue.console.conversations.beside_talk import beside
from segue.console.conversations.inbox_rows import name_of, or_given
from segue.console.conversations.talk_words import STATES, about, clock
from segue.console.conversations.turn_words import thread
from segue.console.conversations.typed import Unsent, begun, ways_of
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.conversations.cards.cards import card_of, told_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.joined import opening_of, turns_of
from segue.conversations.knowledge.macro_rows import gaps_in
from segue.conversations.turning import place_of
from segue.errors import NotFound
from segue.languages.texts import _
from segue.messages import Message
from segue.profile.profiles import Profile
from segue.times import Millis

EVERY: Millis = 700  # between two looks of an open page: with the second that the fold may wait, two seconds hold
TURNS, LOOKED_AT, LONG = 60, 5, 128  # of one page; answers whose way is followed; characters of a channel
OVER = ("resolved", "sent", "snoozed")  # what was done of a conversation that one leaves then
SAID = {
    "note": _("Noted. Only the staff reads it."),
    "said": _("Sent."),
    "own": _("Sent, in your own words: the macro does not count as tried."),
    "sent": _("Sent and resolved."),
    "resolved": _("Resolved."),
    "reopened": _("Open again."),
    "snoozed": _("Snoozed. It comes back then, or as soon as the customer writes."),
    "awake": _("Back among what there is to do."),
    "taken": _("It is yours."),
    "given": _("Given on."),
    "changed": _("Saved."),
    "entered": _("The code is right: here the conversation goes on, and the customer is verified."),
    "agreed": _("Kept, with the words that were read. It is in force now."),
    "merged": _("Merged. What was said in both stands here in order of time."),
    "parted": _("Parted. Each of them has its own again."),
    "put-in": _("It stands in the answer below. Nothing is sent yet."),
    "moved": _("A message is on its way there. What the customer answers to it comes here."),
}


class Found(NamedTuple):
    """A conversation with its last turns, oldest first, the place before them, whose it is, and the first turns where
    they are not among these."""

    head: Conversation
    turns: list[Turn]
    further: str
    profile: Profile | None
    messages: Mapping[str, Message]
    opening: Sequence[Turn] = ()


def back(visit: Visit, _: Desk) -> Shown:
    """From the address of a form that was refused to its conversation, in the same list, by the same way."""
    asked = inbox.asked_of(visit)._asdict() | {"by": visit.asked("by")[:LONG]}
    query = urlencode({name: one for name, one in asked.items() if one})
    return redirect(f"{visit.base}/inbox/{visit.args['conversation']}{f'?{query}' if query else ''}")


def show(visit: Visit, desk: Desk, unsent: Unsent | None = None, status: int = 200) -> Shown:
    """One conversation, with the inbox beside it. Raises NotFound."""
    found = find(visit, desk)
    if found.head.id != visit.args["conversation"] and not unsent:
        return redirect(f"{visit.base}/inbox/{found.head.id}{inbox.asked_of(visit).but()}")
    desk.talks.seen.see(visit.name, found.head.id, found.head.heard, visit.now)
    facts = {
        **inbox.facts(visit, desk, {found.head.person: found.profile}),
        **attending.facts(visit),
        **told(visit, found),
        **beside(visit, desk, found.profile, found.head),
        **_box(visit, desk, found, unsent),
        "summarises": desk.talks.helping.summarises(),
        "said": SAID.get(visit.asked("said"), ""),
    }
    facts["onward"] = _onward(facts["rows"], found.head.id) if visit.asked("said") in OVER else None
    return replace(page(visit, "talk.html", status, **facts), connects=desk.talks.helping.uploads_to())


def more(visit: Visit, desk: Desk) -> Shown:
    """204 while nothing has changed, for one small read; else the thread and where the conversation stands."""
    head = head_of(visit, desk)
    if _sum(head, desk.talks.messages(_asked(visit))) == visit.asked("seen"):
        return Shown(204)
    found = find(visit, desk)
    desk.talks.seen.see(visit.name, head.id, found.head.heard, visit.now)
    ways = ways_of(visit, desk, (head, found.profile, found.turns), "")
    return page(visit, "talk_new.html", **told(visit, found), **ways)


def more_beside(visit: Visit, desk: Desk) -> Shown:
    """204 while nothing of the customer has changed; else all that stands beside the conversation. Raises NotFound."""
    head = head_of(visit, desk)
    facts = beside(visit, desk, desk.talks.people([head.person]).get(head.person), head)
    if facts["beside"] == visit.asked("seen"):
        return Shown(204)
    return page(visit, "talk_beside.html", talk=head, asked=inbox.asked_of(visit), **facts)


def head_of(visit: Visit, desk: Desk) -> Conversation:
    """Where the conversation stands that is asked for, or what it was merged into. Raises
    NotFound("unknown-conversation")."""
    head = desk.talks.kept.head(visit.args["conversation"])
    head = desk.talks.kept.head(head.into) if head and head.into else head
    if head is None:
        raise NotFound("unknown-conversation", _("there is no such conversation"))
    return head


def find(visit: Visit, desk: Desk) -> Found:
    """The conversation as it is read. Raises NotFound."""
    head, before = head_of(visit, desk), visit.asked("before")
    newest = turns_of(desk.talks.kept, head, TURNS + 1, clear(before) if before else "")
    turns = newest[:TURNS][::-1]
    further = opaque(place_of(turns[0])) if len(newest) > TURNS else ""
    profile = desk.talks.people([head.person]).get(head.person)
    said = desk.talks.messages([one.message for one in turns if one.message])
    opening = opening_of(desk.talks.kept, head) if further else ()
    return Found(head, turns, further, profile, {one.id: one for one in said}, opening)


def told(visit: Visit, found: Found) -> dict[str, Any]:
    """What the thread and the line above it say, and what the browser brings back to be told of changes."""
    from segue.console.conversations import snoozes  # for who has a conversation open

    head = found.head
    following = [one.message for one in found.turns if one.message][-LOOKED_AT:]
    return {
        "asked": inbox.asked_of(visit),
        "every": EVERY,
        "talk": {**vars(head), **about(head), "topic": head.topic, "name": name_of(found.profile, head)},
        "mine": head.assignee == visit.name,
        "clock": clock(head, visit.now),
        **snoozes.offered(visit),
        "state": STATES[head.state],
        "card": _card(found),
        "days": thread(found.turns, found.messages, visit.now),
        "further": found.further,
        "older": bool(visit.asked("before")),
        "following": ",".join(following),
        "sum": _sum(head, [found.messages[one] for one in following if one in found.messages]),
    }


def _card(found: Found) -> dict[str, Any]:
    """What needs not be asked again; {} where nothing is known but who it is."""
    told = told_of(card_of(found.head, [*found.opening, *found.turns], found.profile))
    told["name"] = or_given(told["name"], found.head)
    return told if any(told[one] for one in ("order", "problem", "tried", "forms")) else {}


def _box(visit: Visit, desk: Desk, found: Found, unsent: Unsent | None) -> dict[str, Any]:
    """The reply box: what is typed already, and by which channels it may go."""
    head, helping = found.head, desk.talks.helping
    unsent = unsent or begun(visit, desk)
    given = unsent.fields
    ways = ways_of(visit, desk, (head, found.profile, found.turns), given.get("channel", ""))
    return {
        **ways,
        "text": given.get("text", ""),
        "macro": given.get("macro", ""),
        "gaps": gaps_in(given.get("text", "")) if given.get("kind") != "note" and not unsent.words else (),
        "sets": macro_sets.shown(helping.sets(given.get("macro", "")), head.topic, given),
        "files": given.get("files", ""),
        "kind": "note" if given.get("kind") == "note" or not ways["way"] else "said",
        "occasion": desk.fresh_token(),
        "wrong": unsent.words,
        "topics": helping.topics(),
        "scripts": helping.scripts(found.profile) if found.profile else [],
        "offers": helping.offers(head, found.turns, found.profile),
        "colleagues": visit.names.others(visit.name),
    }


def _onward(rows: Sequence[Mapping[str, Any]], left: str) -> Mapping[str, Any] | None:
    """The conversation that is next in the list after one is over."""
    return next((one for one in rows if one["id"] != left), None)


def _asked(visit: Visit) -> list[str]:
    """The answers whose way the page follows, so that what becomes of them is told."""
    return [one for one in visit.asked("following").split(",") if one][:LOOKED_AT]


def _sum(head: Conversation, messages: list[Message]) -> str:
    followed = sorted((one.id, one.state, tuple(sorted(one.outcomes))) for one in messages)
    return f"{zlib.crc32(repr((head.id, head.version, followed)).encode()):x}"
