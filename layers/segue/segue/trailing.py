"""A change stands on the audit trail before it is done: what cannot be entered is not done, so whoever is told so may
ask again without doing it twice (docs/decisions/0303)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from segue.audit import Entry
from segue.errors import Invalid, Unavailable
from segue.keys import PersonId
from segue.tracing import report

REFUSED = "refused"  # of the evidence: why it was not done


class Trail(Protocol):
    """The audit trail. `write` says of each row whether it is new, `correct` puts an entry in place of what stands."""

    def write(self, entries: Sequence[Entry], /) -> Sequence[bool]: ...

    def correct(self, entry: Entry, /) -> None: ...


@dataclass(frozen=True)
class Ahead:
    """An entry that stands; `new` is False for a repeat."""

    trail: Trail
    entry: Entry
    new: bool

    def done(self, people: Iterable[PersonId] = (), replayed: bool = False) -> None:
        """It was done, to these people as well; `replayed`: at an earlier time."""
        subjects = tuple(dict.fromkeys((*self.entry.subjects, *people)))
        if subjects != self.entry.subjects or not (self.new or replayed):
            self._tell(replace(self.entry, subjects=subjects))

    def refused(self, why: str) -> None:
        """It was not done; what was done at an earlier time stays so."""
        if self.new:
            self._tell(replace(self.entry, evidence={**self.entry.evidence, REFUSED: why}))

    def _tell(self, entry: Entry) -> None:
        """Nobody is to do it again because of this: it stands on the trail as what was asked for."""
        try:
            self.trail.correct(entry)
        except Unavailable as problem:
            report("audit-behind", entry=entry.id, reason=problem.reason)


@contextmanager
def on_trail(trail: Trail, entry: Entry) -> Iterator[Ahead]:
    """Enters a change that is done meanwhile. Raises Unavailable: then nothing is done."""
    ahead = Ahead(trail, entry, any(trail.write([entry])))
    try:
        yield ahead
    except Invalid as wrong:
        ahead.refused(wrong.reason)
        raise
