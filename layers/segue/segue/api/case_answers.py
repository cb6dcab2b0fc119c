"""The shapes of questions and answers about cases."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from segue.api.answers import Answer, Maybe, Short, Time, Who
from segue.api.decisions import Reason, Someone
from segue.privacy_cases.cases import Case, Kind, State
from segue.times import Millis

Code = Annotated[str, StringConstraints(min_length=6, max_length=12, strip_whitespace=True)]


class CaseBody(BaseModel):
    """Who asked, for what, how and when. The words are kept, so they name nobody."""

    identifier: Someone
    kind: Kind
    channel: Short = Field(examples=["email", "letter", "phone"])
    asker: Short = Field("customer", examples=["customer", "guardian", "lawyer"])
    reason: Reason = Field("asked for by the customer", examples=["wants to know what you hold"])
    received: Annotated[str, StringConstraints(max_length=40)] = Field(
        "", examples=["2026-11-29"], description="ISO 8601; empty for now"
    )


class VerificationBody(BaseModel):
    """Neither: a code is sent. `code`: what the customer read out. `otherwise`: how else it was made sure who asks."""

    code: Code | None = None
    otherwise: Reason | None = Field(None, examples=["showed an identity card in the shop"])


class WorkBody(BaseModel):
    """What is to be done. `traits` and `identifiers`: what is right, for a rectification; `to`: objected to."""

    note: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] = ""
    traits: dict[Short, str | int | float | bool | None] = Field({}, max_length=50)
    identifiers: list[Who] = Field([], max_length=10)
    to: list[Literal["marketing", "profiling"]] = ["marketing", "profiling"]


class WordsBody(BaseModel):
    """Why, or what was said."""

    reason: Reason


class HappenedAnswer(Answer):
    """One thing that happened; `by` is one of the staff, `customer`, or a source."""

    time: Time
    by: str
    what: str
    note: str


class CaseAnswer(Answer):
    """A case. `due` is the last day for an answer, `days_left` is less than 0 when that is over and null when it has
    ended; `person` is whom it is about, empty once they are erased."""

    id: str
    kind: Kind
    state: State
    person: str
    asker: str
    channel: str
    reason: str
    received: Time
    due: date
    days_left: int | None
    extended: str
    identified: str
    requests: list[str]
    by: str
    created: Time
    ended: Maybe
    history: list[HappenedAnswer]


def answer(case: Case, now: Millis) -> CaseAnswer:
    """A case at a moment."""
    told: dict[str, Any] = {name: getattr(case, name) for name in CaseAnswer.model_fields if hasattr(case, name)}
    left = None if case.over else case.left(now)
    history = [one._asdict() for one in case.history]
    return CaseAnswer.model_validate({**told, "person": case.asked, "days_left": left, "history": history})
