"""Hand-overs of carts in the Requests table: one row a hand-over, one a code, one a window of tried codes.

All go by themselves (`ttl`). A code's row is found by a keyed hash of the code and keeps who redeemed it, so that the
same caller is answered again and nobody else is.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from segue.aws.tables import Lost, get, put_if, update_if, updated
from segue.errors import Conflict, Gone, NotFound, TooMany, Unavailable
from segue.handover.handovers import Handover, Redeemed, Tries
from segue.times import DAY, MINUTE, SECOND, Millis

HANDOVER, CODE, GUESSES = "handover", "code", "guesses"
CHOICES = 8  # codes that are tried before we say that none is free
WINDOW: Millis = 10 * MINUTE
KEPT: Millis = DAY  # after its end, so that we can say that it has ended


@dataclass(frozen=True)
class Handovers:
    """Records in a table; every write may come twice. `what` keeps those of one thing apart from those of another."""

    table: str
    what: str = ""

    def open(self, one: Handover, now: Millis) -> Handover:
        """Writes a hand-over down; where it stands already, the one that stands."""
        row = {**self._key(HANDOVER, one.id), **asdict(one), "ttl": (one.ends + KEPT) // SECOND}
        standing = self._put(row, "attribute_not_exists(pk) OR ends < :now", now)
        return _handover(standing or row)

    def read(self, handover: str) -> Handover:
        """A hand-over by its id. Raises Gone("expired") where it was cleared away."""
        row = get(self.table, self._key(HANDOVER, handover))
        if row is None:
            raise Gone("expired", "this has ended; ask for a new one")
        return _handover(row)

    def reserve(self, one: Handover, key_of: Callable[[int], str], now: Millis) -> int:
        """Takes the first choice of a code that is free or this hand-over's own. Raises Unavailable."""
        for choice in range(CHOICES):
            row = {
                **self._key(CODE, key_of(choice)),
                "handover": one.id,
                "ends": one.code_ends,
                "ttl": (one.code_ends + KEPT) // SECOND,
            }
            standing = self._put(row, "attribute_not_exists(pk) OR ends < :now", now)
            if standing is None or standing["handover"] == one.id:
                return choice
        raise Unavailable("no-free-code", "too many codes are in use")

    def redeem(self, code_key: str, caller: str, now: Millis) -> Redeemed:
        """Uses a code up for one caller; the same caller is answered the same again.

        Raises NotFound("unknown-code"), Conflict("code-used") or Gone("expired").
        """
        try:
            row = updated(
                self.table,
                self._key(CODE, code_key),
                "SET redeemed = :caller, redeemed_at = if_not_exists(redeemed_at, :now)",
                "redeemed = :caller OR (attribute_not_exists(redeemed) AND ends > :now)",
                caller=caller,
                now=now,
            )
        except Lost as standing:
            raise _refusal(standing.row) from standing
        return Redeemed(row["handover"], row["redeemed_at"])

    def guess(self, caller: str, most: Tries, now: Millis) -> None:
        """Counts a tried code before it is looked at: of this caller first, so that whoever tries many uses up nobody
        else's. Raises TooMany("too-many-codes") until the window ends."""
        self._count(f"{caller}#", most.own, now)
        self._count("", most.all, now)

    def _count(self, of: str, most: int, now: Millis) -> None:
        start = now - now % WINDOW
        key, end = self._key(GUESSES, f"{of}{start // SECOND}"), start + WINDOW
        update = "SET tried = if_not_exists(tried, :none) + :one, #ttl = :kept"
        counted = {"none": 0, "one": 1, "most": most, "kept": (end + KEPT) // SECOND}
        try:
            update_if(self.table, key, update, "attribute_not_exists(tried) OR tried < :most", **counted)
        except Lost as lost:
            seconds = -(-(end - now) // SECOND)
            raise TooMany("too-many-codes", "too many codes were tried; use the link, or wait", seconds) from lost

    def _put(self, row: Mapping[str, Any], condition: str, now: Millis) -> dict[str, Any] | None:
        """None when it was written; else the row that stands in the way."""
        try:
            put_if(self.table, row, condition, now=now)
        except Lost as standing:
            return standing.row
        return None

    def _key(self, kind: str, name: str) -> dict[str, str]:
        return {"pk": f"{self.what}{kind}#{name}", "sk": kind}


def _handover(row: Mapping[str, Any]) -> Handover:
    return Handover(row["id"], row["person"], row["cart"], row["ends"], row["code_ends"])


def _refusal(row: Mapping[str, Any]) -> NotFound | Conflict | Gone:
    if not row:
        return NotFound("unknown-code", "there is no such code; look at the six digits again")
    if "redeemed" in row:
        return Conflict("code-used", "this code has been used; ask for a new one")
    return Gone("expired", "this code has ended; ask for a new one")
