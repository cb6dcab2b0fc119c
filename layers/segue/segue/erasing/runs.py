"""Erasures as jobs: one row each, resumable; an erasure goes through the stages one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, NamedTuple, Self

from segue import jobs
from segue.staging import Staged
from segue.times import DAY, MINUTE, Millis

# closing: nothing of before is taken in any more; counting and erasing: store by store; sweeping: the same again, for
# what was under way meanwhile; concluding: the receipt.
STAGES = ("closing", "counting", "erasing", "sweeping", "concluding")
KEPT: Millis = 3 * 365 * DAY
UNDER_WAY: Millis = 3 * MINUTE  # longer than whatever writes about a person may take


class Sought(NamedTuple):
    """Whom a request is about: a key or an id, and what was typed to find them."""

    asked: str
    written: tuple[str, ...] = ()


def sought(one: str | Sought) -> Sought:
    """The same, where a key or an id is all that is known."""
    return one if isinstance(one, Sought) else Sought(one)


@dataclass(frozen=True)
class Erasure(Staged):
    """One erasure. `asked` is whom it is about, as a key or an id, `written` as it was typed; `keys`, `persons` and
    `sums` are the whole person, once that is known. Of all five nothing is left when it is done. `counts`: what lay in
    each store; `receipt`: its number in the chain."""

    stage: str = STAGES[0]
    asked: str = ""
    reason: str = ""
    keys: Sequence[str] = ()
    persons: Sequence[str] = ()
    sums: Sequence[str] = ()
    written: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    receipt: int = 0
    STAGES: ClassVar[tuple[str, ...]] = STAGES

    @property
    def pause(self) -> Millis:
        """How long the stage that it is at waits before it begins."""
        return UNDER_WAY if self.stage == "sweeping" else 0

    def counted(self, store: str, count: int) -> Self:
        """With what lies in a store."""
        return replace(self, counts={**self.counts, store: count})

    def forgotten(self, receipt: int) -> Self:
        """Done: it says no more of whom it was about."""
        return replace(self, asked="", keys=(), persons=(), sums=(), written=(), receipt=receipt)


def row_of(run: Erasure) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(ERASURES.name, run, KEPT)


def erasure_of(row: Mapping[str, Any]) -> Erasure:
    """The inverse of `row_of`."""
    return jobs.heard(Erasure, row)


ERASURES = jobs.Kind("erasure", row_of, erasure_of, "there is no privacy request of this id")
