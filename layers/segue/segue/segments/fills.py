"""Back-fills: everybody looked at again because segments changed. `segue.aws.fills` keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue import jobs
from segue.times import DAY, Millis
from segue.touring import Tour

KEPT: Millis = 90 * DAY


@dataclass(frozen=True)
class Fill(Tour):
    """One back-fill. `segments` are those that changed; `meant`: what segments mean once the change is in force.
    `lists`: it also makes sure that members are listed and their timers set.
    """

    segments: tuple[str, ...]
    meant: str
    lists: bool = False


def row_of(fill: Fill) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    return jobs.row_of(FILLS.name, fill, KEPT)


def fill_of(row: Mapping[str, Any]) -> Fill:
    """The inverse of `row_of`."""
    return jobs.heard(Fill, {**row, "segments": tuple(row["segments"])})


FILLS = jobs.Kind("backfill", row_of, fill_of, "there is no back-fill of this id")
