"""The routes that say why: why somebody is in a segment or is not."""

from collections.abc import Collection
from typing import Any

from aws_lambda_powertools.event_handler import Request

from segue.api.answers import Answer, Time
from segue.api.masks import masked_trait
from segue.api.roles import caller_of
from segue.api.routes import event_of
from segue.errors import NotFound
from segue.lambdas import now
from segue.segments.explaining import Why, explain
from segue.segments.verdicts import Fact
from segue.wiring.desk import reading
from segue.wiring.evaluation import segments


class FactAnswer(Answer):
    """What decided: a value, and the time and name of the event that told of it."""

    text: str
    time: Time | None
    event: str


class Clause(Answer):
    """A clause of a segment with its answer: since when it is so (null: nobody can know), and until when at least
    (null: as long as nothing happens)."""

    text: str
    holds: bool
    since: Time | None
    until: Time | None
    facts: list[FactAnswer]
    parts: list["Clause"]


class WhySegment(Answer):
    """Why a customer is in a segment or is not. `member`: as it is written down; `why`: as it is at this moment."""

    person: str
    segment: str
    name: str
    member: bool
    since: Time | None
    why: Clause


def why_segment(person: str, segment: str, request: Request) -> WhySegment:
    """Why a customer is in a segment or is not: each clause, with the value and the event that decided."""
    profile, known = reading().person(person), segments().get(segment)
    if known is None:
        raise NotFound("unknown-segment", f"there is no segment {segment!r} in force")
    member = reading().membership(profile).segments
    why = _clause(explain(known.when, profile, now()), caller_of(event_of(request)).roles)
    said = {"person": profile.id, "segment": known.id, "name": known.name, "member": segment in member}
    return WhySegment.model_validate({**said, "since": member.get(segment), "why": why})


def _clause(why: Why, roles: Collection[str]) -> dict[str, Any]:
    facts, parts = [_fact(one, roles) for one in why.facts], [_clause(one, roles) for one in why.parts]
    return {**vars(why), "facts": facts, "parts": parts}


def _fact(fact: Fact, roles: Collection[str]) -> dict[str, Any]:
    """A fact as the caller may see it: how to reach one customer is covered for those who work with groups."""
    text = masked_trait(fact.about, fact.value, roles) if fact.about else fact.text
    return {"text": text, "time": fact.time, "event": fact.event}
