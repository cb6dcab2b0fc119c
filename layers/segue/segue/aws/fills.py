"""Back-fills in the Requests table, the queue that wakes them, and in the Playbook table which of them counts.

The row `filling` of the Playbook table holds `job` and `since`: {segment: when its change was announced}, of those
whose changes of membership start nothing while everybody is looked at. Whoever evaluates reads it, seldom.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.items import to_item
from segue.aws.tables import Lost, get, newest, put_if
from segue.errors import NotFound
from segue.segments.fills import KIND, Fill, fill_of, row_of
from segue.times import LATEST, SECOND, Millis

MARK = {"pk": "filling", "sk": "filling"}
FRESH_SECONDS = 3.0


@dataclass
class Marks:
    """Which segments are being filled, and by which back-fill."""

    table: str
    _looked: float = -FRESH_SECONDS
    _since: Mapping[str, Millis] = field(default_factory=dict)

    def since(self) -> Mapping[str, Millis]:
        """{segment: when its change was announced}, as it was some seconds ago at most."""
        if time.monotonic() - self._looked >= FRESH_SECONDS:
            self._looked, self._since = time.monotonic(), self.row().get("since", {})
        return self._since

    def row(self) -> dict[str, Any]:
        """The row at this moment."""
        return get(self.table, MARK) or {}

    def put(self, fill: Fill, since: Mapping[str, Millis]) -> None:
        """This one counts from now on."""
        row = {**MARK, "job": fill.id, "segments": list(fill.segments), "since": since}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def clear(self, fill: Fill) -> None:
        """Nothing is filled any more, unless by another one."""
        try:
            put_if(self.table, {**MARK, "job": fill.id, "segments": [], "since": {}}, "job = :job", job=fill.id)
        except Lost:
            return


@dataclass(frozen=True)
class StoredFills:
    """Back-fills in a table; `queue` is the URL of the queue that `back_fill` reads."""

    table: str
    queue: str
    marks: Marks

    def find(self, fill: str) -> Fill:
        """A back-fill by its id. Raises NotFound, Unavailable."""
        with unavailable("read-failed"):
            row = get(self.table, {"pk": f"{KIND}#{fill}", "sk": KIND})
        if row is None:
            raise NotFound("unknown-backfill", "there is no back-fill of this id")
        return fill_of(row)

    def current(self) -> Fill | None:
        """The one that everybody is looked at for now. Raises Unavailable."""
        with unavailable("read-failed"):
            row = self.marks.row()
        return self.find(row["job"]) if row.get("segments") else None

    def newest(self, limit: int, before: Millis = LATEST) -> list[Fill]:
        """Up to `limit` of them that began before a moment, newest first. Raises Unavailable."""
        with unavailable("read-failed"):
            return newest((self.table, KIND), fill_of, limit, before)

    def save(self, fill: Fill) -> Fill:
        """The back-fill as it stands now. Raises Conflict when somebody else has saved it, Unavailable.

        What stands in the way may be what was saved here, where the answer to that was lost.
        """
        row = row_of(fill)
        try:
            self._put(row, fill.version)
        except Lost as lost:
            if to_item(lost.row) != to_item(row):
                raise
        return replace(fill, version=fill.version + 1)

    def _put(self, row: dict[str, Any], version: int) -> None:
        with unavailable("write-failed"):
            if version:
                put_if(self.table, row, "v = :v", v=version)
            else:
                put_if(self.table, row, "attribute_not_exists(pk)")

    def send(self, fill: Fill, later: Millis = 0) -> None:
        """Wakes its step, so much later. Raises Unavailable."""
        body = msgspec.json.encode({"fill": fill.id, "step": fill.step}).decode()
        with unavailable("write-failed"):
            client("sqs").send_message(QueueUrl=self.queue, MessageBody=body, DelaySeconds=-(-later // SECOND))

    def leads(self, fill: Fill) -> bool:
        """Whether no later one has taken over."""
        return self.marks.row().get("job", fill.id) == fill.id

    def release(self, fill: Fill) -> None:
        """From now on changes of its segments are no longer due to it."""
        self.marks.clear(fill)
