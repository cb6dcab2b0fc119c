"""Reading: the newest prediction out of what the facet keeps, whose shape stands in `segue.facets.predictions`."""

from collections.abc import Mapping
from typing import Any

from segue.predictions.values import Churn, Prediction, PriceSensitivity, Purchases, Replenishment, Worth

WHOLE = 1000  # shares are kept per mille, numbers in thousandths


def read(value: Mapping[str, Any]) -> Prediction | None:
    """The newest prediction; None where there is none."""
    register = value.get("made", {}).get("")
    if register is None:
        return None
    made, _, model, churn, orders, worth, share, rows = register
    return Prediction(
        made=made,
        model=model,
        churn=Churn(churn[0] / WHOLE, churn[1], _read(churn[2])) if churn else None,
        purchases=Purchases({days: count / WHOLE for days, count in orders[0]}, _read(orders[1])) if orders else None,
        value=Worth(worth[0], dict(worth[1]), _read(worth[2])) if worth else None,
        price_sensitivity=_sensitivity(share) if share else None,
        replenish=tuple(_replenishment(*one) for one in rows),
    )


def _sensitivity(kept: list[Any]) -> PriceSensitivity:
    share, low, high, orders, evidence = kept
    return PriceSensitivity(share / WHOLE, low / WHOLE, high / WHOLE, orders, _read(evidence))


def _replenishment(product: str, *said: Any) -> Replenishment:
    bought, due, low, high, gaps, usual, instead = said
    return Replenishment(product, bought, due, low, high, gaps, usual, tuple(instead))


def _read(evidence: list[list[Any]]) -> dict[str, float]:
    return {name: count / WHOLE for name, count in evidence}
