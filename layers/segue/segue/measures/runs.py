"""Runs of the measures' night: one row each, resumable; a run goes through the stages one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from segue import jobs
from segue.measures.definitions import definitions
from segue.measures.results import Wish
from segue.measures.showing import first
from segue.staging import Staged
from segue.times import DAY, Millis

# To add a stage: its name here, and what it does in `stages` of `segue.wiring.measuring`.
STAGES = ("compacting", "expiring", "gathering", "joining", "measuring", "noticing")
KEPT: Millis = 90 * DAY
OFTEN = "28d"  # what pages show first


@dataclass(frozen=True)
class Run(Staged):
    """One run. Counted are the `objects` that went into parts, `pages` of people that are kept, and what was
    `measured`; `failed` are the measures that DuckDB or Athena would not answer."""

    stage: str = STAGES[0]
    objects: int = 0
    pages: int = 0
    measured: int = 0
    failed: Sequence[str] = ()
    STAGES: ClassVar[tuple[str, ...]] = STAGES


@cache
def wishes() -> tuple[Wish, ...]:
    """What is computed every night: what pages show first of each measure, the period that they open with before the
    others."""
    found = [one for of in definitions().values() for one in first(of)]
    return tuple(sorted(found, key=lambda one: one.period != OFTEN))


def row_of(run: Run) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(RUNS.name, run, KEPT)


def run_of(row: Mapping[str, Any]) -> Run:
    """The inverse of `row_of`."""
    return jobs.heard(Run, row)


RUNS = jobs.Kind("measurerun", row_of, run_of, "there is no run of this id; they are kept for 90 days")
