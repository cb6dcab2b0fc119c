"""Chats in the Requests table: when a turn came first, how many a chat has in a minute, and how many go on at one
address in a day. Forgotten a little later."""

from dataclasses import dataclass

from segue.aws.tables import Lost, put_if, update_if
from segue.errors import TooMany
from segue.keys import IdentityKey
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

    def count(self, chat: str, most: int, now: Millis) -> None:
        """Counts one in a minute of a chat. Raises TooMany("too-often") until it ends."""
        self._count((chat, MINUTE), most, now, f"at most {most} turns in a minute of one chat")

    def reach(self, point: IdentityKey, most: int, now: Millis) -> None:
        """Counts a chat that goes on at an address, in a day. Raises TooMany("too-often") until it ends."""
        self._count((point, DAY), most, now, "too many chats have gone on at this address today")

    def _count(self, what: tuple[str, Millis], most: int, now: Millis, words: str) -> None:
        name, length = what
        start = now - now % length
        key, end = {"pk": f"{RATE}#{name}", "sk": str(start // SECOND)}, start + length
        update = "SET said = if_not_exists(said, :none) + :one, #ttl = :kept"
        counted = {"none": 0, "one": 1, "most": most, "kept": (end + MINUTE) // SECOND}
        try:
            update_if(self.table, key, update, "attribute_not_exists(said) OR said < :most", **counted)
        except Lost as lost:
            seconds = -(-(end - now) // SECOND)
            raise TooMany("too-often", words, seconds) from lost
