"""Model cards in the Requests table, newest first by its index; `b` is the card as JSON, packed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.items import pack, to_item, unpack
from segue.aws.queries import newest
from segue.judging.cards import Card, of_plain, to_plain
from segue.times import DAY, LATEST, SECOND, Millis

CARD = "modelcard"
KEPT: Millis = 90 * DAY


@dataclass(frozen=True)
class ModelCards:
    """Cards in a table."""

    table: str

    def newest(self, limit: int, before: Millis = LATEST, model: str = "") -> list[Card]:
        """Up to `limit` cards of nights before a moment, newest first, of one model where it is named.
        Raises Unavailable."""
        with unavailable("read-failed"):
            return newest((self.table, CARD), card_of, limit, before, model=model)

    def before(self, model: str, moment: Millis) -> Card | None:
        """The newest card of a model before a night. Raises Unavailable."""
        return next(iter(self.newest(1, moment, model)), None)

    def put(self, card: Card) -> None:
        """In place of the one of the same model and run. Raises Unavailable."""
        with unavailable("write-failed"):
            client("dynamodb").put_item(TableName=self.table, Item=to_item(row_of(card)))


def row_of(card: Card) -> dict[str, Any]:
    """The item of the Requests table; the same model and run write over themselves."""
    key = {"pk": f"{CARD}#{card.run}", "sk": card.model, "kind": CARD, "time": card.made, "model": card.model}
    return {**key, "b": pack(msgspec.json.encode(to_plain(card))), "ttl": (card.made + KEPT) // SECOND}


def card_of(row: Mapping[str, Any]) -> Card:
    """The inverse of `row_of`."""
    return of_plain(msgspec.json.decode(unpack(row["b"])))
