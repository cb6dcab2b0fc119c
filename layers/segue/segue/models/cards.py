"""The cards of a night: compared with the one before, and which number tells first how good a model is."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, Protocol

from segue.judging.cards import Card, drift
from segue.times import Millis

# The metric that is told of every night, by model, in the order in which they are told. All are the better the higher.
MAIN = {
    "recommendations": "hit_rate",
    "replenishment": "within_25_percent",
    "purchases": "auc",
    "value": "correlation",
    "churn": "auc",
    "price_sensitivity": "correlation",
}
NIGHTS = 30
BEST = "best"  # of parameters: names of what comes first, to tell how much of it is new


class Told(NamedTuple):
    """The newest card of a model, with its main metric of the last nights, oldest first: (made, value)."""

    card: Card
    nights: tuple[tuple[Millis, float | None], ...]


class Cards(Protocol):
    """Keeps model cards."""

    def before(self, model: str, moment: Millis, /) -> Card | None:
        """The newest card of a model before a night."""
        ...

    def put(self, card: Card, /) -> None: ...


def tell(cards: Cards, card: Card) -> None:
    """Written, with what is other than on the card before; the same again writes over itself."""
    before = cards.before(card.model, card.made)
    cards.put(replace(card, drift={**drift(before, card), **_new(before, card)}))


def _new(before: Card | None, now: Card) -> dict[str, int]:
    if before is None or BEST not in now.parameters:
        return {}
    return {"new": len({*now.parameters[BEST]} - {*before.parameters.get(BEST, ())})}


def by_model(cards: Iterable[Card]) -> list[Told]:
    """Of cards of any nights, newest first, what there is to tell of each model."""
    found: dict[str, list[Card]] = {model: [] for model in MAIN}
    for card in cards:
        if card.model in MAIN and len(found[card.model]) < NIGHTS:
            found[card.model].append(card)
    return [Told(some[0], _nights(some)) for some in found.values() if some]


def _nights(newest_first: list[Card]) -> tuple[tuple[Millis, float | None], ...]:
    return tuple((one.made, one.metrics.get(MAIN[one.model])) for one in reversed(newest_first))
