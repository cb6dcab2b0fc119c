"""Stores that hold what they know of somebody under their own ids: a partition each."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from segue.aws.clients import client, unavailable
from segue.aws.erasing.closing import ERASED, addresses
from segue.aws.erasing.rows import Row, take_away
from segue.aws.erasing.telling import identity, point
from segue.aws.items import from_item, to_item
from segue.aws.puts import put_all
from segue.aws.queries import partition
from segue.aws.slots import PERSON
from segue.aws.tables import batch_get
from segue.erasing.stores import Told
from segue.erasing.whole import Whole


@dataclass(frozen=True)
class Partitions:
    """All rows under the ids that `under` makes of a person: the Ledger, People, Journeys, Messages; `tells` says what
    one means."""

    name: str
    table: str
    under: Callable[[Whole], Collection[str]]
    tells: Callable[[Row], Told]

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        with unavailable("read-failed"):
            return [row for one in self.under(whole) for row in partition(self.table, one, strong=True)]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        take_away(self.table, rows)

    def held(self, whole: Whole) -> Iterator[Told]:
        """Raises Unavailable."""
        yield from map(self.tells, self.find(whole))


@dataclass(frozen=True)
class ContactPoints:
    """What is known of addresses, and how often a person was written to. Of an address it stays that nothing may be
    sent there."""

    table: str
    name: str = "contact_points"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        return [row for row in self._rows(whole) if row != _tombstone(row["pk"])]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        closed = {*addresses([row["pk"] for row in rows])}
        put_all(self.table, [_tombstone(one) for one in sorted(closed)])
        take_away(self.table, [row for row in rows if row["pk"] not in closed])

    def held(self, whole: Whole) -> Iterator[Told]:
        """Also that nothing may be sent there. Raises Unavailable."""
        yield from map(point, self._rows(whole))

    def _rows(self, whole: Whole) -> list[Row]:
        keys = [*whole.keys, *(f"{PERSON}{one}" for one in whole.persons)]
        with unavailable("read-failed"):
            return [*map(from_item, batch_get(self.table, [to_item({"pk": one}) for one in keys]))]


@dataclass(frozen=True)
class Identities:
    """Profiles. The row stays, with its version and the moment of the erasure alone: the pseudonym under which the
    archive knows the identity goes with all else, so what lies there is nobody's."""

    table: str
    name: str = "identities"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        return [row for row in self._rows(whole) if row.keys() - {"pk", "v", "erased"}]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        for row in rows:
            with unavailable("write-failed"):
                client("dynamodb").update_item(
                    TableName=self.table,
                    Key=to_item({"pk": row["pk"]}),
                    UpdateExpression="SET v = v + :one REMOVE b, p, c, w",
                    ExpressionAttributeValues=to_item({":one": 1}),
                )

    def held(self, whole: Whole) -> Iterator[Told]:
        """Also when somebody of it was erased. Raises Unavailable."""
        yield from map(identity, self._rows(whole))

    def _rows(self, whole: Whole) -> list[Row]:
        with unavailable("read-failed"):
            return [*map(from_item, batch_get(self.table, [to_item({"pk": one}) for one in whole.keys]))]


def _tombstone(key: str) -> Row:
    return {"pk": key, "suppressed": ERASED}
