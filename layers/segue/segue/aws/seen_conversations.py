"""Which words of the customers each of the staff has seen: a row `seen#<staff>` beside each conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client
from segue.aws.items import from_item, to_item
from segue.aws.tables import batch_get
from segue.times import DAY, SECOND, Millis

SEEN = "seen#"
KEPT: Millis = 90 * DAY


@dataclass(frozen=True)
class SeenConversations:
    """Keeps up to when somebody has read a conversation, for 90 days."""

    table: str

    def of(self, staff: str, conversations: Iterable[str]) -> dict[str, Millis]:
        """Up to when somebody has read each of these; what was never opened is left out."""
        return {row["pk"]: row["heard"] for row in self._rows(staff, conversations)}

    def looked(self, staff: str, conversations: Iterable[str]) -> dict[str, Millis]:
        """When somebody last looked at each of these; what was never opened is left out."""
        return {row["pk"]: row.get("at", row["ttl"] * SECOND - KEPT) for row in self._rows(staff, conversations)}

    def _rows(self, staff: str, conversations: Iterable[str]) -> list[dict[str, Any]]:
        keys = [to_item({"pk": one, "sk": f"{SEEN}{staff}"}) for one in dict.fromkeys(conversations)]
        return [from_item(item) for item in batch_get(self.table, keys, strong=False)] if keys else []

    def see(self, staff: str, conversation: str, heard: Millis, now: Millis) -> None:
        """Somebody reads a conversation that was heard last at a moment; read again it is the same."""
        row = {"pk": conversation, "sk": f"{SEEN}{staff}", "heard": heard, "at": now, "ttl": (now + KEPT) // SECOND}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))
