"""Compacting: what came in since the last night goes into one file a partition, page by page of what lies there.

A repeat of any of it leaves the same: a row that stands in the part already is not put there twice, and what went in is
taken away only when the part stands. What comes in behind the place that was read waits for the next night. An object
that nobody can read is set aside, and keeps nothing else from its part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

import duckdb

from segue.measures.local import Limits
from segue.measures.runs import Run
from segue.measures.stored import BROKEN, NEW, Stored, part_of
from segue.measures.writing import compact, is_readable
from segue.tracing import report


class Lying(Protocol):
    """What lies in the bucket; all of it raises Unavailable."""

    def page(self, folder: str, after: str, /) -> list[Stored]: ...
    def find(self, key: str, /) -> Stored | None: ...
    def put(self, key: str, body: bytes, instead: Stored | None, /) -> None: ...
    def replace(self, key: str, body: bytes, /) -> None: ...
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
        groups = groupby(found, lambda one: one.partition)
        broken = [one for partition, objects in groups for one in self._compact(partition, list(objects))]
        failed = [*run.failed, *broken]
        return replace(run, after=found[-1].key, objects=run.objects + len(found) - len(broken), failed=failed)

    def _compact(self, partition: tuple[str, str], fresh: Sequence[Stored]) -> list[str]:
        """The names of what had to be set aside."""
        key = part_of(*partition)
        stands = self.lying.find(key)
        paths, parts = self.copies(fresh), self.copies([stands] if stands else [])
        into = self.limits.folder / "part.parquet"
        broken: list[str] = []
        try:
            compact(parts, paths, into, self.limits)
        except duckdb.Error:
            broken = self._set_aside(fresh, paths)
            if not broken:
                raise
            sound = [path for one, path in zip(fresh, paths, strict=True) if one.key not in broken]
            compact(parts, sound, into, self.limits)
        self.lying.put(key, into.read_bytes(), stands)
        self.lying.delete([one.key for one in fresh])
        for one in (into, *paths, *parts):
            one.unlink(missing_ok=True)
        return broken

    def _set_aside(self, fresh: Sequence[Stored], paths: Sequence[Path]) -> list[str]:
        """A copy of what cannot be read, for somebody to look at; it is taken away with all else that lay there."""
        broken = [(one.key, path) for one, path in zip(fresh, paths, strict=True) if not is_readable(path, self.limits)]
        for key, path in broken:
            report("archive-broken", key=key)
            self.lying.replace(f"{BROKEN}{key}", path.read_bytes())
        return [key for key, _ in broken]
