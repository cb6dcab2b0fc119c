"""What an event of a conversation says besides its words: files, the length of a call, where a mail is kept."""

from collections.abc import Mapping
from typing import Any

from segue.events import Event
from segue.facets.registers import text

MOST = 20  # attachments
CALLED = ("direction", "duration", "wait", "talk", "answered", "reason", "status", "queue", "recording")
SURVEYED = ("survey", "score", "rating", "survey_id")


def attachments(given: Any) -> tuple[Mapping[str, Any], ...]:
    """What is attached, as far as it is kept."""
    rows = given if isinstance(given, list) else []
    kept = ("name", "type", "size", "url", "key", "id")
    return tuple({name: row[name] for name in kept if row.get(name)} for row in rows[:MOST] if isinstance(row, dict))


def detail(event: Event, stage: str, sort: str) -> dict[str, Any]:
    """What a contribution of a stage says besides; `sort`: what its source calls its kind."""
    said = event.properties
    wanted = CALLED if stage == "call" else SURVEYED if stage == "survey" else ()
    found = {name: said[name] for name in wanted if said.get(name) not in (None, "")}
    mail = _mail(said) if event.channel == "email" and stage == "turn" else {}
    ends = {"started" if event.event == "Call Started" else "ended": event.timestamp} if stage == "call" else {}
    return {**found, **ends, **mail, **({"kind": sort} if sort else {})}


def _mail(said: Mapping[str, Any]) -> dict[str, str]:
    """A mail's own id, and where the whole of it is kept."""
    named = {"mail": text(said.get("turn_id"), 400), "stored": text(said.get("stored"), 1000)}
    return {name: one for name, one in named.items() if one or name == "mail"}
