"""How much somebody buys at promotions: the share of their pieces, shrunken towards the shop's, with an interval."""

from collections.abc import Iterable
from math import sqrt
from typing import Any, NamedTuple

from segue.forecasting.histories import Order
from segue.profile.purchases import SURE, YEAR

SPREADS = 1.2816  # of a normal distribution, for four fifths of it
PIECES = 10  # of one order count at most: who buys a box of a hundred decided once


class Promotions(NamedTuple):
    """Everybody is taken to have bought so many pieces at a promotion, and so many at the full price (beta prior)."""

    promoted: float = 1.0
    full: float = 1.0


def sensitivity(model: Promotions, orders: Iterable[Order]) -> dict[str, Any] | None:
    """{"share", "low", "high", "orders", "pieces", "promoted"} of the year before the last order; None under three
    orders, as `profile.purchases.promo_share`. Between low and high it lies with a chance of 80 %."""
    recent = lately(orders)
    if len(recent) < SURE:
        return None
    promoted, pieces = map(sum, zip(*(counted(one) for one in recent), strict=True))
    one, two = model.promoted + promoted, model.full + pieces - promoted
    share = one / (one + two)
    wide = SPREADS * sqrt(share * (1 - share) / (one + two + 1))
    return {
        "share": round(share, 4),
        "low": round(max(0.0, share - wide), 4),
        "high": round(min(1.0, share + wide), 4),
        "orders": len(recent),
        "pieces": sum(one.pieces for one in recent),
        "promoted": sum(min(one.promoted, one.pieces) for one in recent),
    }


def lately(orders: Iterable[Order]) -> list[Order]:
    """Those of the year before the last."""
    every = list(orders)
    newest = max((one.moment for one in every), default=0)
    return [one for one in every if one.moment > newest - YEAR]


def counted(order: Order) -> tuple[float, float]:
    """(at a promotion, all) pieces of an order, as far as they count."""
    most = min(1.0, PIECES / order.pieces) if order.pieces > 0 else 0.0
    return min(order.promoted, order.pieces) * most, order.pieces * most
