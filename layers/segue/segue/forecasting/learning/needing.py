"""Learns the gaps of products: means, how much to believe each, and how far forecasts of them miss."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log
from typing import Any, NamedTuple

import numpy as np

from segue.forecasting.gaps import Gap, gaps_of, purchases_of
from segue.forecasting.histories import History
from segue.forecasting.learning.shrinking import Parted, weight_of
from segue.forecasting.needing import OWN, Habits, Needs, Product, rank
from segue.times import Millis

NEAR = 0.25  # of the forecast
LOW, HIGH = 0.1, 0.9
BUYERS = 5.0  # who buy again as often as those of the whole shop
STEEP = 3.0  # of squares: variance of a gap over that of slopes between shops
PERSON, ALONE = (10.0, 5.0, 20.0, 2.0, 40.0), (2.0, 1.0, 4.0, 0.5, 8.0)  # gaps; of equal ones the first
TRIED = 20_000  # gaps, or a few more, are enough to choose by
FEWEST = 20  # gaps of a number of own gaps that say how sure it is
Numbers = Any
Packs = Mapping[str, float]


class Missed(NamedTuple):
    """A forecast, what came (days), how many own gaps were known, and when it was made."""

    forecast: float
    came: float
    gaps: int
    start: Millis
    product: str
    before: float | None  # the person's last gap of it


def needs_of(histories: Sequence[History], packs: Packs) -> Needs:
    """Everything about the products that were bought."""
    people = [purchases_of(one.orders, packs) for one in histories]
    gaps = [gap for found in people for gap in gaps_of(found)]
    again = again_of(people)
    if not gaps:
        return Needs(products={name: Product(0.0, 0, 0.0, share) for name, share in again.items()})
    some = [list(gaps_of(found)) for found in people[:: len(gaps) // TRIED + 1]]
    needs = _chosen(_means(gaps, again), some)
    return _sure(needs, [one for ours in some for one in missed_of(needs, ours)])


def _chosen(needs: Needs, people: Sequence[Sequence[Gap]]) -> Needs:
    """With the weights of person and own gaps whose forecasts come near most often, each made of what had ended when it
    began. Not by variances: a long gap leaves less time for the next, so those tell too little of a difference."""

    def hits(made: Needs) -> int:
        return sum(near(one.forecast, one.came) for ours in people for one in missed_of(made, ours))

    needs = max((replace(needs, person=one) for one in PERSON), key=hits)
    return max((replace(needs, own=one) for one in ALONE), key=hits)


def missed_of(needs: Needs, gaps: Sequence[Gap]) -> Iterable[Missed]:
    """Every gap of a person as it was forecast when it began, out of the gaps that had ended by then."""
    ended, known = sorted(gaps, key=lambda one: (one.end, one.product)), 0
    habits, lasts = Habits(needs), dict[str, float]()
    for gap in sorted(gaps, key=lambda one: (one.start, one.product)):
        while known < len(ended) and ended[known].end <= gap.start:
            habits.add(ended[known])
            lasts[ended[known].product] = ended[known].days
            known += 1
        told = habits.days(gap.product, gap.units), gap.days, habits.gaps(gap.product)
        yield Missed(*told, gap.start, gap.product, lasts.get(gap.product))


def near(forecast: float, came: float) -> bool:
    """Whether what came is within a quarter of the forecast."""
    return abs(came - forecast) <= NEAR * forecast


def again_of(people: Iterable[Mapping[str, Sequence[Any]]]) -> dict[str, float]:
    """{product: the share of its buyers who bought it again}, shrunken towards the shop's."""
    buyers, again = Counter[str](), Counter[str]()
    for found in people:
        buyers.update(found.keys())
        again.update(product for product, bought in found.items() if len(bought) > 1)
    usual = again.total() / max(1, buyers.total())
    return {one: round((again[one] + BUYERS * usual) / (buyers[one] + BUYERS), 4) for one in sorted(buyers)}


def _means(gaps: Sequence[Gap], again: Mapping[str, float]) -> Needs:
    names = {name: place for place, name in enumerate(sorted({gap.product for gap in gaps}))}
    product = np.array([names[gap.product] for gap in gaps])
    days = np.array([gap.days for gap in gaps])
    units = np.log([gap.units for gap in gaps])
    amount = _slope(Parted(product, np.log(np.maximum(days, 0.5))), units)
    values = np.log(np.maximum(days, 0.5)) - amount * units
    usual = round(float(values.mean()), 4)
    weight = round(weight_of(Parted(product, values - usual)), 4)
    counts = np.bincount(product)
    means, middles = np.bincount(product, values) / counts, _medians(product, days)
    goods = {
        name: Product(round(float(means[at]), 4), int(counts[at]), round(middles[at], 1), again[name])
        for name, at in names.items()
    }
    others = {name: Product(0.0, 0, 0.0, share) for name, share in again.items() if name not in goods}
    return replace(Needs(usual, amount, weight), products={**goods, **others})


def _slope(parted: Parted, units: Numbers) -> float:
    """How the gap grows with the amount among gaps of one product; never below nothing."""
    counts = np.bincount(parted.group)
    aside = units - (np.bincount(parted.group, units) / counts)[parted.group]
    return round(max(0.0, float(aside @ parted.value) / (float(aside @ aside) + STEEP)), 4)


def _medians(product: Numbers, days: Numbers) -> list[float]:
    order = np.argsort(product, kind="stable")
    begins = np.flatnonzero(np.diff(product[order], prepend=-1))
    return [float(np.median(ours)) for ours in np.split(days[order], begins[1:])]


def _sure(needs: Needs, missed: Sequence[Missed]) -> Needs:
    """With how far forecasts miss: the middle four fifths, and the shares within a quarter, by own gaps."""
    logs = [log(max(one.came, 0.5) / one.forecast) for one in missed]
    low, high = (round(float(one), 4) for one in np.quantile(logs, (LOW, HIGH)))
    hits = [(rank(one.gaps), near(one.forecast, one.came)) for one in missed]
    usual = sum(hit for _, hit in hits) / len(hits)
    shares = []
    for place in range(len(OWN)):
        ours = [hit for rank, hit in hits if rank == place]
        usual = sum(ours) / len(ours) if len(ours) >= FEWEST else usual
        shares.append(round(usual, 4))
    return replace(needs, low=min(low, 0.0), high=max(high, 0.0), sure=tuple(shares))
