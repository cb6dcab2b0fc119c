"""When products were bought, and the gaps between."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from segue.forecasting.histories import Order
from segue.times import DAY, Millis


class Gap(NamedTuple):
    """From one purchase of a product to the next: `units` (pieces times what is in a pack) were bought at `start`."""

    product: str
    start: Millis
    end: Millis
    units: float

    @property
    def days(self) -> float:
        """Its length."""
        return (self.end - self.start) / DAY


class Bought(NamedTuple):
    """A product on one day, first at a `moment`; `last`: when on that day it was bought last."""

    moment: Millis
    units: float
    pieces: int
    last: Millis


def purchases_of(orders: Iterable[Order], packs: Mapping[str, float]) -> dict[str, list[Bought]]:
    """{product: its purchases, oldest first, those of a day as one}; nothing is not a purchase."""
    days: dict[str, dict[int, Bought]] = defaultdict(dict)
    lines = ((one.moment, line) for one in orders for line in one.lines if line[1] > 0)
    for moment, (product, pieces) in lines:
        before = days[product].get(moment // DAY, Bought(moment, 0.0, 0, moment))
        units = before.units + pieces * max(packs.get(product, 1.0), 1e-3)
        moments = min(before.moment, moment), max(before.last, moment)
        days[product][moment // DAY] = Bought(moments[0], units, before.pieces + pieces, moments[1])
    return {product: [found[day] for day in sorted(found)] for product, found in days.items()}


def gaps_of(purchases: Mapping[str, list[Bought]]) -> Iterator[Gap]:
    """Every gap of one person."""
    for product, found in purchases.items():
        for one, two in pairwise(found):
            yield Gap(product, one.moment, two.moment, one.units)
