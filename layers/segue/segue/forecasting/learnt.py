"""All that forecasts of one shop go by, as plain values that go through JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from segue.forecasting.leaving import Leaving
from segue.forecasting.needing import Needs, Product
from segue.forecasting.promotions import Promotions
from segue.forecasting.repeating import Repeating
from segue.forecasting.seasons import Season
from segue.forecasting.spending import Spending
from segue.judging import cards
from segue.judging.cards import Card, Lacks
from segue.times import Millis

VERSION = 1


@dataclass(frozen=True)
class Learnt:
    """`horizon`: within so many days nothing is bought by who is leaving. `leaving` is None where too few people are
    known for long enough, `repeating` where nobody bought anything. `lacks`: by model what there is too little of: it
    says nothing then."""

    made: Millis
    horizon: int
    season: Season = field(default_factory=Season)
    repeating: Repeating | None = None
    spending: Mapping[str, Spending] = field(default_factory=dict)
    leaving: Leaving | None = None
    promotions: Promotions = field(default_factory=Promotions)
    needs: Needs = field(default_factory=Needs)
    cards: Mapping[str, Card] = field(default_factory=dict)
    lacks: Mapping[str, Lacks] = field(default_factory=dict)


def to_plain(learnt: Learnt) -> dict[str, Any]:
    """Lists, texts and numbers by name."""
    return {
        "version": VERSION,
        "made": learnt.made,
        "horizon": learnt.horizon,
        "season": asdict(learnt.season) | {"weeks": [*learnt.season.weeks]},
        "repeating": learnt.repeating and [*learnt.repeating],
        "spending": {code: [*one] for code, one in learnt.spending.items()},
        "leaving": learnt.leaving and {name: _listed(one) for name, one in learnt.leaving._asdict().items()},
        "promotions": [*learnt.promotions],
        "needs": needs_to_plain(learnt.needs),
        "cards": {name: cards.to_plain(one) for name, one in learnt.cards.items()},
        "lacks": {name: {what: [*counts] for what, counts in one.items()} for name, one in learnt.lacks.items()},
    }


def of_plain(said: Mapping[str, Any]) -> Learnt:
    """What `to_plain` wrote."""
    season, leaving = said["season"], said["leaving"]
    return Learnt(
        said["made"],
        said["horizon"],
        Season(**{**season, "weeks": tuple(season["weeks"])}),
        said["repeating"] and Repeating(*said["repeating"]),
        {code: Spending(*one) for code, one in said["spending"].items()},
        leaving and Leaving(**{name: _tuple(one) for name, one in leaving.items()}),
        Promotions(*said["promotions"]),
        needs_of_plain(said["needs"]),
        {name: cards.of_plain(one) for name, one in said["cards"].items()},
        {name: cards.lacks_of(one) for name, one in said["lacks"].items()},
    )


def needs_to_plain(needs: Needs) -> dict[str, Any]:
    """What is the same for all products, and a row for each: they may be kept apart."""
    said = {one.name: getattr(needs, one.name) for one in fields(needs)}
    return said | {"sure": [*needs.sure], "products": {name: [*one] for name, one in needs.products.items()}}


def needs_of_plain(said: Mapping[str, Any]) -> Needs:
    """What `needs_to_plain` wrote."""
    products = {name: Product(*one) for name, one in said["products"].items()}
    return replace(Needs(**{**said, "products": products}), sure=tuple(said["sure"]))


def _listed(value: Any) -> Any:
    return [*value] if isinstance(value, tuple) else value


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
