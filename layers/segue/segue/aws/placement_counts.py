"""How often variants of placements were seen and clicked, in the Requests table: pk `placement#<id>`, sk
`<day>#<lane>`, the numbers of `segue.placements.seen`. Counted out of the Ledger's stream, each event once.

A batch that was counted leaves a row: pk `batch#<digest of its last event about a placement>`, `c` what was counted up
to there. Row and numbers change in one transaction; where a row holds no more names, since somebody makes them up (the
key of pages is public), that batch is not counted, and the fold goes on. Of a batch that comes again in two halves the
second takes back what the first has added now (`segue.aws.stored_counts` does so for sources).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.additions import adding
from segue.aws.clients import client, code_of
from segue.aws.items import to_item
from segue.aws.queries import query
from segue.aws.tables import CANCELED, get
from segue.errors import Unavailable
from segue.keys import digest
from segue.ledger import sort_key
from segue.placements.bandits import HALF_LIFE
from segue.placements.bandits import KEPT as HALF_LIVES
from segue.placements.seen import Numbers, counted, first_day, is_about, lacking
from segue.profile.identities import Record
from segue.times import DAY, SECOND, Millis, from_text

BATCH = "batch"
KEPT: Millis = 3 * DAY  # a batch may come again for one
LASTS: Millis = 400 * DAY
MOST = 2_000  # rows of one placement that are added up
MOST_ROUNDS = 5
LANES = "0123"  # rows of a day: transactions of two shards seldom meet in one


@dataclass(frozen=True)
class PlacementCounts:
    """Counts in a table."""

    table: str

    def add(self, records: Sequence[Record], now: Millis) -> None:
        """Adds what one batch says of placements, once, however often and however split it comes. Raises
        Unavailable."""
        about = [one for one in records if is_about(one.event)]
        if not about:
            return
        last, found = about[-1], counted(one.event for one in about)
        name = digest(b"placements", f"{last.key}|{sort_key(last.event)}")
        mark = {"pk": f"{BATCH}#{name}", "sk": BATCH}
        row = {**mark, "c": found, "v": 1, "ttl": (now + KEPT) // SECOND}
        before: dict[str, Any] = {}
        for _ in range(MOST_ROUNDS):
            further = lacking(found, before.get("c", {}))
            if before and not further:
                return
            if self._moved({**row, "v": before.get("v", 0) + 1}, further, LANES[ord(name[0]) % len(LANES)]):
                return
            before = get(self.table, mark) or {}
        raise Unavailable("contended", "one batch is counted by two")

    def days(self, placement: str, now: Millis, length: Millis = HALF_LIFE * HALF_LIVES) -> dict[str, dict[str, int]]:
        """The counts of a placement by day, as far back as that; a moment old at most."""
        asked = {"pk": _key(placement), "first": first_day(now, length)}
        rows = query(self.table, "pk = :pk AND sk >= :first", MOST, newest_first=True, **asked)
        found: dict[str, Counter[str]] = {}
        for row in rows:
            counts = {name: int(number) for name, number in row.items() if ":" in name}
            found.setdefault(row["sk"].partition("#")[0], Counter()).update(counts)
        return {day: dict(counts) for day, counts in found.items()}

    def _moved(self, row: Mapping[str, Any], further: Numbers, lane: str) -> bool:
        fresh = row["v"] == 1
        condition = "attribute_not_exists(pk)" if fresh else "v = :v"
        values = {} if fresh else {"ExpressionAttributeValues": to_item({":v": row["v"] - 1})}
        put = {"TableName": self.table, "Item": to_item(row), "ConditionExpression": condition, **values}
        updates = [{"Update": self._update(place, counts, lane)} for place, counts in further.items()]
        try:
            client("dynamodb").transact_write_items(TransactItems=[{"Put": put}, *updates])
        except ClientError as problem:
            if code_of(problem) != CANCELED:
                raise
            return _full(problem)
        return True

    def _update(self, place: str, counts: Mapping[str, int], lane: str) -> dict[str, Any]:
        day, placement = place.split("#", 1)
        return adding(self.table, {"pk": _key(placement), "sk": f"{day}#{lane}"}, counts, (day, LASTS))


def number_of(day: str) -> int:
    """The number of a day since the epoch."""
    return from_text(f"{day}T00:00:00Z") // DAY


def _full(problem: ClientError) -> bool:
    """Whether a row would become larger than rows can be; nothing else can be invalid about these writes."""
    return "ValidationError" in {one.get("Code") for one in problem.response.get("CancellationReasons", [])}


def _key(placement: str) -> str:
    return f"placement#{placement}"
