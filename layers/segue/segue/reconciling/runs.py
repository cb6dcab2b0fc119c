"""Reconciliations as jobs: one row each, resumable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from segue import jobs
from segue.reconciling.comparing import DIFFERENCES
from segue.staging import Staged
from segue.times import DAY, Millis

STAGES = ("comparing", "mending")
KEPT: Millis = 90 * DAY
SAMPLE = 20_000  # identities that a night looks at
MOST_FOUND = 1_000  # ids that are listed, and repaired at a time


@dataclass(frozen=True)
class Reconciliation(Staged):
    """One run. `keys`: the identities that it is about, or everybody; `most`: it ends behind so many, 0 for all.
    `repairs`: what is found is built anew. `counts` of what identities were found to be, `found`: the ids of those that
    differ, `mended`: how many of them agree by now. `left_part` and `left_after`: where the next night begins."""

    stage: str = STAGES[0]
    keys: Sequence[str] = ()
    most: int = 0
    repairs: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    found: Sequence[str] = ()
    mended: int = 0
    left_part: int = 0
    left_after: str = ""
    STAGES: ClassVar[tuple[str, ...]] = STAGES

    @property
    def differences(self) -> int:
        """How many identities differ from the ledger."""
        return sum(self.counts.get(one, 0) for one in DIFFERENCES)


def row_of(run: Reconciliation) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(RECONCILIATIONS.name, run, KEPT)


def run_of(row: Mapping[str, Any]) -> Reconciliation:
    """The inverse of `row_of`."""
    return jobs.heard(Reconciliation, row)


RECONCILIATIONS = jobs.Kind(
    "reconciliation", row_of, run_of, "there is no reconciliation of this id; they are kept for 90 days"
)
