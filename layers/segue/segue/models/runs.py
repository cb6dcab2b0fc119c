"""Runs of learning: one row each, resumable; a run goes through the stages one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from segue import jobs, touring
from segue.times import DAY, HOUR, Millis
from segue.touring import Tour

# To add a model: its stage here, and what it does in `stages` of `segue.wiring.learning`.
STAGES = ("gathering", "judging", "recommending", "forecasting", "foretelling")
KEPT: Millis = 90 * DAY
FEWEST = 50  # people who came back: by fewer nothing is judged
STUCK: Millis = 20 * HOUR  # after that the next night's begins beside it


@dataclass(frozen=True)
class Run(Tour):
    """One run, asked for `by` somebody on an `occasion`, at a `stage`. `pages`: parts that are kept; counted are people
    who are `objecting` to profiling, `interactions` of the others, and events that were `foretold` of them. `judged`:
    what was foreseen of the last days, as `segue.models.judging` counts it."""

    by: str
    occasion: str = ""
    stage: str = STAGES[0]
    pages: int = 0
    objecting: int = 0
    interactions: int = 0
    foretold: int = 0
    judged: Mapping[str, int] = field(default_factory=dict)

    @property
    def percent(self) -> int:
        """How much of all stages is done."""
        return 100 if self.ended else (100 * STAGES.index(self.stage) + super().percent) // len(STAGES)

    @property
    def onward(self) -> "Run | None":
        """At the beginning of the next stage; None behind the last one."""
        rest = STAGES[STAGES.index(self.stage) + 1 :]
        return replace(self, stage=rest[0], part=0, after="", step=self.step + 1) if rest else None

    def finished_stage(self) -> "Run":
        """Behind a stage that is not a tour."""
        return replace(self, part=touring.PARTS)

    def answers(self, occasion: str, now: Millis) -> bool:
        """Whether whoever asks for a run is answered with this one: it is going on, or they ask again."""
        return self.occasion == occasion or (not self.ended and now < self.created + STUCK)


def row_of(run: Run) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(RUNS.name, run, KEPT)


def run_of(row: Mapping[str, Any]) -> Run:
    """The inverse of `row_of`."""
    return jobs.heard(Run, row)


RUNS = jobs.Kind("modelrun", row_of, run_of, "there is no run of this id; they are kept for 90 days")
