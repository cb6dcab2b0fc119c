"""Measuring: what pages show first is computed at night, one wish after the other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import duckdb

from segue.errors import Invalid, Refused, SegueError, Unavailable
from segue.measures.finding import Finding
from segue.measures.results import Result
from segue.measures.runs import Run, wishes
from segue.tracing import report


class Kept(Protocol):
    """Keeps results."""

    def keep(self, result: Result, /) -> None:
        """Raises Unavailable."""
        ...


@dataclass(frozen=True)
class Measuring:
    """A stage of the night."""

    finding: Callable[[], Finding]
    kept: Kept

    def page(self, run: Run) -> Run:
        """Behind one of them; what cannot be computed is said and keeps nobody else from it."""
        place, all_of = int(run.after or 0), wishes()
        if place >= len(all_of):
            return run.finished_stage()
        wish = all_of[place]
        try:
            self.kept.keep(self.finding().find(wish))
        except (Invalid, Refused, Unavailable, duckdb.Error) as wrong:
            why = wrong.reason if isinstance(wrong, SegueError) else type(wrong).__name__
            if isinstance(wrong, Unavailable) and why != "too-slow":
                raise
            report("measure-failed", measure=wish.name, period=wish.period, why=why)
            return replace(run, after=str(place + 1), failed=[*run.failed, f"{wish.name} {wish.period}"])
        return replace(run, after=str(place + 1), measured=run.measured + 1)
