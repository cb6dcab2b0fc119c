"""Reconciling, page by page: identities beside the ledger; what differs is listed, and built anew where that is wanted.

Comparing changes nothing and may be done twice. Building anew is one write against the version that was read, after the
sum that holds the row is dropped; a fold that was faster wins, and the row is looked at again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.errors import Unavailable
from segue.events import Event
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity, mended
from segue.reconciling.comparing import DIFFERENCES, Found, compared
from segue.reconciling.runs import MOST_FOUND, Reconciliation
from segue.times import Millis

MOST_ROUNDS = 5


class Identities(Protocol):
    """Rows of identities; `save` answers the keys that somebody else changed meanwhile."""

    def read(self, keys: Iterable[IdentityKey], /) -> dict[IdentityKey, Identity]: ...

    def save(self, identities: Sequence[Identity], /) -> set[IdentityKey]: ...


class Crowd(Protocol):
    """Everybody's identities, a page at a time."""

    def read(self, part: int, after: str, /) -> tuple[list[Identity], str | None]:
        """As they were a moment ago, and the key behind which the part goes on; None at its end."""
        ...

    def each(self, act: Callable[[IdentityKey], Found], keys: Sequence[IdentityKey], /) -> list[Found]:
        """Does it for all of them, some side by side."""
        ...


@dataclass(frozen=True)
class Reconciling:
    """The collaborators; `drop` makes a sum untrue, `moved` looks at a person's segments again and starts nothing,
    `tell` says how many differ."""

    crowd: Crowd
    identities: Identities
    ledger: Callable[[IdentityKey], Sequence[Event]]
    drop: Callable[[Iterable[str]], None]
    moved: Callable[[PersonId], object]
    tell: Callable[[int], None]
    clock: Callable[[], Millis]

    def stages(self) -> Mapping[str, Callable[[Reconciliation], Reconciliation]]:
        """By the names of `segue.reconciling.runs.STAGES`."""
        return {"comparing": self.compare, "mending": self.mend}

    def compare(self, run: Reconciliation) -> Reconciliation:
        """Past a page; past all where it is about some identities, or has seen as many as it wanted."""
        if run.keys:
            return self._counted(run, sorted(run.keys)).finished_stage()
        rows, further = self.crowd.read(run.part, run.after)
        after = self._counted(run, [one.key for one in rows if one.version]).past(len(rows), further)
        if not run.most or after.people < run.most or after.through:
            return after
        return replace(after, left_part=after.part, left_after=after.after).finished_stage()

    def mend(self, run: Reconciliation) -> Reconciliation:
        """What differs is built anew, where that is wanted; and whoever watches is told of it."""
        ended = run
        if run.repairs:
            found = self.crowd.each(self._mended, list(run.found))
            ended = replace(run, mended=found.count("same"))
        if run.differences:
            self.tell(run.differences)
        return ended.finished_stage()

    def _counted(self, run: Reconciliation, keys: Sequence[IdentityKey]) -> Reconciliation:
        found = self.crowd.each(self._looked, keys)
        differ = [key for key, one in zip(keys, found, strict=True) if one in DIFFERENCES]
        counts = Counter(run.counts) + Counter(found)
        return replace(run, counts=dict(sorted(counts.items())), found=[*run.found, *differ][:MOST_FOUND])

    def _looked(self, key: IdentityKey) -> Found:
        return self._read(key)[0]

    def _read(self, key: IdentityKey) -> tuple[Found, Identity, Sequence[Event]]:
        """The row is read before its events: what is in it is among them."""
        row = self.identities.read([key])[key]
        events = self.ledger(key)
        return compared(row, events, self.clock()), row, events

    def _mended(self, key: IdentityKey) -> Found:
        for _ in range(MOST_ROUNDS):
            found, row, events = self._read(key)
            if found not in DIFFERENCES:
                self.moved(row.owner)  # also where the run before this one got no further than the row
                return found
            self.drop({row.sum} - {""})
            self.identities.save([mended(row, events)])
        raise Unavailable("contended", "an identity keeps changing")
