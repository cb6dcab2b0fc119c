"""What the routes about experiments answer."""

from typing import Literal

from pydantic import BaseModel, Field

from segue.api.answers import Answer, Time
from segue.judging.power import POWER

State = Literal["waiting", "broken", "early", "open", "better", "worse"]


class DifferenceAnswer(Answer):
    """A difference for each person to the arm that is compared with, where it lies at every look at once, and how often
    chance alone shows as much at any look, at most; null while it is too early."""

    value: float | None
    low: float | None
    high: float | None
    chance: float | None
    sure: bool


class OutcomeAnswer(Answer):
    """What people of an arm came to: for each person (orders, minor units of money, contacts) or as a share, and the
    difference; null of the arm that is compared with."""

    outcome: str
    people: int = Field(description="to how many it happened")
    value: float
    difference: DifferenceAnswer | None


class ArmAnswer(Answer):
    """An arm: how many people it has, how many it was meant to have (null: nobody knows), and what they did."""

    name: str
    people: int
    meant: float | None
    outcomes: list[OutcomeAnswer]


class RatioAnswer(Answer):
    """Whether the arms are as large as they were meant to be; `broken`: that they are not so by chance is as good as
    certain, and nothing else said here can be trusted."""

    chance: float
    broken: bool


class AfterAnswer(Answer):
    """People of an arm so many days after they were first seen, beside those of the arm that is compared with."""

    days: int
    arm: str
    people: int
    ordered: DifferenceAnswer
    revenue: DifferenceAnswer


class ExperimentAnswer(Answer):
    """An experiment; `in_force`: the playbook in force declares it. `state`: `waiting` (nobody has come), `early`,
    `open` (nothing is sure), `better` or `worse` (of the arm `best`, by who ordered), `broken` (the arms have the wrong
    sizes). `crossed`: people who were in two arms by a merge, each counted in the first. `capped_at`: what a person
    spent is cut off there, in minor units; of `capped` people it was more."""

    id: str
    title: str
    kind: str
    in_force: bool
    state: State
    verdict: str
    control: str
    best: str
    decided: str | None = Field(description="the first day on which it was sure")
    people_a_week: float
    crossed: int
    capped_at: float | None
    capped: int
    arms: list[ArmAnswer]
    sample_ratio: RatioAnswer | None
    later: list[AfterAnswer]


class LookAnswer(Answer):
    """The difference in who ordered as it stood at the end of a day."""

    day: str
    arm: str
    difference: DifferenceAnswer


class ExperimentsAnswer(BaseModel):
    """All of them; `made`: as of when, null where nothing was worked out yet. `currency`: of what was spent."""

    items: list[ExperimentAnswer]
    next: None = None
    made: Time | None
    currency: str


class OneExperimentAnswer(ExperimentAnswer):
    """One of them, day by day."""

    days: list[LookAnswer]
    made: Time | None
    currency: str


class PowerBody(BaseModel, extra="forbid"):
    """What is to be found: `base`, the share to whom it happens without the change (0.03 of 100 people 3); `effect`,
    the smallest difference worth knowing, of that share (0.1: from 0.03 to 0.033)."""

    base: float
    effect: float
    variants: int = Field(1, description="beside the arm that they are compared with")
    control_share: float = Field(0.5, description="of the people, in the arm to compare with")
    people_a_week: float = 0
    power: float = POWER


class PowerAnswer(Answer):
    """People that it takes when somebody may look every day, and when nobody looks before the end; `changed`: the share
    that is then told from `base`. `weeks`: null where nobody says how many come."""

    control: int
    variant: int
    people: int
    people_one_look: int
    weeks: float | None
    changed: float
