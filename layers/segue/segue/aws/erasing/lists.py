"""Lists of people: members of segments, and who waits for a product."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from segue.aws.awaiting import row_key
from segue.aws.clients import unavailable
from segue.aws.erasing.rows import Row, take_away
from segue.aws.erasing.telling import awaited, member
from segue.aws.items import from_item, to_item
from segue.aws.ledger import Ledger
from segue.aws.members import place_of
from segue.aws.tables import batch_get
from segue.catalog.awaiting import asked_by
from segue.erasing.stores import Told
from segue.erasing.whole import Whole


@dataclass(frozen=True)
class Members:
    """Rows of the Members table, of all segments in force."""

    table: str
    segments: Callable[[], Collection[str]]
    name: str = "members"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        with unavailable("read-failed"):
            places = [to_item(place_of(segment, one)) for segment in self.segments() for one in whole.persons]
            return [from_item(one) for one in batch_get(self.table, places)]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        take_away(self.table, rows)

    def held(self, whole: Whole) -> Iterator[Told]:
        """Raises Unavailable."""
        yield from map(member, self.find(whole))


@dataclass(frozen=True)
class Awaiting:
    """Rows of the Catalog table; the ledger says for what somebody waits."""

    table: str
    ledger: Ledger
    name: str = "catalog"

    def find(self, whole: Whole) -> list[Row]:
        """Raises Unavailable."""
        with unavailable("read-failed"):
            told = [(key, event) for key in whole.keys for event in self.ledger.partition(key)]
            asked = {one for key, event in told if (one := asked_by(key, event))}
            places = {(one.product, one.key): to_item(row_key(one)) for one in asked}
            return [from_item(one) for one in batch_get(self.table, [*places.values()])]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        take_away(self.table, rows)

    def held(self, whole: Whole) -> Iterator[Told]:
        """Raises Unavailable."""
        yield from map(awaited, self.find(whole))
