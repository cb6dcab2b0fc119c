"""What an event of the ledger says to a conversation in so many words, and what comes with them."""

from collections.abc import Mapping
from typing import Any

from segue.conversations import refs
from segue.conversations.form_answers import answers_in
from segue.events import Event
from segue.facets.registers import text
from segue.messaging.locales import tag

MOST = 20  # attachments
KEPT = {"name": 200, "type": 200, "url": 4_000, "key": 400, "id": 400}  # texts of one, with how long they may be
LARGEST = 1 << 40  # bytes of one
CALLED = ("direction", "duration", "wait", "talk", "answered", "reason", "status", "queue", "recording")
ARTICLE = ("article",)
ENDS = {"Call Started": "started", "Call Answered": "taken"}  # what else tells of a call tells of its end
SURVEYED = ("survey", "score", "rating", "survey_id")


def words_of(event: Event) -> str:
    """What somebody said, under whichever name the event has it."""
    said = event.properties
    found = next((said[one] for one in ("text", "message_body", "comment") if isinstance(said.get(one), str)), "")
    return found.strip()


def language_of(event: Event) -> str:
    """The language, `de` of `de-AT`; "" where none is told."""
    given = event.context.get("locale") or event.traits.get("locale")
    return (tag(given) or "").partition("-")[0] if isinstance(given, str) else ""


def answers_of(said: Mapping[str, Any]) -> tuple[str, ...]:
    """References to what it answers."""
    named = [text(said.get(one), 400) for one in ("reply_to", "provider_message_id")]
    goes_on = text(said.get("goes_on"), 400)  # a chat of ours that this one goes on with: nobody guesses its name
    return (*(refs.of_said(one) for one in named if one), *([refs.of_thread(goes_on)] if goes_on else []))


def attachments_of(given: Any) -> tuple[Mapping[str, Any], ...]:
    """Files that came with it, with what is known of each. Anybody may send them: what has another form is left out."""
    rows = given if isinstance(given, list) else []
    return tuple(_file(row) for row in rows[:MOST] if isinstance(row, dict))


def _file(row: Mapping[str, Any]) -> dict[str, Any]:
    size = row.get("size")
    usable = isinstance(size, int) and not isinstance(size, bool) and 0 < size < LARGEST
    found = {name: text(row.get(name), most) for name, most in KEPT.items()} | {"size": size if usable else 0}
    return {name: one for name, one in found.items() if one}


def detail_of(event: Event, stage: str, sort: str) -> dict[str, Any]:
    """What its kind knows besides: a call's ends, a survey's score, which article, a mail's own id."""
    said = event.properties
    wanted = {"call": CALLED, "survey": SURVEYED, "article": ARTICLE}.get(stage, ())
    found = {name: said[name] for name in wanted if said.get(name) not in (None, "")}
    mail = _mail(said) if event.channel == "email" and stage == "turn" else {}
    ends = {ENDS.get(event.event or "", "ended"): event.timestamp} if stage == "call" else {}
    return {**found, **ends, **mail, **({"kind": sort} if sort else {}), **answers_in(event)}


def _mail(said: Mapping[str, Any]) -> dict[str, str]:
    """A mail's own id, what it is called, and where the whole of it is kept."""
    named = {
        "mail": text(said.get("turn_id"), 400),
        "subject": text(said.get("email_subject"), 200),
        "stored": text(said.get("stored"), 1000),
    }
    return {name: one for name, one in named.items() if one or name == "mail"}
