"""Pseudonyms of identities: the random number of each in the archive. Only the Identities table knows whose it is."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from segue.aws.clients import client, unavailable
from segue.aws.items import from_item
from segue.aws.parallel import MOST_AT_ONCE, side_by_side
from segue.aws.tables import batch_get
from segue.errors import TooLarge, Unavailable
from segue.keys import NOBODY, IdentityKey, PersonId

WHO = "w"
SEGMENTS = 64  # of a scan over all of them
PROJECTION = f"pk, p, {WHO}"


class Numbered(NamedTuple):
    """An identity, the person it belongs to, and its pseudonym."""

    key: IdentityKey
    owner: PersonId
    who: int


@dataclass(frozen=True)
class Pseudonyms:
    """Reads of a table, as it was a moment ago. All of it raises Unavailable."""

    table: str

    def of(self, keys: Iterable[IdentityKey]) -> dict[IdentityKey, int]:
        """Those of these identities, as far as they have one."""
        wanted = [{"pk": {"S": key}} for key in sorted(set(keys))]
        with unavailable("read-failed"):
            rows = [from_item(item) for item in batch_get(self.table, wanted, strong=False)]
        return {row["pk"]: row[WHO] for row in rows if WHO in row}

    def everybody(self, most: int) -> list[Numbered]:
        """All of them. Raises TooLarge where they are more."""
        found: list[Numbered] = []
        for start in range(0, SEGMENTS, MOST_AT_ONCE):
            segments = range(start, min(start + MOST_AT_ONCE, SEGMENTS))
            found += [one for part in side_by_side(lambda one: list(self.segment(one)), segments) for one in part]
            if len(found) > most:
                raise TooLarge("too-many-people", f"there are more than {most} identities")
        return found

    def owners(self, wanted: Set[int], late: Callable[[], bool]) -> dict[int, PersonId]:
        """Who has these pseudonyms, as far as anybody has. Raises Unavailable("too-slow") once it is too late."""
        found: dict[int, PersonId] = {}
        for start in range(0, SEGMENTS, MOST_AT_ONCE):
            segments = range(start, min(start + MOST_AT_ONCE, SEGMENTS))
            if wanted <= found.keys():
                break
            for part in side_by_side(lambda one: self._owners(one, wanted, late), segments):
                found |= part
        return found

    def _owners(self, segment: int, wanted: Set[int], late: Callable[[], bool]) -> dict[int, PersonId]:
        found: dict[int, PersonId] = {}
        for one in self.segment(segment):
            if one.who in wanted:
                found[one.who] = one.owner
            if late():
                raise Unavailable("too-slow", "it takes longer than a request may")
        return found

    def segment(self, segment: int) -> Iterator[Numbered]:
        """Those of one part of the table."""
        asked: dict[str, Any] = {"TableName": self.table, "ProjectionExpression": PROJECTION}
        asked |= {"Segment": segment, "TotalSegments": SEGMENTS}
        while True:
            with unavailable("read-failed"):
                answer = client("dynamodb").scan(**asked)
            rows = [from_item(item) for item in answer["Items"]]
            yield from (Numbered(row["pk"], row.get("p") or row["pk"], row[WHO]) for row in rows if _is_known(row))
            if "LastEvaluatedKey" not in answer:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _is_known(row: dict[str, Any]) -> bool:
    """Whether it is the row of somebody who has a pseudonym."""
    return WHO in row and row["pk"] != NOBODY
