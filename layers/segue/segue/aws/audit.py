"""The audit trail in the Requests table, written by one function and read by its index alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.audit import KIND, Entry, completed, entry_of, rows_of
from segue.aws.clients import client, unavailable
from segue.aws.inserts import insert
from segue.aws.items import from_item, to_item
from segue.aws.queries import INDEX, pages
from segue.aws.tables import get
from segue.errors import Invalid
from segue.languages.texts import _
from segue.times import LATEST, Millis

LOOKED_AT = 1000  # rows of one page that are looked through for what is asked for
REMEMBERED = 2000  # looks that this instance of a function has written
HINT = _("use the `next` of an earlier answer")


@dataclass(frozen=True)
class Excerpt:
    """What part of the trail is asked for; `place` is where the last page ended."""

    person: str = ""
    actor: str = ""
    action: str = ""
    since: Millis = 0
    until: Millis = LATEST
    limit: int = 50
    place: str = ""


@dataclass(frozen=True)
class Audit:
    """Entries in a table."""

    table: str
    seen: dict[str, None] = field(default_factory=dict)

    def write(self, entries: Sequence[Entry], beside: Sequence[Mapping[str, Any]] = ()) -> list[bool]:
        """Durable when it returns, with rows of the same table `beside` them in one request; the same entry again is
        one. Says of each row whether it is new. Raises Unavailable."""
        return insert(self.table, [*(row for one in entries for row in rows_of(completed(one))), *beside])

    def one(self, identity: str) -> Entry | None:
        """The entry of this id. Raises Unavailable."""
        with unavailable("read-failed"):
            row = get(self.table, {"pk": f"{KIND}#{identity}", "sk": KIND})
        return entry_of(row) if row else None

    def correct(self, entry: Entry) -> None:
        """The entry in place of what stands under its id. Raises Unavailable."""
        with unavailable("write-failed"):
            for row in rows_of(completed(entry)):
                client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def look(self, entry: Entry) -> None:
        """The same for what is seen: a look that this instance has written is not written again."""
        if entry.id in self.seen:
            return
        self.write([entry])
        if len(self.seen) >= REMEMBERED:
            self.seen.clear()
        self.seen[entry.id] = None

    def page(self, asked: Excerpt) -> tuple[list[Entry], str]:
        """Entries newest first, and where the next page begins, empty at the end.

        A page may be short, or empty, although there is more: it looks at a bounded number of rows. Raises
        Invalid("bad-cursor"), Unavailable.
        """
        with unavailable("read-failed"):
            found, last = self._looked(asked)
        entries = [entry_of(one) for one in found[: asked.limit]]
        if len(found) > asked.limit:
            last = found[asked.limit - 1]
        return entries, _place(last) if last else ""

    def _looked(self, asked: Excerpt) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
        """Rows as they are asked for, and the last that was looked at where there are more."""
        found: list[dict[str, Any]] = []
        looked = 0
        for answer in pages(self._question(asked)):
            found += map(from_item, answer["Items"])
            looked += answer["ScannedCount"]
            if len(found) >= asked.limit or looked >= LOOKED_AT:
                last = answer.get("LastEvaluatedKey")
                return found, from_item(last) if last else None
        return found, None

    def _question(self, asked: Excerpt) -> dict[str, Any]:
        kind = f"{KIND}#{asked.person}" if asked.person else KIND
        wanted = {name: value for name in ("actor", "action") if (value := getattr(asked, name))}
        values = {":kind": kind, ":since": asked.since, ":until": asked.until}
        filters = {"FilterExpression": " AND ".join(f"#{one} = :{one}" for one in wanted)} if wanted else {}
        return {
            "TableName": self.table,
            "IndexName": INDEX,
            "KeyConditionExpression": "#kind = :kind AND #time BETWEEN :since AND :until",
            "ExpressionAttributeNames": {"#kind": "kind", "#time": "time", **{f"#{one}": one for one in wanted}},
            "ExpressionAttributeValues": to_item({**values, **{f":{name}": one for name, one in wanted.items()}}),
            "ScanIndexForward": False,
            "Limit": max(asked.limit, LOOKED_AT // 4) if wanted else asked.limit,
            **filters,
            **_start(kind, asked),
        }


def _place(row: Mapping[str, Any]) -> str:
    """A row as the place behind which the next page begins."""
    return json.dumps([row["pk"], row["sk"], int(row["time"])])


def _start(kind: str, asked: Excerpt) -> dict[str, Any]:
    if not asked.place:
        return {}
    match _told(asked.place):
        case [str(key), str(sort), int(time)] if key.startswith(f"{KIND}#") and kind in (sort, f"{KIND}#{sort}"):
            place = {"pk": key, "sk": sort, "kind": kind, "time": min(max(time, 0), LATEST)}
            return {"ExclusiveStartKey": to_item(place)}
        case _:
            raise Invalid("bad-cursor", HINT)


def _told(place: str) -> Any:
    try:
        return json.loads(place)
    except (ValueError, RecursionError):
        return None
