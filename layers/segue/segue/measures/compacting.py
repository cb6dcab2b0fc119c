"""Compacting: what came in since the last night goes into one file a partition, page by page of what lies there.

A repeat of any of it leaves the same: a row that stands in the part already is not put there twice, and what went in is
taken away only when the part stands. What comes in behind the place that was read waits for the next night.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from segue.measures.local import Limits
from segue.measures.runs import Run
from segue.measures.stored import NEW, Stored, part_of
from segue.measures.writing import compact


class Lying(Protocol):
    """What lies in the bucket; all of it raises Unavailable."""

    def page(self, folder: str, after: str, /) -> list[Stored]: ...
    def find(self, key: str, /) -> Stored | None: ...
    def put(self, key: str, body: bytes, instead: Stored | None, /) -> None: ...
    def delete(self, keys: Sequence[str], /) -> None: ...


@dataclass(frozen=True)
class Compacting:
    """A stage of the night. `copies` gives objects as files."""

    lying: Lying
    copies: Callable[[Sequence[Stored]], list[Path]]
    limits: Limits

    def page(self, run: Run) -> Run:
        """Behind a page of what lies there."""
        found = [one for one in self.lying.page(NEW, run.after) if one.partition[0]]
        if not found:
            return run.finished_stage()
        for partition, objects in groupby(found, lambda one: one.partition):
            self._compact(partition, list(objects))
        return replace(run, after=found[-1].key, objects=run.objects + len(found))

    def _compact(self, partition: tuple[str, str], fresh: Sequence[Stored]) -> None:
        key = part_of(*partition)
        stands = self.lying.find(key)
        paths, parts = self.copies(fresh), self.copies([stands] if stands else [])
        into = self.limits.folder / "part.parquet"
        compact(parts, paths, into, self.limits)
        self.lying.put(key, into.read_bytes(), stands)
        self.lying.delete([one.key for one in fresh])
        for one in (into, *paths, *parts):
            one.unlink(missing_ok=True)
