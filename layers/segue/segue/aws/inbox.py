"""The messages that keep their words, as the site asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from segue.aws.items import to_item
from segue.aws.messages import message_of
from segue.aws.queries import first
from segue.keys import PersonId
from segue.messages import Message

MOST = 200  # of one person that are looked through: by their ids they lie in no order of time


@dataclass(frozen=True)
class Inbox:
    """Reads as the messages were a moment ago: a page asks again anyway, and it costs half."""

    table: str

    def kept(self, persons: Iterable[PersonId]) -> list[Message]:
        """Of these people, each under every id that it has had."""
        return [message_of(row) for one in persons for row in first(MOST, self._of(one))]

    def _of(self, person: PersonId) -> dict[str, object]:
        return {
            "TableName": self.table,
            "KeyConditionExpression": "pk = :pk",
            "FilterExpression": "attribute_exists(content)",
            "ExpressionAttributeValues": to_item({":pk": person}),
        }
