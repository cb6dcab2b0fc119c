"""Model cards: what a model was made of in one night, how good it was where that could be told, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from segue.times import DAY, SECOND, Millis

CARD = "modelcard"
KEPT: Millis = 90 * DAY
COUNTED = ("people", "objecting", "interactions", "products", "covered")
BEST = 20  # of what sells most, to tell how much of it is new


@dataclass(frozen=True)
class Card:
    """Of one model and one night. Learned from `interactions` of `people` between `since` and `until` (`one_in` of so
    many people, where there were more than a function holds), without who was `objecting`; it says something of
    `products`, and of `covered` of them by what people did. `judged` as `segue.models.judging` counts; `best` is what
    sells; `drift`: what is other than on the card before."""

    model: str
    run: str
    created: Millis
    people: int = 0
    objecting: int = 0
    interactions: int = 0
    products: int = 0
    covered: int = 0
    since: Millis = 0
    until: Millis = 0
    one_in: int = 1
    seconds: int = 0
    judged: Mapping[str, int] = field(default_factory=dict)
    best: tuple[str, ...] = ()
    drift: Mapping[str, int] = field(default_factory=dict)


def drift(before: Card | None, now: Card) -> dict[str, int]:
    """How much more of each there is than on the card before; `hits`: how many more of a thousand were foreseen;
    `new`: how many of what sells most did not. {} on the first card."""
    if before is None:
        return {}
    more = {name: getattr(now, name) - getattr(before, name) for name in COUNTED}
    both = [per_thousand(one.judged) for one in (before, now) if one.judged]
    foreseen = {"hits": both[1] - both[0]} if len(both) > 1 else {}
    return {**more, **foreseen, "new": len({*now.best} - {*before.best}), "since": before.created}


def per_thousand(judged: Mapping[str, int], name: str = "hits") -> int:
    """How many of a thousand were foreseen."""
    return round(1000 * judged[name] / judged["people"])


def row_of(card: Card) -> dict[str, Any]:
    """The item of the Requests table; the same model and run write over themselves."""
    said = {one.name: getattr(card, one.name) for one in fields(card)}
    key = {"pk": f"{CARD}#{card.run}", "sk": card.model, "kind": CARD, "time": card.created}
    return {**said, **key, "ttl": (card.created + KEPT) // SECOND}


def card_of(row: Mapping[str, Any]) -> Card:
    """The inverse of `row_of`."""
    said = {one.name: row[one.name] for one in fields(Card) if one.name in row}
    return Card(**{**said, "best": tuple(row.get("best", ()))})
