"""A customer's timeline: the events of all source identities and the messages, merged, newest first. Pure.

What somebody said, a call and its length, is a `turn`; an answer to a survey a `survey`; what is expected of the
customer a `prediction`; any other event an `event`.

A place in it is a text like the ledger's sort key: the client's time and the id, so that pages neither skip nor
repeat anything. What a page shows, and the order within it, is the corrected time.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from segue.api.cursors import HINT, clear, opaque
from segue.errors import Invalid
from segue.events import PREDICTION, Event, told_as
from segue.ledger import sort_key
from segue.messages import Mark, Message
from segue.times import Millis, from_text, to_text

Place = str
MOST = 200
HAPPENED = ("event", "turn", "merge", "survey", PREDICTION)  # kinds that are read in the ledger
SENT = ("message", "decision")  # and those that are read among the messages
KINDS = (*HAPPENED, *SENT)
PLACE = re.compile(r"\d{4}-\d\d-\d\dT")


@dataclass(frozen=True)
class Moment:
    """One thing on the timeline. `kind`: event, turn, merge, survey, prediction, message, decision (a message that was
    not sent, and why), or segment (which the person is in since then).

    `act` is an event's type in the Segment spec; `dated`: it came with a time of its own.
    """

    kind: str
    id: str
    time: Millis
    channel: str
    source: str
    title: str
    place: Place
    act: str = ""
    dated: bool = False
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What part of a timeline: at most `limit` moments older than `before`, of these channels, of these kinds; each a
    list with commas, all where it is empty. `without`: kinds that are left out where none is asked for."""

    limit: int = 50
    before: Place = ""
    channel: str = ""
    kind: str = ""
    without: tuple[str, ...] = ()

    def wants(self, one: Moment) -> bool:
        """Whether the filters let a moment through."""
        return self._lets(self.channel, one.channel) and self._lets(self.kind, one.kind) and one.kind not in self.hidden

    def any_of(self, kinds: Collection[str]) -> bool:
        """Whether it may want something of these kinds."""
        return not self.kind or not set(kinds).isdisjoint(self.kinds)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are asked for."""
        return tuple(filter(None, self.kind.split(",")))

    @property
    def hidden(self) -> tuple[str, ...]:
        """The kinds that are left out."""
        return () if self.kind else self.without

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that are asked for."""
        return tuple(filter(None, self.channel.split(",")))

    def _lets(self, asked: str, own: str) -> bool:
        return not asked or own in asked.split(",")


def of_event(event: Event) -> Moment:
    """An event as a moment; its detail are its properties, or the traits that it set."""
    given = event.timestamp if event.original_timestamp is None else event.original_timestamp
    kind, channel = told_as(event)
    return Moment(
        kind=kind,
        id=event.message_id,
        time=event.timestamp,
        channel=channel,
        source=event.source,
        title=event.title,
        act=event.type,
        dated=event.original_timestamp is not None,
        place=sort_key(msgspec.structs.replace(event, original_timestamp=given)),
        detail=event.properties or event.traits,
    )


def same(one: Moment) -> tuple[str, ...]:
    """What tells that two rows of the ledger are one event, of which a source told twice: with its time and without."""
    return one.source, one.act, one.title, one.id


def of_mark(mark: Mark) -> Moment:
    """Where a message stands, before it is read whole."""
    return Moment(
        kind="decision" if mark.state == "dropped" else "message",
        id=mark.id,
        time=mark.created,
        channel=mark.channel,
        source="",
        title="",
        place=f"{to_text(mark.created)}#{mark.id}",
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
    standing = of_mark(Mark(message.id, message.created, message.channel, message.state))
    return replace(standing, source=message.journey, title=message.subject or message.template, detail=detail)


def of_membership(key: str, name: str, since: Millis) -> Moment:
    """That the person is in a segment, at the time since when."""
    return Moment(
        kind="segment", id=key, time=since, channel="", source="", title=name, place=f"{to_text(since)}#segment {key}"
    )


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
