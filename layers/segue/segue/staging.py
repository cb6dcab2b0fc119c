"""Staging: long jobs that go through stages, one after the other, each as often as it takes; at night or by staff."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Generic, Protocol, Self, TypeVar

from segue import touring
from segue.jobs import Jobs
from segue.keys import digest
from segue.times import HOUR, MINUTE, Millis
from segue.touring import Tour, Touring

LEASE: Millis = 16 * MINUTE  # longer than the function may run; its queue brings a message back later than that
STUCK: Millis = 20 * HOUR  # after that the next night's begins beside it
SCHEDULE = "schedule"


@dataclass(frozen=True)
class Staged(Tour):
    """A run, asked for `by` somebody on an `occasion`, at one of its STAGES."""

    by: str
    occasion: str = ""
    stage: str = ""
    STAGES: ClassVar[tuple[str, ...]] = ()

    @property
    def percent(self) -> int:
        """How much of all stages is done."""
        done = 100 * self.STAGES.index(self.stage) + super().percent
        return 100 if self.ended else done // len(self.STAGES)

    @property
    def pause(self) -> Millis:
        """How long the stage that it is at waits before it begins."""
        return 0

    @property
    def onward(self) -> Self | None:
        """At the beginning of the next stage; None behind the last one."""
        rest = self.STAGES[self.STAGES.index(self.stage) + 1 :]
        return replace(self, stage=rest[0], part=0, after="", step=self.step + 1) if rest else None

    def finished_stage(self) -> Self:
        """Behind a stage that is not a tour."""
        return replace(self, part=touring.PARTS)

    def answers(self, occasion: str, now: Millis) -> bool:
        """Whether whoever asks for a run is answered with this one: it is going on, or they ask again."""
        return self.occasion == occasion or (not self.ended and now < self.created + STUCK)


Run = TypeVar("Run", bound=Staged)


@dataclass(frozen=True)
class Working(Generic[Run]):
    """The collaborators of such a job. A stage takes a run past a page of everybody, or through all of the stage;
    `lease` is shorter than the time after which the queue brings a message back."""

    runs: Jobs[Run]
    stages: Mapping[str, Callable[[Run], Run]]
    clock: Callable[[], Millis]
    lease: Millis = LEASE

    def work(self, run: str, step: int) -> None:
        """One message of the queue. Raises Unavailable: it comes again."""
        self._touring.work(run, step, self._run)

    @property
    def _touring(self) -> Touring[Run]:
        return Touring(self.runs, self.clock, self.lease)

    def _run(self, known: Run) -> None:
        run = self._touring.run(known, self.stages[known.stage])
        if run.through and (further := run.onward):
            self.runs.send(self.runs.save(further), further.pause)
        elif run.through:
            self._touring.end(run)


class Listed(Jobs[Run], Protocol[Run]):
    """Jobs that can be looked through."""

    def newest(self, limit: int, /) -> list[Run]:
        """Those asked for last, newest first."""
        ...

    def noted(self, job: Run, /) -> Run:
        """A new one, written down; the one of this id that there is where it was asked for before."""
        ...


@dataclass(frozen=True)
class Nights(Generic[Run]):
    """Begins runs; `made` makes one of id, moment, by and occasion, `name` is what their ids follow from. All of it
    raises Unavailable."""

    runs: Listed[Run]
    made: Callable[[str, Millis, str, str], Run]
    name: bytes

    def newest(self) -> Run | None:
        """The run that was asked for last."""
        return next(iter(self.runs.newest(1)), None)

    def nightly(self, day: str, now: Millis) -> Run:
        """The run of a day, `2026-11-29`, however often its schedule calls."""
        night = f"night {day}"
        return self._begun(self.newest(), self.made(self._id(night), now, SCHEDULE, night))

    def begin(self, occasion: str, by: str, now: Millis) -> Run:
        """The run that is going on, or was begun on this occasion; a new one where there is none.

        Its id follows from the one before, so that two who ask at once begin one.
        """
        last = self.newest()
        return self._begun(last, self.made(self._id(f"after {last.id if last else ''}"), now, by, occasion))

    def _begun(self, last: Run | None, wanted: Run) -> Run:
        now = wanted.created
        run = last if last and last.answers(wanted.occasion, now) else self.runs.noted(wanted)
        if not run.ended and run.alive <= now:  # also where whoever wrote it down did not come to send it
            self.runs.send(run)
        return run

    def _id(self, of: str) -> str:
        return f"run_{digest(self.name, of)}"
