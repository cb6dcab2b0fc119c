"""Exports as jobs: one row each, resumable; an export goes through the stages one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from segue import jobs
from segue.requested import KEPT, Requested
from segue.times import DAY, Millis

# finding: who it is; describing: what is made of all of it; gathering: store by store; binding: one file of all parts;
# clearing: the parts go, and whom it was about is forgotten.
STAGES = ("finding", "describing", "gathering", "binding", "clearing")
FILE_KEPT: Millis = 7 * DAY  # as the bucket forgets it
LINK_HOLDS: Millis = DAY
MARK = "x_"  # with which ids of exports begin, and the keys of their files


@dataclass(frozen=True)
class Export(Requested):
    """One export. `counts`: what each store told; `size`: bytes of the file, 0 where there is none (any more)."""

    stage: str = STAGES[0]
    size: int = 0
    STAGES: ClassVar[tuple[str, ...]] = STAGES

    @property
    def file(self) -> str:
        """The key of the file that is made."""
        return f"{self.id}/export.zip"

    def part_of(self, number: int) -> str:
        """The key of a part of it."""
        return f"{self.id}/parts/{number:03}.zip"

    def until(self, now: Millis) -> Millis:
        """Until when the file can be fetched; 0 where it cannot."""
        end = self.finished + FILE_KEPT
        return end if self.state == "done" and self.size and now < end else 0


def row_of(run: Export) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(EXPORTS.name, run, KEPT)


def export_of(row: Mapping[str, Any]) -> Export:
    """The inverse of `row_of`."""
    return jobs.heard(Export, row)


EXPORTS = jobs.Kind("export", row_of, export_of, "there is no privacy request of this id")
