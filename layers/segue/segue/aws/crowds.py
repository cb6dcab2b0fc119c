"""Everybody at once: scans of the People and Identities tables, page after page, for a job at night."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client
from segue.aws.identities import identity_of
from segue.aws.items import from_item, to_item
from segue.aws.kinds import IDENTITY
from segue.identity.crowds import Crowd
from segue.keys import NOBODY

MOST_ROWS = 250_000  # identities in one run: what the job's time and memory hold
Row = dict[str, Any]


@dataclass(frozen=True)
class Crowds:
    """Reads that are not strongly consistent and cost half a unit per 4 KB."""

    people: str
    identities: str

    def read(self, most: int = MOST_ROWS) -> Crowd:
        """Up to `most` identities; the answer says whether that was everybody."""
        crowd, read = self._nobody(), 0
        for rows in self._pages(self.identities):
            crowd.add(identity_of(one) for one in rows[: most - read] if one["pk"] != NOBODY)
            read += len(rows)
            if read > most:
                crowd.whole = False
                break
        return crowd

    def _nobody(self) -> Crowd:
        """What the person rows say, before anybody is read."""
        rows = [row for page in self._pages(self.people, **_identity_rows()) for row in page]
        into = {row["pk"]: row["into"] for row in rows if "into" in row}
        into |= {key: row["pk"] for row in rows for key in row.get("keys", ()) if key != row["pk"]}
        different = [(one, other) for row in rows for one, other in row.get("different", ())]
        return Crowd(into, different, frozenset(key for row in rows for key in row.get("shared", ())))

    def _pages(self, table: str, **asked: Any) -> Iterator[list[Row]]:
        place: Row = {}
        while True:
            answer = client("dynamodb").scan(TableName=table, **asked, **place)
            yield [from_item(item) for item in answer["Items"]]
            if "LastEvaluatedKey" not in answer:
                return
            place = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def _identity_rows() -> Row:
    return {"FilterExpression": "sk = :sk", "ExpressionAttributeValues": to_item({":sk": IDENTITY})}
