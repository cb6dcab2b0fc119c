"""Talks: turns, beginnings and ends of conversations, calls, and answers to what customers were asked. No words."""

from collections.abc import Mapping
from typing import Any

from segue.archive.numbers import Shop
from segue.conversations import calls
from segue.conversations.cards.repeats import WORDS
from segue.conversations.contributions import Contribution, stated
from segue.conversations.conversations import conversation_id, is_conversation
from segue.conversations.desk.staff_names import ID
from segue.conversations.ordering import DESK
from segue.conversations.scoring import ANSWERS, MAX_SCORE
from segue.events import ASKED, Event
from segue.facets import support
from segue.facets.registers import text
from segue.keys import IdentityKey
from segue.times import SECOND

Said = dict[str, Any]
QUIET, PUBLIC = "quiet", "public"
CALLED: Mapping[str, str] = {"customer": "inbound", "agent": "outbound"}
SCALES: Mapping[str, int] = {"ces": MAX_SCORE, "csat": 5, "nps": 10}
ENDS = ("resolved", "unresolved")
REFERRED: Mapping[str, str] = {"Conversation Escalated": "escalated", "Conversation Referred": "referred"}


def of_talk(event: Event, key: IdentityKey, shop: Shop) -> Said | None:
    """What it says of a conversation; None of the word of somebody who cannot know it. `outcome` of a call is how it
    ended, of an end whether it was solved; `reason` why nobody has to answer a turn, or what had to be said twice;
    `ms` how long a call was."""
    if (referred := REFERRED.get(event.event or "")) is not None:
        case = text(event.properties.get("conversation_id"))
        return {"conversation": number_of(case, shop), "outcome": referred, **_topic(event, shop)}
    known = stated(event, key)
    if known is None:
        return None
    about = {
        "conversation": number_of(known.thread, shop),
        "channel": known.channel,
        "agent": _agent(known.agent, shop),
    }
    return {**about, **_topic(event, shop), **_ends(known, event)}


def turn_of(event: Event, key: IdentityKey) -> str:
    """The id of a turn that its provider named: the same whichever event tells of the same words; else ""."""
    known = stated(event, key)
    return known.id if known and known.stage == "turn" and known.said else ""


def of_survey(event: Event, key: IdentityKey, shop: Shop) -> Said | None:
    """An answer to a survey that is known by name: score, highest score, and which question it answers; or, of our own
    chat, that the question was asked."""
    known, found = stated(event, key), support.of(event).get("surveys") or {}
    if known is None or (event.event == ASKED and event.source != DESK):
        return None
    if event.event == ASKED:
        return {**_question(event, shop), "channel": known.channel, "agent": _agent(known.agent, shop)}
    if not found:
        return None
    kind, (_, _, hundredths, case) = next(iter(found.items()))
    return {
        "channel": known.channel,
        "agent": _agent(known.agent, shop),
        "score": round(hundredths / 100),
        "scale": SCALES[kind],
        "outcome": kind,
        **_question(event, shop),
        "conversation": number_of(case, shop),
    }


def _question(event: Event, shop: Shop) -> Said:
    said = event.properties
    return {
        "conversation": number_of(text(said.get("conversation_id")), shop),
        "message": shop.numbered("question", text(said.get(ANSWERS), 400)),
        **_topic(event, shop),
    }


def number_of(thread: str, shop: Shop) -> int | None:
    """A thread, and the conversation that it began, have the same."""
    return shop.numbered("talk", thread if is_conversation(thread) or not thread else conversation_id(thread))


def _ends(known: Contribution, event: Event) -> Said:
    if known.stage == "call":
        detail = calls.told(known.detail, known.author)
        ended = {"ms": _long(detail.get("seconds")), "outcome": detail["outcome"]}
        return {"author": known.author, "reason": CALLED.get(known.author, ""), **ended}
    if known.stage == "close":
        return {"outcome": ENDS[event.properties.get("resolved") is False], "reason": _repeats(event)}
    reason = QUIET if known.quiet else PUBLIC if known.public else ""
    return {"author": known.author, "reason": reason} if known.stage == "turn" else {}


def _repeats(event: Event) -> str:
    """What the customer had to say twice, as our desk tells it at the end."""
    said = event.properties.get("repeats") if event.source == DESK else None
    return "+".join(one for one in WORDS if isinstance(said, list) and one in said)


def _topic(event: Event, shop: Shop) -> Said:
    topic = text(event.properties.get("topic"), 40)
    return {"topic": topic if topic in shop.topics else ""}


def _agent(name: str, shop: Shop) -> str:
    """The id of a member of staff; what providers call them is somebody's name, so a token stands for it."""
    return name if ID.fullmatch(name) or not name else shop.token("agent", name)


def _long(seconds: Any) -> int | None:
    usable = isinstance(seconds, int) and 0 <= seconds <= 86_400
    return seconds * SECOND if usable else None
