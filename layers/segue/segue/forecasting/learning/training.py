"""All that is learned in one go: once without the last days, to see how good it is, and then of everything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from segue.forecasting.enough import lacking
from segue.forecasting.histories import History, as_of, days_of
from segue.forecasting.learning.judging import judged_of
from segue.forecasting.learning.leaving import gap_of, leaving_of
from segue.forecasting.learning.needing import needs_of
from segue.forecasting.learning.promotions import promotions_of
from segue.forecasting.learning.repeating import repeating_of
from segue.forecasting.learning.sampling import MOST, sample
from segue.forecasting.learning.seasons import season_of
from segue.forecasting.learning.spending import spending_of
from segue.forecasting.learnt import Learnt
from segue.forecasting.leaving import SIGNS
from segue.forecasting.seasons import MERCHANDISE
from segue.forecasting.standings import standing
from segue.judging.cards import Data, card_of
from segue.times import DAY, Millis


@dataclass(frozen=True)
class Asked:
    """`horizon`: days without a purchase that are called leaving, and that the models are judged on; `months`: the
    season of a shop that has not shown its own; `packs`: units in a pack; `most`: people learned from."""

    horizon: int = 90
    months: Sequence[float] = MERCHANDISE
    packs: Mapping[str, float] = field(default_factory=dict)
    most: int = MOST


USUAL = Asked()


def learn(histories: Iterable[History], now: Millis, asked: Asked = USUAL) -> Learnt:
    """Of histories in any order, with a card of each model; what lies after `now` is not looked at. Deterministic."""
    people = sample(histories, asked.most)
    before, made = (fitted(people, one, asked) for one in (now - asked.horizon * DAY, now))
    data, parameters = _data(people, now, asked), parameters_of(made)
    judged = judged_of(people, before, asked.packs)
    lacks = lacking(people, now, asked.horizon, sum(one.gaps for one in made.needs.products.values()))
    cards = {name: card_of(name, now, data, (one, parameters[name])) for name, one in judged.items()}
    return replace(made, cards={name: replace(one, lacks=lacks[name]) for name, one in cards.items()}, lacks=lacks)


def fitted(people: Sequence[History], now: Millis, asked: Asked = USUAL) -> Learnt:
    """The parameters alone, of what was known at a moment."""
    known = [one for history in people if (one := as_of(history, now)).orders]
    season = season_of([days_of(one.orders) for one in known], now, asked.months)
    stands = [stand for one in known if (stand := standing(one, season, now))]
    repeating = repeating_of(stands)
    gap = gap_of(stands)
    return Learnt(
        now,
        asked.horizon,
        season,
        repeating,
        spending_of(known),
        leaving_of(people, (repeating, season, gap), now, asked.horizon) if repeating else None,
        promotions_of(known),
        needs_of(known, asked.packs),
    )


def parameters_of(learnt: Learnt) -> dict[str, dict[str, Any]]:
    """What a card shows of each model, by name."""
    season, needs = learnt.season, learnt.needs
    how = {"strength": season.strength, "lead_weeks": season.lead, "years": season.years}
    return {
        "purchases": {**(learnt.repeating._asdict() if learnt.repeating else {}), **how},
        "value": {code: one._asdict() for code, one in learnt.spending.items()},
        "churn": dict(zip(SIGNS, learnt.leaving.weights, strict=True)) if learnt.leaving else {},
        "replenishment": {
            name: getattr(needs, name) for name in ("usual", "amount", "product", "person", "own", "low", "high")
        },
        "price_sensitivity": learnt.promotions._asdict(),
    }


def _data(people: Sequence[History], now: Millis, asked: Asked) -> Data:
    moments = [moment for one in people for moment in days_of(as_of(one, now).orders)]
    known = sum(bool(as_of(one, now).orders) for one in people)
    return Data(known, len(moments), min(moments, default=now), now, asked.horizon)
