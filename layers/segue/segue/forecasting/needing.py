"""When somebody needs a product again: the gap between two purchases, out of what is known of it, shrunken.

A gap is a logarithm of days, less what the amount bought last explains. The forecast adds up four means, each pulled
towards nothing by its `weight` in gaps (empirical Bayes: n / (n + weight), weight = variance within over variance
between): the shop's, how the product differs from it, how the person differs from their products, and how the person
differs with this product. The weights of the last two are those that have forecast best.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, log
from typing import NamedTuple

from segue.forecasting.gaps import Bought, Gap, gaps_of, purchases_of
from segue.forecasting.histories import Order
from segue.times import DAY, Millis

OWN = (0, 1, 2, 4)  # how sure is told apart by so many own gaps, or more
AGAIN = 0.3  # of its buyers bought it again: with fewer it is no product that runs out
HABIT = 2  # own gaps that say so of one person, whatever others do


class Product(NamedTuple):
    """`mean`: of its gaps, as logarithms less the amount; how many `gaps`; their `median` in days; `again`: the share
    of its buyers who bought it again, shrunken."""

    mean: float
    gaps: int
    median: float
    again: float


@dataclass(frozen=True)
class Needs:
    """`usual`: the mean gap; `amount`: what ten times as many pieces add, over ln 10; weights in gaps; `low`, `high`:
    by what the logarithm of a gap misses its forecast in four of five cases; `sure`: how often it came within 25 % of
    the forecast, by `OWN`."""

    usual: float = 0.0
    amount: float = 0.0
    product: float = 10.0
    person: float = 10.0
    own: float = 2.0
    low: float = -1.0
    high: float = 1.0
    sure: tuple[float, ...] = (0.0,) * len(OWN)
    products: Mapping[str, Product] = field(default_factory=dict)

    def mean(self, product: str) -> float:
        """Of a product's gaps, shrunken; the shop's of one that nobody bought twice."""
        known = self.products.get(product)
        return (
            self.usual + (known.mean - self.usual) * known.gaps / (known.gaps + self.product) if known else self.usual
        )


class Habits:
    """Adds up the gaps of one person, and says what the next one is."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self._person = (0, 0.0)
        self._own: dict[str, tuple[int, float]] = {}

    def add(self, gap: Gap) -> None:
        """Another gap is known."""
        found = log(max(gap.days, 0.5)) - self.needs.amount * log(gap.units)
        self._person = _plus(self._person, found - self.needs.mean(gap.product))
        self._own[gap.product] = _plus(self._own.get(gap.product, (0, 0.0)), found)

    def gaps(self, product: str) -> int:
        """How many own gaps of it are known."""
        return self._own.get(product, (0, 0.0))[0]

    def days(self, product: str, units: float) -> float:
        """From a purchase of so many units to the next, as forecast."""
        (many, differs), (own, total) = self._person, self._own.get(product, (0, 0.0))
        mean = self.needs.mean(product) + differs / (many + self.needs.person)
        mean += (total - own * mean) / (own + self.needs.own)
        return exp(min(mean + self.needs.amount * log(units), 12.0))


class Due(NamedTuple):
    """`due`: when a product is needed again, `low` to `high` in four of five cases; `sure`: how often such a forecast
    came within 25 %; `again`: the share of the product's buyers who bought it again. Evidence: `gaps` of the person's
    own, the product's `median` days, `pieces` bought last, and when (`last`)."""

    product: str
    due: Millis
    low: Millis
    high: Millis
    days: float
    sure: float
    again: float
    gaps: int
    median: float
    pieces: int
    last: Millis


class Goods(NamedTuple):
    """What the catalog and the recommendations tell: units in a pack, what can take a product's place, and whether it
    is used up, where the catalog says so."""

    packs: Mapping[str, float] = {}
    substitutes: Mapping[str, Iterable[str]] = {}
    consumable: Mapping[str, bool] = {}


NOTHING = Goods()


def dues(needs: Needs, orders: Iterable[Order], now: Millis, goods: Goods = NOTHING) -> list[Due]:
    """Of every product that runs out and was not replaced, the soonest first. It is over when it was bought again, when
    a substitute was, and when the longest time has passed: then it is not to be expected any more."""
    purchases = purchases_of(orders, goods.packs)
    habits = Habits(needs)
    for gap in gaps_of(purchases):
        habits.add(gap)
    lasts = {product: found[-1] for product, found in purchases.items()}
    made = (
        _due(habits, product, last)
        for product, last in lasts.items()
        if runs_out(needs, product, habits.gaps(product), goods) and not _replaced(product, lasts, goods)
    )
    return sorted((one for one in made if one.high >= now), key=lambda one: (one.due, one.product))


def runs_out(needs: Needs, product: str, own: int, goods: Goods = NOTHING) -> bool:
    """Whether a product is used up and bought again: what the catalog says goes before what buyers do. Where neither
    they nor the person (`own` gaps) have bought it twice, nobody knows how long it lasts."""
    known, said = needs.products.get(product), goods.consumable.get(product)
    if said is not None:
        return said and bool(own or (known and known.gaps))
    return own >= HABIT or (known is not None and known.again >= AGAIN)


def _due(habits: Habits, product: str, last: Bought) -> Due:
    needs, gaps = habits.needs, habits.gaps(product)
    known = needs.products.get(product, Product(needs.usual, 0, 0.0, 0.0))
    days = habits.days(product, last.units)
    low, due, high = (last.moment + round(days * exp(part) * DAY) for part in (needs.low, 0.0, needs.high))
    told = round(days, 1), needs.sure[rank(gaps)], known.again
    return Due(product, due, low, high, *told, gaps, known.median, last.pieces, last.last)


def rank(gaps: int) -> int:
    """The place in `OWN`."""
    return max(place for place, least in enumerate(OWN) if gaps >= least)


def _replaced(product: str, lasts: Mapping[str, Bought], goods: Goods) -> bool:
    others = (lasts[one].moment for one in goods.substitutes.get(product, ()) if one in lasts and one != product)
    return any(moment > lasts[product].moment for moment in others)


def _plus(known: tuple[int, float], value: float) -> tuple[int, float]:
    return known[0] + 1, known[1] + value
