"""The shapes of questions and answers about broadcasts."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from segue.api.answers import Answer, Short, Time

Name = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
Days = Annotated[list[str | int], Field(max_length=31)]


class VariantBody(BaseModel):
    """One of several templates. Shares are of a hundred; where nobody gives any they are equal."""

    model_config = ConfigDict(extra="forbid")

    template: Short
    share: int = 0


class TrialBody(BaseModel):
    """A share of the people (of a hundred) gets the variants first, the rest `after` so long what won."""

    model_config = ConfigDict(extra="forbid")

    share: int = Field(examples=[20])
    after: Short = Field(examples=["4h"])
    by: Short = Field("clicked", examples=["clicked", "opened"])


class BroadcastBody(BaseModel):
    """What is sent to whom and when. `at` is a time of the clock, or `now`; `zone` says whose clock: `local` is each
    person's own, an IANA name the same moment for all, without one it is the shop's. `pace`: messages a minute."""

    model_config = ConfigDict(extra="forbid")

    segment: Short
    template: Annotated[str, StringConstraints(max_length=256)] = ""
    variants: Annotated[list[VariantBody], Field(max_length=20)] = []
    channel: Short = "email"
    purpose: Short = "marketing"
    at: Short = Field("now", examples=["2026-12-01T09:00"])
    zone: Annotated[str, StringConstraints(max_length=256)] = Field("", examples=["local"])
    every: Literal["", "day", "week", "month"] = ""
    on: Days = Field([], examples=[["monday"]])
    pace: int = 0
    ab: TrialBody | None = None
    name: Name = ""
    dry_run: bool = False


class VariantAnswer(Answer):
    """A template and its share of a hundred."""

    template: str
    share: int


class TrialAnswer(Answer):
    """How variants are tried first; `after` in milliseconds."""

    share: int
    after: int
    by: str


class CountAnswer(Answer):
    """Of a variant's trial: what went out, and what of it was opened or clicked."""

    template: str
    sent: int
    answered: int


class RunAnswer(Answer):
    """One sending. `at` is its time of the clock; `wave` the moment of those who are written to now or next;
    `audience` counts who was looked at for good: `intended` were written to, by template, `skipped` were not, by
    reason. `zones` counts people by where they live, where that is asked."""

    number: int
    at: str
    begun: Time
    state: Literal["surveying", "sending", "deciding", "done", "failed"]
    part: Literal["all", "trial", "rest"]
    wave: Time | None
    expected: int
    audience: int
    intended: int
    by_template: dict[str, int]
    skipped: dict[str, int]
    zones: dict[str, int]
    trial: list[CountAnswer]
    winner: str
    problem: str


class ForesightAnswer(Answer):
    """Of the members of the segment that were `looked` at: how many are `reachable` now, and how many would be left out
    for which reason. `whole`: these are all of them; else a sample, the first by ids, which come by chance."""

    looked: int
    reachable: int
    left_out: dict[str, int]
    whole: bool


class BroadcastAnswer(Answer):
    """A broadcast. `count`: members of the segment at the moment of asking, null where nobody looked; `next`: the time
    of the clock of the run to come, and when it `begins`; `notes` say what may surprise."""

    id: str
    name: str
    state: Literal["scheduled", "running", "done", "failed", "cancelled"]
    count: int | None
    foresight: ForesightAnswer | None = Field(description="of a dry run: to whom it would go now")
    progress: int = Field(description="of the last run, per cent")
    created: Time
    by: str
    segment: str
    channel: str
    purpose: str
    variants: list[VariantAnswer]
    at: str
    zone: str
    every: str
    on: list[str | int]
    pace: int
    ab: TrialAnswer | None
    starts: str = Field(description="of a schedule: the journey that it starts instead of sending anything")
    next: str
    begins: Time | None
    cancelled: Time | None
    cancelled_by: str
    notes: list[str]
    runs: list[RunAnswer]
