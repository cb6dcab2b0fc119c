"""Telling: predictions as events of the ledger. Pure. The ids follow from the person and the moment at which it
was made, or from person, product and last purchase, and the times from that moment or its night: a run that does a page
again writes nothing new."""

from collections.abc import Iterable, Mapping
from typing import Any

from segue.events import PREDICTED, USED_UP, Event, own_event
from segue.keys import IdentityKey
from segue.money import major
from segue.predictions import SOURCE
from segue.predictions.values import Evidence, Prediction, PriceSensitivity, Replenishment, Worth
from segue.times import DAY, Millis, to_text

CHANNEL = "server"


def night_of(moment: Millis) -> Millis:
    """The beginning of the day (UTC) in which a job runs: the time of all that it writes."""
    return moment // DAY * DAY


def predicted(prediction: Prediction, key: IdentityKey, now: Millis) -> Event:
    """`Predictions Updated`: one for each person and moment of which it was made."""
    made = to_text(prediction.made)
    said: dict[str, Any] = {"made": made, "model": prediction.model, **_parts(prediction)}
    return _event(PREDICTED, f"{key}|{made}", said, (prediction.made, now))


def used_up(
    rows: Iterable[Replenishment], key: IdentityKey, moments: tuple[Millis, Millis], names: Mapping[str, str]
) -> list[Event]:
    """`Replenishment Due` for each of these rows, which `profile.replenishing.due` picks: one for each person, product
    and last purchase. `moments`: the night, and now; `names`: what products are called, where that is known."""
    night, now = night_of(moments[0]), moments[1]
    return [_event(USED_UP, f"{key}|{one.product_id}|{one.bought}", _told(one, names), (night, now)) for one in rows]


def _parts(of: Prediction) -> dict[str, Any]:
    churn, counted = of.churn, of.purchases
    parts = {
        "churn": churn and {"probability": churn.probability, "days": churn.days, **_because(churn.evidence)},
        "purchases": counted and {**_by_days(counted.expected), **_because(counted.evidence)},
        "value": of.value and _worth(of.value),
        "price_sensitivity": of.price_sensitivity and _sensitivity(of.price_sensitivity),
        "replenish": [_row(one) for one in of.replenish],
    }
    return {name: part for name, part in parts.items() if part}


def _worth(of: Worth) -> dict[str, Any]:
    amounts = {days: major(cents, of.currency) for days, cents in of.amounts.items()}
    return {"currency": of.currency, **_by_days(amounts), **_because(of.evidence)}


def _sensitivity(of: PriceSensitivity) -> dict[str, Any]:
    return {"share": of.share, "low": of.low, "high": of.high, "orders": of.orders, **_because(of.evidence)}


def _row(one: Replenishment) -> dict[str, Any]:
    times = {name: to_text(getattr(one, name)) for name in ("bought", "due", "low", "high")}
    return {"product_id": one.product_id, **times, **_basis(one)}


def _told(one: Replenishment, names: Mapping[str, str]) -> dict[str, Any]:
    named = {"name": names[one.product_id]} if names.get(one.product_id) else {}
    times = {name: to_text(getattr(one, name)) for name in ("bought", "due")}
    return {"product_id": one.product_id, **named, **times, **_basis(one)}


def _basis(one: Replenishment) -> dict[str, Any]:
    said = {"gaps": one.gaps, "usual_days": one.usual_days, "instead": list(one.instead)}
    return {name: value for name, value in said.items() if value}


def _by_days(values: Mapping[int, Any]) -> dict[str, Any]:
    return {str(days): value for days, value in sorted(values.items())}


def _because(evidence: Evidence) -> dict[str, Any]:
    return {"evidence": dict(evidence)} if evidence else {}


def _event(name: str, identity: str, said: Mapping[str, Any], moments: tuple[Millis, Millis]) -> Event:
    return own_event((SOURCE, CHANNEL), (name, f"{name}|{identity}"), said, moments)
