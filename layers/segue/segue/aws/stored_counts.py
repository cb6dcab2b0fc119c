"""What was stored of each source, counted out of the Ledger's stream: exactly, though a batch may come again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from segue.aws.once import Once
from segue.aws.source_counts import update
from segue.intake.tallies import STORED, Addition
from segue.profile.identities import Record
from segue.times import Millis

KIND = b"batch"


@dataclass(frozen=True)
class StoredCounts:
    """Counts in a table."""

    table: str

    def add(self, records: Sequence[Record], now: Millis) -> None:
        """Adds the events of one batch, once, however often and however split it comes. Raises Unavailable."""
        for source in sorted({one.event.source for one in records}):
            of_source = [one for one in records if one.event.source == source]
            newest = max(one.event.received_at for one in of_source)
            Once(self.table).add(KIND, of_source, now, partial(self._updates, newest, max(0, now - newest)))

    def _updates(self, newest: Millis, lag: Millis, left: Sequence[Record], lane: str) -> list[dict[str, Any]]:
        return [update(self.table, Addition(left[-1].event.source, {STORED: len(left)}, newest, lag, lane))]
