"""What conversations themselves say in the ledger, so that timeline, facets and signals know of it."""

from collections.abc import Iterable, Mapping

from segue.conversations.conversations import Conversation, Turn
from segue.conversations.ordering import DESK
from segue.conversations.scoring import ANSWERS, answers_for
from segue.events import ASKED, Event, own_event
from segue.facets.support import TURN
from segue.times import Millis, to_text

EFFORT = "ces"  # the survey that asks how easy it was


def opened(head: Conversation, occasion: str, time: Millis, now: Millis) -> Event:
    """That a conversation of which no provider says so is open; `occasion` tells one opening from the next."""
    about = {"topic": head.topic or head.subject, "channel": head.channel, "queue": head.queue}
    said = {"conversation_id": head.id, **about, **_order(head)}
    return _event("Conversation Opened", f"{head.id}|opened|{occasion}", said, (time, now))


def resolved(head: Conversation, cases: Iterable[str], occasion: str, moment: tuple[Millis, Millis]) -> list[Event]:
    """That it is over, under every name by which the ledger knows it, with what the customer had to say twice; `moment`
    is (when, now)."""
    about = {"topic": head.topic or head.subject, "channel": head.channel, "queue": head.queue}
    said = {**about, "agent": head.resolved_by, "repeats": _repeats(head)}
    return [
        _event("Conversation Resolved", f"{one}|resolved|{occasion}", {"conversation_id": one, **said}, moment)
        for one in cases
    ]


def asked(head: Conversation, question: str, time: Millis) -> Event:
    """That the customer was asked in the chat how easy it was; `question` is the turn's id."""
    said = {
        "survey": EFFORT,
        "conversation_id": head.id,
        "topic": head.topic,
        "channel": head.channel,
        "agent": answers_for(head),
        ANSWERS: question,
    }
    return _event(ASKED, f"{head.id}|asked|{question}", said, (time, time))


def replied(head: Conversation, turn: Turn, now: Millis) -> Event:
    """What one of the staff answered."""
    said = {
        "conversation_id": head.id,
        "author": turn.author,
        "text": turn.text,
        "turn_id": turn.id,
        "topic": head.topic,
        "channel": turn.channel,
        "agent": turn.agent,
        "attachments": [{"name": one.get("name"), "type": one.get("type")} for one in turn.attachments],
        **_order(head),
    }
    return _event(TURN, f"{head.id}|turn|{turn.id}", said, (turn.time, now))


def escalated(head: Conversation, now: Millis) -> Event:
    """That an answer was due and nobody has given it: at the moment when it was due."""
    said = {
        "conversation_id": head.id,
        "channel": head.channel,
        "queue": head.queue,
        "topic": head.topic,
        "due": to_text(head.due),
    }
    return _event("Conversation Escalated", f"{head.id}|escalated|{head.due}", said, (head.due, now))


def call_lapsed(head: Conversation, turn: Turn, now: Millis) -> Event:
    """That a call counts as ended, since nobody has said so for so long."""
    said = {
        "conversation_id": turn.thread or head.id,
        "channel": turn.channel,
        "outcome": turn.detail["outcome"],
        "reason": "nobody said that it was over",
        "agent": turn.agent,
    }
    return _event("Call Ended", f"{head.id}|lapsed|{turn.id}", said, (now, now))


def _repeats(head: Conversation) -> list[str]:
    if not head.repeats:
        return []
    from segue.conversations.cards.repeats import WORDS  # few have to say anything twice

    return [one for one, words in WORDS.items() if words in head.repeats]


def _order(head: Conversation) -> dict[str, str]:
    """The order that the customer named: as `order`, for what they typed proves nothing and links nobody."""
    return {"order": str(head.known.get("order") or "")}


def _event(name: str, identity: str, said: Mapping[str, object], moment: tuple[Millis, Millis]) -> Event:
    return own_event((DESK, "support"), (name, identity), {key: one for key, one in said.items() if one}, moment)
