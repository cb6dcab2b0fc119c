"""Quarantine in the Requests table: one row per rejected delivery, listed by kind and time."""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.aws.inserts import insert
from segue.aws.tables import get, newest, update_if
from segue.deliveries import Rejected
from segue.errors import NotFound
from segue.intake.quarantine import KIND, Record, record_id, record_of, row_of
from segue.times import LATEST, Millis


@dataclass(frozen=True)
class Quarantine:
    """Records in a table."""

    table: str

    def keep(self, rejected: Sequence[Rejected]) -> None:
        """Durable when it returns; what is there already stays as it is. Raises Unavailable."""
        distinct = {record_id(one): one for one in rejected}
        insert(self.table, [row_of(one) for one in distinct.values()])

    def one(self, record: str) -> Record:
        """A record by its id. Raises NotFound."""
        row = get(self.table, _key(record))
        if row is None:
            raise NotFound("unknown-record", "nothing in quarantine has this id")
        return record_of(row)

    def newest(self, limit: int, before: Millis = LATEST, source: str = "", reason: str = "") -> list[Record]:
        """Up to `limit` records received before a moment, newest first, of one source or reason where given."""
        return newest((self.table, KIND), record_of, limit, before, source=source, reason=reason)

    def replayed(self, record: str, now: Millis) -> None:
        """Marks a record; marking it again changes nothing."""
        update = "SET #state = :replayed, replayed_at = if_not_exists(replayed_at, :now)"
        update_if(self.table, _key(record), update, "attribute_exists(pk)", replayed="replayed", now=now)


def _key(record: str) -> dict[str, str]:
    return {"pk": f"{KIND}#{record}", "sk": KIND}
