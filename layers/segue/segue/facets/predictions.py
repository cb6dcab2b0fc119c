"""Predictions: the newest of the job that makes them, as a whole, and what was told to be used up.

Only the product's own events count (`segue.predictions.is_own`); how they are read stands in `predictions.reading`.
Shares are kept per mille and numbers of evidence in thousandths, so that a row is small; at most `MOST` products,
`BASIS` numbers of evidence and `OTHERS` substitutes.
"""

import math
from collections.abc import Mapping
from typing import Any

from segue.errors import Invalid
from segue.events import PREDICTED, Event
from segue.facets.registers import Register, add_registers, latest, mark, text
from segue.money import currency, minor
from segue.predictions import is_own
from segue.times import Millis, from_text

VERSION = 1
MOST, TOLD, BASIS, OTHERS, SPANS = 20, 40, 6, 5, 4
WHOLE = 1000
LONGEST, NAME = 64, 24
MOST_NUMBER = 10**9
Predictions = dict[str, dict[str, Register]]
# made: {"": [time, id, model, churn, purchases, value, price sensitivity, replenishments]}, an absent part is empty:
#   churn: [per mille, days, evidence]; purchases: [[[days, thousandths], ...], evidence];
#   value: [currency, [[days, minor units], ...], evidence];
#   price sensitivity: [per mille, low, high, orders, evidence];
#   replenishments: [[product, bought, due, low, high, gaps, usual days, [product, ...]], ...];
#   evidence: [[name, thousandths], ...]
# told: {product: [time, id, bought, usual days, [product, ...]]} of the last that were said to be used up


def of(event: Event) -> Predictions:
    """What the job says of the person; {} of anybody else's event."""
    if not is_own(event):
        return {}
    said = event.properties
    if event.event == PREDICTED:
        return {"made": {"": [*mark(event), text(said.get("model"), LONGEST), *_parts(said)]}}
    product = text(said.get("product_id"), LONGEST)
    told = [*mark(event), _time(said.get("bought")), _whole(said.get("usual_days")), _products(said.get("instead"))]
    return {"told": {product: told}} if product else {}


def add(left: Predictions, right: Predictions) -> Predictions:
    """The newest prediction as a whole; product by product what was told last."""
    return {part: latest(add_registers(left.get(part, {}), right.get(part, {})), TOLD) for part in {**left, **right}}


def _parts(said: Mapping[str, Any]) -> list[list[Any]]:
    churn, orders, worth, share = (
        _mapping(said.get(name)) for name in ("churn", "purchases", "value", "price_sensitivity")
    )
    code = currency(worth.get("currency"))
    counts, amounts = _spans(orders, _thousandths), _spans(worth, lambda one: minor(one, code))
    shares = [_share(share.get(name)) for name in ("share", "low", "high")]
    return [
        [_share(churn.get("probability")), _whole(churn.get("days")), _evidence(churn)] if churn else [],
        [counts, _evidence(orders)] if counts else [],
        [code, amounts, _evidence(worth)] if amounts and code else [],
        [*shares, _whole(share.get("orders")), _evidence(share)] if share else [],
        _rows(said.get("replenish")),
    ]


def _rows(given: Any) -> list[list[Any]]:
    rows = [_row(one) for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
    known = {one[0]: one for one in rows if one[0] and one[2]}
    return sorted(known.values(), key=lambda one: (one[2], one[0]))[:MOST]


def _row(one: Mapping[str, Any]) -> list[Any]:
    bought, due, low, high = (_time(one.get(name)) for name in ("bought", "due", "low", "high"))
    times = [bought, due, min(low or due, due), max(high, due)]
    counts = [_whole(one.get(name)) for name in ("gaps", "usual_days")]
    return [text(one.get("product_id"), LONGEST), *times, *counts, _products(one.get("instead"))]


def _products(given: Any) -> list[str]:
    found = [text(one, LONGEST) for one in given] if isinstance(given, list) else []
    return [one for one in dict.fromkeys(found) if one][:OTHERS]


def _spans(given: Mapping[str, Any], count: Any) -> list[list[int]]:
    known = sorted((int(name), count(one)) for name, one in given.items() if name.isdecimal() and len(name) < 5)
    return [list(one) for one in known[:SPANS]]


def _evidence(part: Mapping[str, Any]) -> list[list[Any]]:
    found = _mapping(part.get("evidence")).items()
    return [[str(name)[:NAME], _thousandths(one)] for name, one in sorted(found)[:BASIS]]


def _mapping(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _number(given: Any) -> float:
    usable = isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given)
    return max(-MOST_NUMBER, min(given, MOST_NUMBER)) if usable else 0


def _thousandths(given: Any) -> int:
    return round(_number(given) * WHOLE)


def _share(given: Any) -> int:
    return max(0, min(_thousandths(given), WHOLE))


def _whole(given: Any) -> int:
    return max(0, round(_number(given)))


def _time(given: Any) -> Millis:
    try:
        return from_text(given) if isinstance(given, str) else 0
    except Invalid:
        return 0
