"""Which segments everybody is looked at for just now, in the Playbook table.

The row `filling` holds `job`, the back-fill that counts, and `since`: {segment: when its change was announced}, of
those whose changes of membership start nothing while everybody is looked at. Whoever evaluates reads it, seldom.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from segue.aws.clients import client
from segue.aws.items import to_item
from segue.aws.tables import Lost, get, put_if
from segue.times import Millis

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

    def put(self, fill: str, segments: Sequence[str], since: Mapping[str, Millis]) -> None:
        """The back-fill of this id counts from now on."""
        row = {**MARK, "job": fill, "segments": list(segments), "since": since}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))

    def clear(self, fill: str) -> None:
        """Nothing is filled any more, unless by another one."""
        with suppress(Lost):
            put_if(self.table, {**MARK, "job": fill, "segments": [], "since": {}}, "job = :job", job=fill)
