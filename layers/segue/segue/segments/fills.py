"""Back-fills: everybody looked at again because segments changed, and how far that is. `segue.aws.fills` keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from segue.times import DAY, SECOND, Millis

KIND = "backfill"
PARTS = 32  # segments of the scan
KEPT: Millis = 90 * DAY
State = Literal["waiting", "running", "done", "superseded"]


@dataclass(frozen=True)
class Fill:
    """One back-fill. `segments` are those that changed; `meant`: what segments mean once the change is in force. It is
    at the identities of `part` behind the key `after`, and has looked at so many `people`. `step` counts the runs that
    have ended; whoever works on it is `alive` until then, unless it says so again. `lists`: it also makes sure that
    members are listed. `version` 0: not written yet.
    """

    id: str
    created: Millis
    segments: tuple[str, ...]
    meant: str
    lists: bool = False
    state: State = "waiting"
    part: int = 0
    after: str = ""
    people: int = 0
    step: int = 0
    alive: Millis = 0
    finished: Millis = 0
    version: int = 0

    @property
    def ended(self) -> bool:
        """Nothing more will happen."""
        return self.state in ("done", "superseded")

    @property
    def percent(self) -> int:
        """How much of everybody it has looked at."""
        return 100 * self.part // PARTS

    def past(self, people: int, after: str | None) -> "Fill":
        """Behind a page of so many people; `after` is None where its part ends with it."""
        place = {"after": after} if after else {"part": self.part + 1, "after": ""}
        return replace(self, people=self.people + people, **place)


def row_of(fill: Fill) -> dict[str, Any]:
    """The item of the Requests table of the next version."""
    said = {one.name: getattr(fill, one.name) for one in fields(Fill) if one.name != "version"}
    key = {"pk": f"{KIND}#{fill.id}", "sk": KIND, "kind": KIND, "time": fill.created}
    return {**key, **said, "v": fill.version + 1, "ttl": (fill.created + KEPT) // SECOND}


def fill_of(row: Mapping[str, Any]) -> Fill:
    """The inverse of `row_of`."""
    said = {one.name: row[one.name] for one in fields(Fill) if one.name in row}
    return Fill(**{**said, "segments": tuple(row["segments"])}, version=row["v"])
