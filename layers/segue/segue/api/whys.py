"""The routes that say why: why somebody is in a segment or is not, why a message went out or did not."""

from collections.abc import Collection
from typing import Any

from aws_lambda_powertools.event_handler import Request

from segue.api.answers import Answer, MessageAnswer, ReasonAnswer, Time
from segue.api.masks import masked, masked_trait
from segue.api.roles import MARKETING, caller_of
from segue.api.routes import event_of
from segue.errors import NotFound
from segue.journeys.instances import Instance
from segue.lambdas import now
from segue.messages import Message
from segue.messaging.reasons import told as reasons_of
from segue.profile.profiles import Profile
from segue.segments.explaining import Why, explain
from segue.segments.verdicts import Fact
from segue.wiring.books import books
from segue.wiring.desk import reading
from segue.wiring.in_force import segments
from segue.wiring.tables import playbooks


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


class EntryAnswer(Answer):
    """How the run of the journey began: when, by what moment of what began it, and what that said. `state` and `why`
    are how the run stands now."""

    entered: Time
    moment: Time
    key: str
    run: int
    data: dict[str, Any]
    state: str
    why: str


class WhyMessage(Answer):
    """Why a message went out, or did not. `step` and `kind`: which step of the journey said it; `definition`: the
    journey's text in the version of the playbook that the run goes by, for those who may read it. A broadcast's message
    has neither a run (null) nor a text."""

    person: str
    message: MessageAnswer
    decided: Time | None
    reasons: list[ReasonAnswer]
    journey: str
    name: str
    step: str
    kind: str
    entry: EntryAnswer | None
    version: int | None
    definition: dict[str, Any]


def why_message(person: str, message: str, request: Request) -> WhyMessage:
    """Why a message went out, or did not: what was decided, by which step of which run, and by what text."""
    profile = reading().person(person)
    said = reading().message_of(profile, message)
    step, roles = said.step.partition("~")[0], caller_of(event_of(request)).roles
    run = _run_of(profile, said, step)
    told = {
        "person": profile.id,
        "message": MessageAnswer.model_validate(said),
        "decided": said.decided or None,
        "reasons": [{"reason": word, "text": text} for word, text in reasons_of(said)],
        "journey": said.journey,
        "step": step,
        "entry": masked(vars(run), roles) if run else None,
    }
    return WhyMessage.model_validate(told | _text_of(said, run, step) | _definition(said, run, roles))


def _run_of(profile: Profile, said: Message, step: str) -> Instance | None:
    """The run whose step a message is."""
    runs = [one for one in reading().journeys_of(profile) if (one.journey, one.key) == (said.journey, said.key)]
    return next((one for one in runs if one.person == said.person and said.step == one.occasion(step)), None)


def _text_of(said: Message, run: Instance | None, step: str) -> dict[str, Any]:
    """Whose text it was, and what of it."""
    place = _book(said, run)
    journey = books().journey(place, said.journey) if place else None
    return {
        "version": int(place.partition(".")[0]) if place else None,
        "name": journey.name if journey else "",
        "kind": journey.kinds.get(step, "") if journey else "",
    }


def _definition(said: Message, run: Instance | None, roles: Collection[str]) -> dict[str, Any]:
    """The journey's text as that version has it, for those who may read the playbook: it has addresses of webhooks."""
    place = _book(said, run) if MARKETING.intersection(roles) else ""
    return {"definition": playbooks().at(place, "journey").get(said.journey, {})}


def _book(said: Message, run: Instance | None) -> str:
    """The version that a run goes by; of a message from before that was kept with it, that of its run."""
    return said.book or (run.book if run else "")


def why_segment(person: str, segment: str, request: Request) -> WhySegment:
    """Why a customer is in a segment or is not: each clause, with the value and the event that decided."""
    profile, known = reading().person(person), segments().get(segment)
    if known is None:
        raise NotFound("unknown-segment", f"there is no segment {segment!r} in force")
    member = reading().membership(profile).segments
    why = clause(explain(known.when, profile, now()), caller_of(event_of(request)).roles)
    said = {"person": profile.id, "segment": known.id, "name": known.name, "member": segment in member}
    return WhySegment.model_validate({**said, "since": member.get(segment), "why": why})


def clause(why: Why, roles: Collection[str]) -> dict[str, Any]:
    """A clause with those that it is made of, as the caller may see them."""
    facts, parts = [_fact(one, roles) for one in why.facts], [clause(one, roles) for one in why.parts]
    return {**vars(why), "facts": facts, "parts": parts}


def _fact(fact: Fact, roles: Collection[str]) -> dict[str, Any]:
    """A fact as the caller may see it: how to reach one customer is covered for those who work with groups."""
    text = masked_trait(fact.about, fact.value, roles) if fact.about else fact.text
    return {"text": text, "time": fact.time, "event": fact.event}
