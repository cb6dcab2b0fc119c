"""A change stands on the audit trail before it is done: what cannot be entered is not done, so whoever is told so may
ask again without doing it twice. Each try is an entry of its own, and nothing overwrites what another try has left
(docs/decisions/0303)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from segue.audit import KIND, Entry, completed
from segue.errors import Invalid, Unavailable
from segue.keys import PersonId, digest
from segue.tracing import report

REFUSED = "refused"  # of the evidence: why it was not done
FAILED = "failed"  # with what it broke off; whether it was done says the thing itself
AGAIN = "again"  # the entry of the first try on the same occasion


class Trail(Protocol):
    """The audit trail. `write` says of each row whether it is new, an entry's own first; `one` is what stands under an
    id, `correct` puts an entry in place of it."""

    def write(self, entries: Sequence[Entry], /) -> Sequence[bool]: ...

    def one(self, identity: str, /) -> Entry | None: ...

    def correct(self, entry: Entry, /) -> None: ...


@dataclass(frozen=True)
class Ahead:
    """The entry of this try, which stands."""

    trail: Trail
    entry: Entry

    def done(self, people: Iterable[PersonId]) -> None:
        """It was done, to these people as well."""
        subjects = tuple(dict.fromkeys((*self.entry.subjects, *people)))
        if subjects != self.entry.subjects:
            self._tell(replace(self.entry, subjects=subjects))

    def refused(self, why: str) -> None:
        """It was not done."""
        self._mark(REFUSED, why)

    def failed(self, why: str) -> None:
        """It broke off."""
        self._mark(FAILED, why)

    def _mark(self, mark: str, why: str) -> None:
        self._tell(replace(self.entry, evidence={**self.entry.evidence, mark: why}))

    def _tell(self, entry: Entry) -> None:
        """Nobody is to do it again because of this: it stands on the trail as what was asked for."""
        try:
            self.trail.correct(entry)
        except Unavailable as problem:
            report("audit-behind", entry=entry.id, reason=problem.reason)


def named(action: str, by: str, occasion: str, *about: str) -> str:
    """The id of a change that somebody asks for on an occasion: nobody else's, and of no other people."""
    return f"{action}_{digest(KIND.encode(), chr(10).join((action, by, occasion, *about)))}"


@contextmanager
def on_trail(trail: Trail, entry: Entry) -> Iterator[Ahead]:
    """Enters a change that is done meanwhile. Raises Unavailable: then nothing is done."""
    ahead = Ahead(trail, _entered(trail, entry))
    try:
        yield ahead
    except Invalid as wrong:
        ahead.refused(wrong.reason)
        raise
    except Exception as broken:
        ahead.failed(broken.reason if isinstance(broken, Unavailable) else type(broken).__name__)
        raise


def _entered(trail: Trail, entry: Entry) -> Entry:
    """The entry of this try: one of its own where there was a try on the same occasion before."""
    if trail.write([entry])[0]:
        return entry
    first = trail.one(entry.id)
    if first is None or _try_of(first) == _try_of(completed(entry)):  # the write's own repeat
        return entry
    again = replace(entry, id=f"{entry.id}.{entry.time}", evidence={**entry.evidence, AGAIN: entry.id})
    trail.write([again])
    return again


def _try_of(entry: Entry) -> tuple[str, int, str]:
    return entry.actor, entry.time, entry.correlation
