"""Changing: whether a new prediction says something else than the one that was written last. Most nights it does not,
and then nothing is written. It is written again before the old one is too old to count, though nothing has changed."""

from collections.abc import Mapping
from typing import Any

from segue.predictions.values import FRESH, Prediction, Replenishment
from segue.times import DAY

AGAIN = FRESH - 4 * DAY  # some nights in which a job may fail
POINTS = 0.05  # of a probability or a share
PART = 0.1  # of an amount, or of a number of orders
FEW = 0.1  # orders: less is nobody's difference


def changed(before: Prediction | None, now: Prediction) -> bool:
    """Whether it is worth an event; `before` is the one that was written last, None for none."""
    if before is None or now.made - before.made >= AGAIN:
        return True
    return any(differs(before, now) for differs in (_churn, _orders, _worth, _share, _due))


def _churn(before: Prediction, now: Prediction) -> bool:
    one, other = before.churn, now.churn
    if one is None or other is None:
        return one is not other
    return one.days != other.days or abs(one.probability - other.probability) >= POINTS


def _orders(before: Prediction, now: Prediction) -> bool:
    one, other = before.purchases, now.purchases
    if one is None or other is None:
        return one is not other
    return _moved(one.expected, other.expected, FEW)


def _worth(before: Prediction, now: Prediction) -> bool:
    one, other = before.value, now.value
    if one is None or other is None:
        return one is not other
    return one.currency != other.currency or _moved(one.amounts, other.amounts, 1)


def _share(before: Prediction, now: Prediction) -> bool:
    one, other = before.price_sensitivity, now.price_sensitivity
    if one is None or other is None:
        return one is not other
    return any(abs(getattr(one, name) - getattr(other, name)) >= POINTS for name in ("share", "low", "high"))


def _due(before: Prediction, now: Prediction) -> bool:
    """Another product, another last purchase, or a day that has moved by more than one."""
    old, new = _by_product(before), _by_product(now)
    return old.keys() != new.keys() or any(_later(old[one], new[one]) for one in old)


def _later(old: Replenishment, new: Replenishment) -> bool:
    moved = max(abs(getattr(old, name) - getattr(new, name)) for name in ("due", "low", "high"))
    return moved > DAY or old.bought != new.bought or old.instead != new.instead


def _by_product(of: Prediction) -> dict[str, Replenishment]:
    return {one.product_id: one for one in of.replenish}


def _moved(old: Mapping[int, Any], new: Mapping[int, Any], least: float) -> bool:
    if old.keys() != new.keys():
        return True
    return any(abs(new[days] - old[days]) >= max(PART * abs(old[days]), least) for days in old)
