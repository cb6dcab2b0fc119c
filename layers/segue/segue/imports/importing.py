"""Importing: one run of a job, as long as its time lasts; it goes on where the last one saved its place.

Whatever happens twice is harmless: an event has the id of what it says, so a repeat finds it stored; a place is saved
against the version that was read, so of two runs of one step one stops; a step that has been taken is only sent on.
A run says that it is alive whenever it saves, and leaves a message behind that looks whether it still is: the queue by
itself brings a message back only when six times the function's time has passed.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from segue.errors import Conflict, Invalid, NotFound, Unavailable
from segue.imports.batches import Batch, People, batch_of
from segue.imports.formats import plan_of
from segue.imports.jobs import Job, Progress
from segue.imports.parts import File, Found, understood
from segue.imports.reading import Opened, opened
from segue.intake.accepting import Accepting
from segue.jobs import Jobs
from segue.times import MINUTE, SECOND, Millis

PIECES = 500  # between two saves
PAUSES: tuple[Millis, ...] = (SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND)  # a message comes back in hours
LEASE: Millis = 2 * MINUTE  # how long a run is taken for alive after it has saved its place
OPENS: Millis = 5 * MINUTE  # the same where it opens a file next
TRIES = 5  # in a row that come no further: then only the queue's own repeats and staff start it again
LASTS: Millis = 10 * MINUTE  # a run; the function may take five minutes more for the file that it opens last


class Files(Protocol):
    """Where files come from."""

    def listed(self, location: str, /) -> list[File]:
        """By name. Raises Invalid, Unavailable."""
        ...

    def fetched(self, location: str, file: File, /) -> Path:
        """The file on our own disk. Raises Invalid, Unavailable."""
        ...


@dataclass(frozen=True)
class Importing:
    """The collaborators of `import_history`; `people` remembers within one run whom it was asked for."""

    jobs: Jobs[Job]
    files: Files
    accepting: Accepting
    people: Callable[[], People]
    clock: Callable[[], Millis]
    wait: Callable[[Millis], None]

    def work(self, job: str, step: int) -> None:
        """One message of the queue; one about an import that is no more says nothing. Raises Unavailable: it comes
        again."""
        with suppress(NotFound):
            self._step(self.jobs.find(job), step)

    def _step(self, known: Job, step: int) -> None:
        """Where somebody is at it the message looks again when that may have changed; of a step behind it goes."""
        alive = known.alive - self.clock()
        if known.ended or step > known.step or (step < known.step and alive > 0):
            return
        moved = self._run(known) if step == known.step and alive <= 0 else known
        if moved and not moved.ended:
            self.jobs.send(moved, max(alive, 0))

    def _run(self, job: Job) -> Job | None:
        """The job after this run; None where another run of the step is ahead of this one."""
        if job.tries < TRIES:
            self.jobs.send(job, OPENS)
        progress = Progress() if job.dry_run else job.progress  # a dry run that broke off has forgotten whom it saw
        try:
            return self._through(self._begun(replace(job, state="running", progress=progress)))
        except Conflict:
            return None
        except Invalid as wrong:
            return self.jobs.save(self.jobs.find(job.id).failed(wrong.detail))

    def _begun(self, job: Job) -> Job:
        return self.jobs.save(replace(job, alive=self.clock() + OPENS, tries=job.tries + 1))

    def _through(self, job: Job) -> Job:
        """The job at its end, or as far as time allows; a dry run has one run alone. Saved after every batch."""
        until = self.clock() + LASTS
        for moved in self._moves(job):
            job = self.jobs.save(replace(moved, version=job.version, alive=self._alive(moved), tries=0))
            if self.clock() >= until and not job.ended:
                early = {"state": "done", "whole": False} if job.dry_run else {}
                return self.jobs.save(replace(job, step=job.step + 1, alive=0, **early))
        return job

    def _alive(self, job: Job) -> Millis:
        at = job.progress
        return self.clock() + (OPENS if at.file == at.within else LEASE)

    def _moves(self, job: Job) -> Iterator[Job]:
        """The job after each batch, after each file, and at its end."""
        plan, take, files = plan_of(job.format, job.mapping), self._taker(), self.files.listed(job.location)
        job = job.must_be_as_seen(files)
        at = replace(job.progress, bytes_total=sum(one.size for one in files))
        for file in [one for one in files if at.before(one.name)]:
            reading = opened(self.files.fetched(job.location, file), job.format, plan)
            at, before = at.entering(file), sum(one.size for one in files if one.name < file.name)
            for pieces in batches(reading, at.piece):
                parts = [part for one in pieces for part in understood(one, job.origin, plan.understand)]
                at = take(replace(job, progress=at), batch_of(file.name, parts))
                done = before + file.size * pieces[-1].done // max(reading.total, 1)
                at = replace(at, piece=at.piece + len(pieces), bytes_done=done)
                yield replace(job, progress=at)
            at = replace(at, file=file.name, bytes_done=before + file.size)
            yield replace(job, progress=at)
        yield replace(job, progress=at, state="done", step=job.step + 1)

    def _taker(self) -> Callable[[Job, Batch], Progress]:
        people = self.people()

        def take(job: Job, batch: Batch) -> Progress:
            return batch.looked_at(job, people) if job.dry_run else self._stored(job, batch)

        return take

    def _stored(self, job: Job, batch: Batch) -> Progress:
        """A table that grows refuses writes for a while. Raises Unavailable where it goes on."""
        for pause in PAUSES:
            with suppress(Unavailable):
                return batch.stored(job, self.accepting)
            self.wait(pause)
        return batch.stored(job, self.accepting)


def batches(reading: Opened, skip: int) -> Iterator[list[Found]]:
    """The pieces that are not behind us, so many at a time that a crash costs little."""
    rest = islice(reading.pieces, skip, None)
    while pieces := list(islice(rest, PIECES)):
        yield pieces
