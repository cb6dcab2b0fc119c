"""Foreseeing: what is predicted of a person, ready for JSON: when it was made, by which model and of which numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import to_builtins

from segue.predictions.values import FRESH, Evidence, Prediction, Replenishment, Worth
from segue.profile.replenishing import needed
from segue.times import Millis, to_text


def foreseen(prediction: Prediction | None, rows: Sequence[Mapping[str, Any]], now: Millis | None) -> dict[str, Any]:
    """{} where nothing is predicted. `fresh`: it still counts for segments and journeys; `rows` are the orders, that
    end what is needed; amounts in minor units."""
    if prediction is None:
        return {}
    open_ones = needed(prediction.replenish, rows)
    parts = {
        "churn": to_builtins(prediction.churn),
        "purchases": prediction.purchases and _by_days(prediction.purchases.expected, prediction.purchases.evidence),
        "value": prediction.value and _worth(prediction.value),
        "price_sensitivity": to_builtins(prediction.price_sensitivity),
        "replenish": [_row(one) for one in open_ones],
    }
    fresh = now is None or now < prediction.made + FRESH
    about = {"made": to_text(prediction.made), "model": prediction.model, "fresh": fresh}
    return about | {name: part for name, part in parts.items() if part}


def _worth(of: Worth) -> dict[str, Any]:
    return {"currency": of.currency, **_by_days(of.amounts, of.evidence)}


def _by_days(values: Mapping[int, Any], evidence: Evidence) -> dict[str, Any]:
    return {"days": {str(days): value for days, value in sorted(values.items())}, "evidence": dict(evidence)}


def _row(one: Replenishment) -> dict[str, Any]:
    times = {name: to_text(getattr(one, name)) for name in ("bought", "due", "low", "high")}
    basis = {"gaps": one.gaps, "usual_days": one.usual_days, "instead": list(one.instead)}
    return {"product_id": one.product_id, **times, **basis}
