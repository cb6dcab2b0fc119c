"""The archive read by DuckDB in the function itself: what is asked is copied to its disk first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import Any

import duckdb

from segue.aws.archive_copies import Copies
from segue.errors import TooLarge, Unavailable
from segue.measures.computing import answered
from segue.measures.finding import Rows
from segue.measures.local import Limits, Spans, opened
from segue.measures.reaching import Reach

Opening = Callable[[Reach], Spans]
LATE = "it takes longer than there is time for"


@dataclass(frozen=True)
class Opened:
    """Relations that stand in DuckDB; what is not answered by a moment, of `monotonic`, is broken off."""

    base: Any
    until: float
    scanned: int = 0

    def rows(self, sql: str) -> Rows:
        """What a statement answers. Raises Unavailable("too-slow"), TooLarge("archive-too-large")."""
        left = self.until - monotonic()
        if left <= 0:
            raise Unavailable("too-slow", LATE)
        watch = Timer(left, self.base.interrupt)
        watch.start()
        try:
            return answered(self.base, sql)
        except duckdb.InterruptException as late:
            raise Unavailable("too-slow", LATE) from late
        except duckdb.OutOfMemoryException as full:
            raise TooLarge("archive-too-large", "it does not fit into memory: a shorter period, or Athena") from full
        finally:
            watch.cancel()


@dataclass(frozen=True)
class LocalArchive:
    """`opening`: when somebody answers in a stretch; `people`: who is one person by now, as a file, or None where that
    is too much to look at; `seconds`: that all statements about a stretch may take together."""

    copies: Copies
    opening: Opening
    people: Callable[[Path | None], Path | None]
    limits: Limits
    seconds: float
    name: str = "duckdb"

    def open(self, reach: Reach, fresh: bool = False) -> Opened:
        """That stretch. Raises Unavailable, TooLarge."""
        files = self.copies.of(reach)
        if fresh and (newer := self.people(files.people)):
            files = replace(files, people=newer)
        return Opened(opened(files, self.opening(reach), self.limits), monotonic() + self.seconds)
