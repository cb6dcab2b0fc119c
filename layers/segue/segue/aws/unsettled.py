"""Messages whose fate is unknown, found through an index that holds nobody else.

A message carries `unsettled` from the lost answer on until somebody says what became of it; the index `by_unsettled`
is that word and the moment at which it was tried. Who has another end never enters it, so it costs nothing there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.aws.items import to_item
from segue.aws.message_marks import UNKNOWN, change_of
from segue.aws.queries import count, first
from segue.aws.tables import Lost, update_if
from segue.messages import Message, State, Unsettled
from segue.times import LATEST, Millis

INDEX = "by_unsettled"


@dataclass(frozen=True)
class UnsettledMessages:
    """Rows of the Messages table."""

    table: str

    def newest(self, limit: int, before: Millis = LATEST) -> list[Unsettled]:
        """Up to `limit` of those that were tried before a moment, newest first. Raises Unavailable."""
        return [_of(row) for row in first(limit, {**self._asked(before), "ScanIndexForward": False})]

    def count(self, before: Millis) -> int:
        """How many were tried before a moment. Raises Unavailable."""
        return count(self._asked(before))

    def told(self, message: Message, state: State, reasons: tuple[str, ...]) -> bool:
        """Somebody knows what became of it; False where it is settled meanwhile."""
        change, values = change_of(state)
        update = f"SET state_ = :state, reasons = :reasons{change}"
        said = {"state": state, "reasons": list(reasons), "unknown": UNKNOWN, **values}
        try:
            update_if(self.table, {"pk": message.person, "sk": message.id}, update, "state_ = :unknown", **said)
        except Lost:
            return False
        return True

    def _asked(self, before: Millis) -> dict[str, Any]:
        return {
            "TableName": self.table,
            "IndexName": INDEX,
            "KeyConditionExpression": "unsettled = :unknown AND decided < :before",
            "ExpressionAttributeValues": to_item({":unknown": UNKNOWN, ":before": before}),
        }


def _of(row: Mapping[str, Any]) -> Unsettled:
    said = {name: row[name] for name in ("journey", "template", "channel", "purpose")}
    return Unsettled(id=row["sk"], person=row["pk"], tried=row["decided"], **said)
