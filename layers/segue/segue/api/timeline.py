"""A customer's timeline: the events of all source identities and the messages, merged, newest first. Pure.

A place in it is a text like the ledger's sort key: the client's time and the id, so that pages neither skip nor
repeat anything. What a page shows, and the order within it, is the corrected time.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from segue.api.cursors import HINT, clear, opaque
from segue.errors import Invalid
from segue.events import DECISIONS, Event
from segue.ledger import sort_key
from segue.messages import Message
from segue.times import Millis, from_text, to_text

Place = str
MOST = 200
PLACE = re.compile(r"\d{4}-\d\d-\d\dT")


@dataclass(frozen=True)
class Moment:
    """One thing on the timeline. `kind`: event, merge, message, decision (a message that was not sent, and why), or
    segment (which the person is in since then).

    `act` is an event's type in the Segment spec.
    """

    kind: str
    id: str
    time: Millis
    channel: str
    source: str
    title: str
    place: Place
    act: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What part of a timeline: at most `limit` moments older than `before`, of one channel, of one kind."""

    limit: int = 50
    before: Place = ""
    channel: str = ""
    kind: str = ""

    def wants(self, one: Moment) -> bool:
        """Whether the filters let a moment through."""
        return self.channel in ("", one.channel) and self.kind in ("", one.kind)


def of_event(event: Event) -> Moment:
    """An event as a moment; its detail are its properties, or the traits that it set."""
    given = event.timestamp if event.original_timestamp is None else event.original_timestamp
    return Moment(
        kind="merge" if event.event in DECISIONS else "event",
        id=event.message_id,
        time=event.timestamp,
        channel=event.channel,
        source=event.source,
        title=event.title,
        act=event.type,
        place=sort_key(msgspec.structs.replace(event, original_timestamp=given)),
        detail=event.properties or event.traits,
    )


def of_message(message: Message) -> Moment:
    """A message as a moment: what was sent, or a decision where it was not."""
    detail = {
        "state": message.state,
        "template": message.template,
        "purpose": message.purpose,
        "reasons": list(message.reasons),
        "outcomes": {name: to_text(moment) for name, moment in message.outcomes.items()},
    }
    return Moment(
        kind="decision" if message.state == "dropped" else "message",
        id=message.id,
        time=message.created,
        channel=message.channel,
        source=message.journey,
        title=message.subject or message.template,
        place=f"{to_text(message.created)}#{message.id}",
        detail=detail,
    )


def of_membership(key: str, name: str, since: Millis) -> Moment:
    """That the person is in a segment, at the time since when."""
    return Moment(
        kind="segment", id=key, time=since, channel="", source="", title=name, place=f"{to_text(since)}#segment {key}"
    )


def older(moments: Iterable[Moment], before: Place) -> list[Moment]:
    """Those before a place, latest place first, each once."""
    unique = {one.place: one for one in moments if not before or one.place < before}
    return [unique[place] for place in sorted(unique, reverse=True)]


def newest_first(moments: Iterable[Moment]) -> list[Moment]:
    """In the order of their corrected times."""
    return sorted(moments, key=lambda one: (one.time, one.place), reverse=True)


def cursor(place: Place) -> str | None:
    """A place as an opaque text for a URL; None at the end."""
    return opaque(place) if place else None


def place_of(text: str) -> Place:
    """The inverse of `cursor`; an ISO 8601 time is taken too. Raises Invalid("bad-cursor", "bad-time")."""
    if text[:1].isdigit() and "-" in text:
        return to_text(from_text(text))
    place = clear(text)
    if place and not PLACE.match(place):
        raise Invalid("bad-cursor", f"{HINT}, or an ISO 8601 time")
    return place
