"""What the API asks and says of simulations."""

from typing import Literal

from pydantic import BaseModel, Field

from segue.api.answers import Answer, Time
from segue.simulating.jobs import MOST_DAYS, MOST_TEXT


class SimulateBody(BaseModel):
    """A journey of the playbook in force by its `id`; or the `text` of a journey's file, in the stead of that journey
    where an `id` is given. `share`: how many of a hundred people are looked at, always the same ones."""

    id: str = Field(default="", max_length=60)
    text: str = Field(default="", max_length=MOST_TEXT)
    days: int = Field(default=30, ge=1, le=MOST_DAYS)
    share: int = Field(default=100, ge=1, le=100)


class DayNumber(Answer):
    """How many on a day, UTC."""

    day: str
    count: int


class EndAnswer(Answer):
    """How many runs ended so: `done`, `exited` (an exit, or its segment no longer holds) or `left`."""

    state: str
    why: str
    count: int


class ReachedAnswer(Answer):
    """A step: how many runs came to it, and how many stand there at the end."""

    id: str
    kind: str
    next: list[str]
    reached: int
    inside: int


class WayAnswer(Answer):
    """How many runs went on from a step to another."""

    step: str
    next: str
    count: int


class MessagesAnswer(Answer):
    """How many messages of a template would go out by a channel."""

    channel: str
    template: str
    count: int
    days: list[DayNumber]


class DroppedAnswer(Answer):
    """How many messages would not go out, and why."""

    reason: str
    text: str
    count: int


class CrowdingAnswer(Answer):
    """How many messages of another journey came before one for which there was no room."""

    journey: str
    count: int


class ConflictsAnswer(Answer):
    """For messages to `people` there is no room under the frequency caps when they come, with those of all journeys
    together; `days`: for how many people on which; `journeys`: who wrote to them before, within the caps' time. `held`:
    how many messages would have to wait, and for what."""

    people: int
    days: list[DayNumber]
    journeys: list[CrowdingAnswer]
    held: list[DroppedAnswer]


class OtherAnswer(Answer):
    """What else steps would ask for: calls, words to other journeys."""

    what: str
    count: int


class MetAnswer(Answer):
    """A step that a person came to; `entry` is the beginning."""

    step: str
    time: Time


class PathAnswer(Answer):
    """One person by id: what it came to."""

    person: str
    steps: list[MetAnswer]
    messages: int


class ResultAnswer(Answer):
    """Counts of those who were looked at. `missing`: what the journey listens to and no ledger tells of; `never`: steps
    that nobody came to."""

    people: int
    moved: int
    runs: int
    entries: list[DayNumber]
    ended: list[EndAnswer]
    steps: list[ReachedAnswer]
    ways: list[WayAnswer]
    never: list[str]
    messages: list[MessagesAnswer]
    dropped: list[DroppedAnswer]
    conflicts: ConflictsAnswer
    others: list[OtherAnswer]
    missing: list[str]
    sample: list[PathAnswer]


class SimulationAnswer(Answer):
    """A simulation, how far it is, and once it is done what it comes to."""

    id: str
    journey: str
    state: Literal["waiting", "running", "done"]
    percent: int
    people: int = Field(description="how many people it has looked at")
    days: int
    share: int
    since: Time
    until: Time
    created: Time
    finished: Time | None
    by: str
    result: ResultAnswer | None
