"""Written by `python -m segue_tools.api_types` out of /openapi.json; do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class ConsentAnswer(TypedDict):
    """The newest yes or no for a channel and a purpose."""

    channel: str
    purpose: str
    granted: bool
    since: str
    source: str


class IdentifierAnswer(TypedDict):
    """One name of a customer, and how sure it is."""

    type: str
    value: str
    first_seen: str
    source: str
    attestation: Literal["claimed", "typed", "order", "login"]


class MemberAnswer(TypedDict):
    """Somebody who is in a segment."""

    person: str
    since: str


class MemberOf(TypedDict):
    """A segment that the customer is in."""

    id: str
    since: str


class MessageAnswer(TypedDict):
    """A message, sent or not, and why."""

    id: str
    person: str
    journey: str
    step: str
    template: str
    channel: str
    channels: list[str]
    purpose: str
    state: str
    reasons: list[str]
    considered: list[ReasonAnswer]
    created: str
    decided: str | None
    until: str | None
    deadline: str | None
    locale: str
    variant: str
    subject: str
    outcomes: dict[str, str]


class MessageBody(TypedDict):
    """A transactional message to one customer."""

    who: Whom
    template: str
    channels: NotRequired[list[str]]
    within: NotRequired[str]
    data: NotRequired[dict[str, Any]]


class PageMemberAnswer(TypedDict):
    items: list[MemberAnswer]
    next: NotRequired[str | None]


class PageSegmentAnswer(TypedDict):
    items: list[SegmentAnswer]
    next: NotRequired[str | None]


class PageTimelineEntry(TypedDict):
    items: list[TimelineEntry]
    next: NotRequired[str | None]


class Person(TypedDict):
    """All that is known of one customer."""

    id: str
    identifiers: list[IdentifierAnswer]
    traits: dict[str, Any]
    consent: list[ConsentAnswer]
    facets: dict[str, Any]
    segments: list[MemberOf]
    merged_from: list[str]


class ReasonAnswer(TypedDict):
    """Something that was weighed: a stable word, a sentence, and what it is about."""

    reason: str
    text: str
    about: NotRequired[dict[str, Any]]


class SegmentAnswer(TypedDict):
    """A living group as the playbook defines it, and how many are in it."""

    id: str
    name: str
    description: str
    definition: dict[str, Any]
    count: int
    counted_at: str
    counting: int | None


class TimelineEntry(TypedDict):
    """One thing on a customer's timeline."""

    kind: Literal["event", "message", "decision", "turn", "merge", "survey", "prediction"]
    id: str
    time: str
    channel: str
    source: str
    title: str
    detail: dict[str, Any]


class Who(TypedDict):
    """An identifier of a customer."""

    type: str
    value: str


class Whom(TypedDict):
    """A customer: by an identifier's `type` and `value`, or by `id`."""

    type: NotRequired[str]
    value: NotRequired[str]
    id: NotRequired[str]
