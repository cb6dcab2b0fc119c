"""Runs of learning: one row each, resumable; a run goes through the stages one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from segue import jobs
from segue.staging import Staged
from segue.times import DAY, Millis

# To add a model: its stage here, and what it does in `stages` of `segue.wiring.learning`.
STAGES = ("gathering", "judging", "recommending", "forecasting", "foretelling")
KEPT: Millis = 90 * DAY
FEWEST = 50  # people who came back: by fewer nothing is judged


@dataclass(frozen=True)
class Run(Staged):
    """One run. `pages`: parts that are kept; counted are people who are `objecting` to profiling, `interactions` of the
    others, and events that were `foretold` of them. `judged`: what was foreseen of the last days, as
    `segue.models.judging` counts it."""

    stage: str = STAGES[0]
    pages: int = 0
    objecting: int = 0
    interactions: int = 0
    foretold: int = 0
    judged: Mapping[str, int] = field(default_factory=dict)
    STAGES: ClassVar[tuple[str, ...]] = STAGES


def row_of(run: Run) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(RUNS.name, run, KEPT)


def run_of(row: Mapping[str, Any]) -> Run:
    """The inverse of `row_of`."""
    return jobs.heard(Run, row)


RUNS = jobs.Kind("modelrun", row_of, run_of, "there is no run of this id; they are kept for 90 days")
