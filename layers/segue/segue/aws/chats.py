"""Chats in the Requests table: when a turn came first, and how many a chat has in a minute, or a stranger's address in
a day. Forgotten soon after."""

from dataclasses import dataclass

from segue.aws.tables import Lost, put_if, update_if
from segue.errors import TooMany
from segue.times import DAY, MINUTE, SECOND, Millis

TURN, RATE = "chat-turn", "chat-rate"
KEPT: Millis = 2 * DAY  # longer than a browser tries again


@dataclass(frozen=True)
class Chats:
    """Small rows of a table."""

    table: str

    def first(self, name: str, now: Millis) -> Millis:
        """When a turn of this name came first: now, where it has not come yet."""
        row = {"pk": f"{TURN}#{name}", "sk": TURN, "at": now, "ttl": (now + KEPT) // SECOND}
        try:
            put_if(self.table, row, "attribute_not_exists(pk)")
        except Lost as standing:
            return int(standing.row["at"])
        return now

    def count(self, chat: str, most: int, now: Millis, *, within: Millis = MINUTE) -> None:
        """Counts one in a minute of a chat, or within another time. Raises TooMany("too-often") until it ends."""
        start = now - now % within
        key, end = {"pk": f"{RATE}#{chat}", "sk": str(start // SECOND)}, start + within
        update = "SET said = if_not_exists(said, :none) + :one, #ttl = :kept"
        counted = {"none": 0, "one": 1, "most": most, "kept": (end + MINUTE) // SECOND}
        try:
            update_if(self.table, key, update, "attribute_not_exists(said) OR said < :most", **counted)
        except Lost as lost:
            seconds = -(-(end - now) // SECOND)
            raise TooMany("too-often", f"at most {most} are taken in {within // MINUTE} minutes", seconds) from lost
