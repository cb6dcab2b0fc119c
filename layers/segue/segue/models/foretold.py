"""What is foretold of one person: a forecast as the prediction that profiles keep. Pure."""

from collections.abc import Mapping
from typing import Any

from segue.forecasting.histories import history_of
from segue.forecasting.learnt import Learnt
from segue.forecasting.needing import Due
from segue.forecasting.predicting import Prediction as Forecast
from segue.forecasting.predicting import predict
from segue.models.goods import Shelf
from segue.models.runs import Run
from segue.predictions.changing import changed
from segue.predictions.values import Churn, Prediction, PriceSensitivity, Purchases, Replenishment, Worth
from segue.profile.profiles import Profile
from segue.times import to_text

BASIS = {"bought": "orders", "quiet_days": "days_since_last_order", "days_between": "days_between_orders"}


def foretold(person: Profile, run: Run, made: tuple[Learnt, Shelf]) -> Prediction:
    """As of when the run was asked for; without parts where nothing can be told."""
    learnt, shelf = made
    found = predict(learnt, history_of(person.id, person.order_rows), run.created, shelf.goods)
    empty = Prediction(run.created, to_text(run.created)[:10])
    return prediction_of(found, empty, shelf) if found else empty


def news(before: Prediction | None, now: Prediction) -> bool:
    """Whether it is worth an event. Who was told of nothing need not be told of nothing again."""
    silent = not says(now) and (before is None or not says(before))
    return not silent and changed(before, now)


def says(one: Prediction) -> bool:
    """Whether any part of it is there."""
    return bool(one.churn or one.purchases or one.value or one.price_sensitivity or one.replenish)


def prediction_of(found: Forecast, empty: Prediction, shelf: Shelf) -> Prediction:
    """The forecast, in the words of predictions."""
    left, share = found.leaving, found.promotions
    return Prediction(
        empty.made,
        empty.model,
        Churn(left["risk"], left["horizon"], _basis(left)) if left else None,
        _purchases(found.purchases) if found.purchases else None,
        _worth(found.value) if found.value else None,
        _sensitivity(share) if share else None,
        tuple(_needed(one, shelf) for one in found.needs),
    )


def _purchases(said: Mapping[str, Any]) -> Purchases:
    return Purchases(_by_days(said), {**_basis(said), "still_a_customer": said["alive"]})


def _worth(said: Mapping[str, Any]) -> Worth:
    evidence = {"order_value": said["purchase"] / 100, "orders": said["purchases"]}
    return Worth(said["currency"], _by_days(said), evidence)


def _sensitivity(said: Mapping[str, Any]) -> PriceSensitivity:
    evidence = {name: said[name] for name in ("pieces", "promoted")}
    return PriceSensitivity(said["share"], said["low"], said["high"], said["orders"], evidence)


def _needed(one: Due, shelf: Shelf) -> Replenishment:
    instead = tuple(shelf.goods.substitutes.get(one.product, ()))
    times = (one.last, one.due, one.low, one.high)
    return Replenishment(one.product, *times, one.gaps, round(one.days), instead)


def _by_days(said: Mapping[str, Any]) -> dict[int, Any]:
    return {int(name): value for name, value in said.items() if name.isdecimal()}


def _basis(said: Mapping[str, Any]) -> dict[str, float]:
    return {word: said[name] for name, word in BASIS.items() if said[name] is not None}
