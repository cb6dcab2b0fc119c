"""Expiring: days of the archive that are older than they may be are taken away, a page at a time, each night.

The bucket's lifecycle counts from the last write of a part, and a part is written anew whenever something late comes
into it; this counts from the day of which it tells.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from segue.measures.runs import Run
from segue.measures.stored import PARTS, Stored
from segue.times import DAY, Millis, to_text

PAGE = 1000


class Lying(Protocol):
    """What lies in the bucket; all of it raises Unavailable."""

    def listed(self, folder: str, first: str = "", last: str = "", /) -> Iterator[Stored]: ...
    def delete(self, keys: Sequence[str], /) -> None: ...


@dataclass(frozen=True)
class Expiring:
    """A stage of the night. `days`: for how long the archive may be kept at this moment."""

    lying: Lying
    days: Callable[[], int]
    clock: Callable[[], Millis]

    def page(self, run: Run) -> Run:
        """Without a page of what is too old; behind the stage where there is no more of it."""
        last = to_text(self.clock() - (self.days() + 1) * DAY)[:10]
        found = [one.key for one in islice(self.lying.listed(PARTS, "", last), PAGE) if one.partition[0]]
        if not found:
            return run.finished_stage()
        self.lying.delete(found)
        return replace(run, after=found[-1])
