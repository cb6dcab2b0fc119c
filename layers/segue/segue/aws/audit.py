"""The audit trail in the Requests table."""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.audit import KIND, Entry, entry_of, row_of
from segue.aws.inserts import insert
from segue.aws.queries import newest
from segue.times import LATEST, Millis


@dataclass(frozen=True)
class Audit:
    """Entries in a table."""

    table: str

    def write(self, entries: Sequence[Entry]) -> None:
        """Durable when it returns; the same entry again is one. Raises Unavailable."""
        insert(self.table, [row_of(one) for one in entries])

    def newest(self, limit: int, before: Millis = LATEST) -> list[Entry]:
        """Up to `limit` entries before a moment, newest first."""
        return newest((self.table, KIND), entry_of, limit, before)
