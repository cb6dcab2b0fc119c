"""Model cards in the Requests table, newest first by its index."""

from dataclasses import dataclass

from segue.aws.clients import client, unavailable
from segue.aws.items import to_item
from segue.aws.queries import newest
from segue.models.cards import CARD, Card, card_of, row_of
from segue.times import LATEST, Millis


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
