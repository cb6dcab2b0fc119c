"""The messages that keep their words, as the site asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from typing import Any

from segue.aws.items import from_item, to_item
from segue.aws.messages import message_of
from segue.aws.parallel import side_by_side
from segue.aws.queries import pages
from segue.keys import PersonId
from segue.messages import Message

MOST = 200  # of one person, the newest
MOST_PAGES = 8  # of a megabyte, for each id: by their ids messages lie in no order of time, so that all are read


@dataclass(frozen=True)
class Inbox:
    """Reads as the messages were a moment ago: a page asks again anyway, and it costs half."""

    table: str

    def kept(self, persons: Iterable[PersonId]) -> list[Message]:
        """The newest of these people, each under every id that it has had, newest first."""
        rows = (row for found in side_by_side(self._of_one, [*persons]) for row in found)
        return [message_of(row) for row in nlargest(MOST, rows, key=lambda row: row.get("decided", 0))]

    def _of_one(self, person: PersonId) -> list[dict[str, Any]]:
        found = islice(pages(self._of(person)), MOST_PAGES)
        return [from_item(item) for page in found for item in page["Items"]]

    def _of(self, person: PersonId) -> dict[str, object]:
        return {
            "TableName": self.table,
            "KeyConditionExpression": "pk = :pk",
            "FilterExpression": "attribute_exists(content)",
            "ExpressionAttributeValues": to_item({":pk": person}),
        }
