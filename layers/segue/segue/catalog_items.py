"""Items of the catalog as sources state them: products, and content that may be shown or sent.

A statement is all that one source says of one item at one moment; its next one takes its place.
Prices are whole minor units of the item's `currency`, moments are milliseconds. `docs/catalog.md` lists the fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import msgspec

from segue.errors import Invalid
from segue.ledger import fingerprint
from segue.times import Millis, to_text

Kind = Literal["product", "content"]
Placed = Literal["stored", "duplicate", "full"]  # what became of a statement; full: its row has no room for it
LONGEST_ID = 200
MOST_BYTES = 120_000  # of fields as JSON: a row has 400 KB for the (packed) statements of all sources
_encoder = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True)
class Statement:
    """`at` is the source's own moment, `received_at` ours; `gone` where the source has the item no more.

    `part` names the variant that the statement is about, where a source tells of each by itself: each is then a
    statement of its own.
    """

    kind: Kind
    id: str
    source: str
    at: Millis
    fields: Mapping[str, Any] = field(default_factory=dict)
    gone: bool = False
    received_at: Millis = 0
    part: str = ""

    @property
    def place(self) -> str:
        """Where it stands in its item: a later one of the same place takes it."""
        return f"{self.source}#{self.part}" if self.part else self.source

    @cached_property
    def said(self) -> bytes:
        """The fields as JSON, null where the item is gone; the same for the same."""
        return _encoder.encode(None if self.gone else self.fields)

    @cached_property
    def rank(self) -> str:
        """Of one source's statements the highest counts: the latest, and among equally late ones always the same."""
        return f"{to_text(self.at)}#{fingerprint(self.said)}"


def sound(statement: Statement) -> Statement:
    """The statement, if a row can hold it. Raises Invalid("bad-item", "item-too-large")."""
    if not 0 < len(statement.id) <= LONGEST_ID or len(statement.part) > LONGEST_ID:
        raise Invalid("bad-item", f"an item has an id of at most {LONGEST_ID} characters")
    if len(statement.said) > MOST_BYTES:
        raise Invalid("item-too-large", f"what a source says of an item has at most {MOST_BYTES} bytes")
    return statement
