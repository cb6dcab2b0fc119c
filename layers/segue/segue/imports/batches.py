"""A batch of what a file says: stored, or only looked at, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.deliveries import Delivery, Ignored, Parsed
from segue.events import Event
from segue.imports.jobs import Job, Progress
from segue.imports.parts import Left, Part, Rejection
from segue.intake.accepting import Accepting, Counts

REJECTED = "rejected-"  # what a source's counts say of a row that was not understood


class People(Protocol):
    """Which of the people that events name are known."""

    def __call__(self, events: Sequence[Event], /) -> tuple[int, int]:
        """(new, matched) of those that were not asked for before."""
        ...


@dataclass(frozen=True)
class Batch:
    """Events, rows that say nothing to keep, and rows that were not understood, of the file of that name."""

    file: str
    events: tuple[Event, ...]
    left: tuple[Left, ...]
    rejected: tuple[Rejection, ...]

    def stored(self, job: Job, accepting: Accepting) -> Progress:
        """Durable and counted when it returns. Raises Unavailable."""
        counts = accepting.accept(Parsed(self.events, ignored=tuple(self._ignored(job))))
        return self._counted(job.progress, counts)

    def looked_at(self, job: Job, people: People) -> Progress:
        """What storing it would come to; nothing is written."""
        new, matched = people(self.events)
        progress = self._counted(job.progress, Counts(stored=len(self.events)))
        return replace(progress, new=progress.new + new, matched=progress.matched + matched)

    def _counted(self, before: Progress, counts: Counts) -> Progress:
        stored, duplicate = before.stored + counts.stored, before.duplicate + counts.duplicate
        return replace(before, stored=stored, duplicate=duplicate).after(self.left, self.rejected, self.file)

    def _ignored(self, job: Job) -> Iterable[Ignored]:
        names = [*(one.name for one in self.left), *(f"{REJECTED}{one.reason}" for one in self.rejected)]
        return (Ignored(Delivery(job.source, job.format, b"", received_at=job.created), name) for name in names)


def batch_of(file: str, parts: Iterable[Part]) -> Batch:
    """The parts, sorted by what they are."""
    found = list(parts)
    return Batch(
        file,
        tuple(one for one in found if isinstance(one, Event)),
        tuple(one for one in found if isinstance(one, Left)),
        tuple(one for one in found if isinstance(one, Rejection)),
    )
