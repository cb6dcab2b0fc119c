"""How everybody answers, in one row of the Playbook table. The decision reads it seldom: it changes once a night."""

import time
from dataclasses import dataclass

import msgspec

from segue.aws.clients import client
from segue.aws.items import pack, to_item, unpack
from segue.aws.tables import get
from segue.messaging.adding_up import made_of, row_of
from segue.messaging.patterns import Pattern

KEY = {"pk": "pattern", "sk": "pattern"}
FRESH_SECONDS = 600.0


@dataclass
class Patterns:
    """The pattern in a table; before the first night one that knows nothing."""

    table: str
    _looked: float = -FRESH_SECONDS
    _known: Pattern | None = None

    def read(self) -> Pattern:
        """The pattern, as it was ten minutes ago at most."""
        if self._known is None or time.monotonic() - self._looked >= FRESH_SECONDS:
            self._looked, row = time.monotonic(), get(self.table, KEY)
            self._known = made_of(msgspec.json.decode(unpack(row["b"]))) if row else Pattern()
        return self._known

    def put(self, pattern: Pattern) -> None:
        """In place of the one before."""
        row = {**KEY, "b": pack(msgspec.json.encode(row_of(pattern)))}
        client("dynamodb").put_item(TableName=self.table, Item=to_item(row))
