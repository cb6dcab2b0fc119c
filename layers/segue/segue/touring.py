"""Touring: a job that goes over everybody, some people at a time, and sends itself on when it is out of time.

A place is saved against the version that was read, so of two runs of one step one stops; where a run died before it
sent the job on, the queue brings its message back. What is done to a page is the job's own.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, replace
from typing import Generic, Literal, Self, TypeVar

from segue.errors import Conflict, NotFound
from segue.jobs import Jobs
from segue.times import SECOND, Millis

PARTS = 32  # segments of the scan
LASTS: Millis = 40 * SECOND  # a run; the function may take more for the page that it is at
State = Literal["waiting", "running", "done", "superseded"]


@dataclass(frozen=True)
class Tour:
    """How far one is: at the identities of `part` behind the key `after`, with so many `people` looked at. `step`
    counts the runs that have ended; whoever works on it is `alive` until then, unless it says so again. `version` 0:
    not written yet.
    """

    id: str
    created: Millis
    _: KW_ONLY
    state: State = "waiting"
    part: int = 0
    after: str = ""
    people: int = 0
    step: int = 0
    alive: Millis = 0
    finished: Millis = 0
    version: int = 0

    @property
    def ended(self) -> bool:
        """Nothing more will happen."""
        return self.state in ("done", "superseded")

    @property
    def through(self) -> bool:
        """Everybody has been looked at."""
        return self.part == PARTS

    @property
    def percent(self) -> int:
        """How much of everybody it has looked at."""
        return 100 * self.part // PARTS

    def past(self, people: int, after: str | None) -> Self:
        """Behind a page of so many people; `after` is None where its part ends with it."""
        part = self.part if after else self.part + 1
        return replace(self, people=self.people + people, part=part, after=after or "")


Toured = TypeVar("Toured", bound=Tour)


@dataclass(frozen=True)
class Touring(Generic[Toured]):
    """The runs of a kind of jobs; after it has saved its place a run is taken for alive for the time of `lease`."""

    jobs: Jobs[Toured]
    clock: Callable[[], Millis]
    lease: Millis

    def work(self, job: str, step: int, run: Callable[[Toured], None]) -> None:
        """One message of the queue; one about a job that is no more says nothing. Of a step that is behind, the message
        goes, unless nobody took the next one up. Raises Unavailable: it comes again."""
        with suppress(NotFound, Conflict):
            known = self.jobs.find(job)
            if known.ended or (step < known.step and known.alive > self.clock()):
                return
            if step < known.step:
                self.jobs.send(known)
            else:
                run(known)

    def run(self, known: Toured, page: Callable[[Toured], Toured]) -> Toured:
        """The job after as many pages as there is time for; where that was not all, sent on. `page` takes it past one.
        Raises Conflict where another run is ahead."""
        until, job = self.clock() + LASTS, self._saved(replace(known, state="running"))
        while not job.through:
            job = self._saved(page(job))
            if self.clock() >= until:
                break
        if not job.through:
            job = self._saved(replace(job, step=job.step + 1))
            self.jobs.send(job)
        return job

    def end(self, job: Toured, state: State = "done") -> None:
        """Nothing more is done."""
        self.jobs.save(replace(job, state=state, finished=self.clock()))

    def _saved(self, job: Toured) -> Toured:
        return self.jobs.save(replace(job, alive=self.clock() + self.lease))
