"""Erasures as jobs: one row each, resumable; an erasure goes through the stages one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple, Self

from segue import jobs
from segue.requested import KEPT, Requested
from segue.times import MINUTE, Millis

# closing: nothing of before is taken in any more; counting and erasing: store by store; sweeping: the same again, for
# what was under way meanwhile; concluding: the receipt.
STAGES = ("closing", "counting", "erasing", "sweeping", "concluding")
UNDER_WAY: Millis = 3 * MINUTE  # longer than whatever writes about a person may take


class Sought(NamedTuple):
    """Whom a request is about: a key or an id, and what was typed to find them."""

    asked: str
    written: tuple[str, ...] = ()


def sought(one: str | Sought) -> Sought:
    """The same, where a key or an id is all that is known."""
    return one if isinstance(one, Sought) else Sought(one)


@dataclass(frozen=True)
class Erasure(Requested):
    """One erasure. `counts`: what lay in each store; `receipt`: its number in the chain."""

    stage: str = STAGES[0]
    receipt: int = 0
    STAGES: ClassVar[tuple[str, ...]] = STAGES

    @property
    def pause(self) -> Millis:
        """How long the stage that it is at waits before it begins."""
        return UNDER_WAY if self.stage == "sweeping" else 0

    def concluded(self, receipt: int) -> Self:
        """Done: it says no more of whom it was about."""
        return replace(self.forgotten(), receipt=receipt)


def row_of(run: Erasure) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(ERASURES.name, run, KEPT)


def erasure_of(row: Mapping[str, Any]) -> Erasure:
    """The inverse of `row_of`."""
    return jobs.heard(Erasure, row)


ERASURES = jobs.Kind("erasure", row_of, erasure_of, "there is no privacy request of this id")
