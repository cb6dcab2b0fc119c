"""Pools of coupons in the Requests table, a partition a pool.

`head`: how many codes are there (`imported`) and how many were taken (`taken`). `n<number>`: a code in the order in
which it came, `c<code>`: that it is there. `m<message>`: the number that a message took. The head and what it counts
change in one transaction: a number is never given twice and never lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of
from segue.aws.items import from_item, to_item
from segue.aws.queries import newest
from segue.aws.tables import CANCELED, batch_get, get
from segue.errors import NotFound, Refused, Unavailable
from segue.messaging.coupons import EMPTY, Pool
from segue.times import Millis
from segue.tracing import report

KIND, HEAD = "coupons", "head"
MOST_ROUNDS = 8  # of changes that others were quicker with
AT_ONCE = 40  # codes of one transaction, two rows each
LATEST: Millis = 2**53
MOST_POOLS = 200


@dataclass(frozen=True)
class StoredCoupons:
    """Codes in a table; everything may be asked for twice."""

    table: str

    def take(self, pool: str, message: str, now: Millis) -> str:
        """The message's code. Raises Refused("no-coupon-left"), Unavailable where many take at this moment."""
        for _ in range(MOST_ROUNDS):
            mine = get(self.table, _key(pool, f"m{message}"))
            if mine:
                return str((get(self.table, _key(pool, f"n{mine['n']:010d}")) or {})["code"])
            head = self._head(pool)
            if head["taken"] >= head["imported"]:
                report(EMPTY, pool=pool)
                raise Refused(EMPTY)
            self._change([self._taken(pool, head["taken"]), self._put(pool, f"m{message}", n=head["taken"], at=now)])
        raise Unavailable("contended", "many take codes of this pool at this moment")

    def add(self, pool: str, codes: Sequence[str], now: Millis) -> int:
        """Adds those that are not there yet, and answers how many. Raises Unavailable: what was added stays."""
        new = self._new(pool, codes)
        for start in range(0, len(new), AT_ONCE):
            self._add(pool, new[start : start + AT_ONCE], now)
        return len(new)

    def read(self, pool: str) -> Pool:
        """Raises NotFound("unknown-pool")."""
        row = get(self.table, _key(pool, HEAD))
        if row is None:
            raise NotFound("unknown-pool", "nobody has brought codes for this pool")
        return _pool(row)

    def pools(self) -> list[Pool]:
        """All of them, the newest first."""
        return newest((self.table, KIND), _pool, MOST_POOLS, LATEST)

    def _add(self, pool: str, codes: Sequence[str], now: Millis) -> None:
        for _ in range(MOST_ROUNDS):
            new = self._new(pool, codes)
            if not new:
                return
            first = self._head(pool)["imported"]
            puts = [self._put(pool, f"n{first + place:010d}", code=one) for place, one in enumerate(new)]
            puts += [self._put(pool, f"c{one}", n=first + place) for place, one in enumerate(new)]
            self._change([self._grown(pool, first, len(new), now), *puts])
        raise Unavailable("contended", "others bring codes for this pool at this moment")

    def _new(self, pool: str, codes: Sequence[str]) -> list[str]:
        found = batch_get(self.table, [to_item(_key(pool, f"c{one}")) for one in codes])
        known = {from_item(one)["sk"][1:] for one in found}
        return [one for one in codes if one not in known]

    def _head(self, pool: str) -> Mapping[str, Any]:
        return get(self.table, _key(pool, HEAD)) or {"imported": 0, "taken": 0}

    def _change(self, changes: list[dict[str, Any]]) -> None:
        """All or nothing; nothing where somebody was quicker: whoever asked looks again."""
        try:
            client("dynamodb").transact_write_items(TransactItems=changes)
        except ClientError as problem:
            if code_of(problem) != CANCELED:
                raise

    def _taken(self, pool: str, number: int) -> dict[str, Any]:
        condition, values = "taken = :n AND imported > :n", {":n": number, ":next": number + 1}
        return self._update(pool, "SET taken = :next", condition, values)

    def _grown(self, pool: str, first: int, count: int, now: Millis) -> dict[str, Any]:
        """The head with so many more; the first ones make it."""
        if first:
            values = {":first": first, ":all": first + count}
            return self._update(pool, "SET imported = :all", "imported = :first", values)
        row = {**_key(pool, HEAD), "kind": KIND, "time": now, "pool": pool, "imported": count, "taken": 0}
        return self._absent(row)

    def _update(self, pool: str, update: str, condition: str, values: Mapping[str, int]) -> dict[str, Any]:
        asked = {"Key": to_item(_key(pool, HEAD)), "UpdateExpression": update, "ConditionExpression": condition}
        return {"Update": {"TableName": self.table, **asked, "ExpressionAttributeValues": to_item(values)}}

    def _put(self, pool: str, sort: str, **said: Any) -> dict[str, Any]:
        return self._absent({**_key(pool, sort), **said})

    def _absent(self, row: Mapping[str, Any]) -> dict[str, Any]:
        condition = "attribute_not_exists(pk)"
        return {"Put": {"TableName": self.table, "Item": to_item(row), "ConditionExpression": condition}}


def _key(pool: str, sort: str) -> dict[str, str]:
    return {"pk": f"{KIND}#{pool}", "sk": sort}


def _pool(row: Mapping[str, Any]) -> Pool:
    return Pool(row["pool"], row["imported"], row["taken"], row["time"])
