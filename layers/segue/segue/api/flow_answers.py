"""What the API says of journeys."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, field_validator

from segue.api.answers import Answer, Time, Who
from segue.journeys.instances import MOST_KEY


class JourneyAnswer(Answer):
    """A journey with its counts, at most a minute old. `state` is what staff say: running, paused or stopped."""

    id: str
    name: str
    description: str
    entry: str
    each: str
    state: str
    entered: int
    running: int
    done: int
    exited: int
    left: int
    counted_at: Time


class StepAnswer(Answer):
    """A step: what it does, where it leads (`end` at the end), and how many are there."""

    id: str
    kind: str
    next: list[str]
    running: int


class FlowAnswer(JourneyAnswer):
    """The whole flow. `elsewhere`: how many go on with an earlier text, at steps that this one has not."""

    steps: list[StepAnswer]
    elsewhere: int
    changed: str
    exits: list[str]
    definition: dict[str, Any]
    by: str = ""
    since: Time | None = None


class SteeredAnswer(Answer):
    """What holds for a journey, or for all."""

    journey: str
    state: str
    by: str
    since: Time


Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Words = Annotated[str, StringConstraints(max_length=200)]  # as much as a run keeps of a signal
Whole = Annotated[int, Field(ge=-(10**15), le=10**15)]


class StartBody(BaseModel):
    """Who begins; `key` says for what where there is a run each; `data` are plain values that the steps may use."""

    who: Who
    key: str = Field(default="", max_length=256)
    data: dict[Name, Words | Whole | bool] = Field(default_factory=dict, max_length=20)

    @field_validator("key")
    @classmethod
    def _fits(cls, key: str) -> str:
        if len(key.encode()) > MOST_KEY:
            raise ValueError(f"a key has at most {MOST_KEY} bytes")
        return key


class EnterBody(BaseModel):
    """Everybody who is in `segment` now, by default that of the journey's entry, else of its `while`; `pace`: people a
    minute at most. A dry run only counts."""

    segment: str = Field(default="", max_length=256)
    pace: int = 0
    dry_run: bool = False


class EnteredAnswer(Answer):
    """How many are in the segment now. How far it has come is told by `GET /v1/broadcasts/{id}`; nothing of a dry
    run."""

    journey: str
    segment: str
    count: int
    id: str


class StartedAnswer(Answer):
    """The person for whom the journey begins within seconds, where it may."""

    journey: str
    person: str
    key: str


class TimersAnswer(Answer):
    """All runs are being looked through."""

    asked: bool = True
