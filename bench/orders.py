"""Orders of two shops, out of data outside the repository, and of a made-up one.

CDNOW: those who bought first in the first quarter of 1997, a tenth of them. Online Retail II: one year of a seller of
gifts to shops. Where a file is absent its shop is left out.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from random import Random

from bench.histories import DATA, RETAIL, bought
from segue.forecasting.histories import History, Order
from segue.forecasting.seasons import MERCHANDISE, Season, evened, usual
from segue.times import DAY, Millis, from_text

CDNOW = DATA / "cdnow" / "data_sample_1_of_10.csv.gz"
NOON: Millis = 1_795_348_800_000
Lines = list[tuple[str, int, float]]


def cdnow() -> list[History]:
    """Dates without hours, dollars, and CDs as pieces; products are not told."""
    found: dict[str, list[Order]] = defaultdict(list)
    with gzip.open(CDNOW, "rt") as file:
        for row in csv.DictReader(file):
            spent = round(float(row["spend"]) * 100)
            found[row["id"]].append(Order(from_text(row["date"]), (), spent, "USD", int(row["cds"])))
    return [History(person, tuple(sorted(orders))) for person, orders in found.items()]


def retail() -> list[History]:
    """Lines of one moment are one order; pounds. Cancellations, postage and fees are left out."""
    found: dict[str, dict[Millis, Lines]] = defaultdict(lambda: defaultdict(list))
    with gzip.open(RETAIL, "rt") as file:
        for row in filter(bought, csv.DictReader(file)):
            line = row["StockCode"].upper(), int(row["Quantity"]), float(row["Price"])
            found[row["Customer ID"]][from_text(row["InvoiceDate"])].append(line)
    return [
        History(person, tuple(_order(moment, lines) for moment, lines in sorted(orders.items())))
        for person, orders in found.items()
    ]


def _order(moment: Millis, lines: Lines) -> Order:
    cents = round(sum(100 * pieces * price for _, pieces, price in lines))
    kept = tuple((product, pieces) for product, pieces, _ in lines)
    return Order(moment, kept, cents, "GBP", sum(pieces for _, pieces in kept))


@dataclass(frozen=True)
class MadeUp:
    """A seeded shop over two years that follows the usual months: people who come and leave, each at a rate, with a
    purse and a liking for promotions of their own; products that run out, each after a time of its own."""

    people: int
    products: int = 200
    seed: int = 20_260_102
    years: int = 2

    def histories(self) -> Iterator[History]:
        """One after another."""
        chance, season = Random(self.seed), Season(evened(usual(MERCHANDISE, 0)))
        lasts = [exp(chance.gauss(3.6, 0.5)) for _ in range(self.products)]  # days
        for person in range(self.people):
            yield History(f"p{person}", tuple(self._orders(chance, season, lasts)))

    def _orders(self, chance: Random, season: Season, lasts: list[float]) -> Iterator[Order]:
        moment = NOON - chance.randrange(self.years * 365 * DAY)
        gap, leaves = 1 / max(chance.gammavariate(0.8, 0.02), 1e-4), chance.betavariate(1, 6)
        purse, liking = exp(chance.gauss(8, 0.6)), chance.betavariate(0.6, 1.8)
        needed = {chance.randrange(self.products): 0 for _ in range(3)}
        while moment < NOON:
            yield self._made(chance, (moment, purse, liking), self._due(chance, (needed, lasts), moment))
            if chance.random() < leaves:
                return
            moment = _next(chance, season, moment, gap)

    def _due(self, chance: Random, goods: tuple[dict[int, Millis], list[float]], moment: Millis) -> list[int]:
        """What has run out, and for one visit in two something else."""
        needed, lasts = goods
        due = [product for product, when in needed.items() if when <= moment]
        for product in due:
            needed[product] = moment + round(lasts[product] * exp(chance.gauss(0, 0.3)) * DAY)
        return due if due and chance.random() < 0.5 else [*due, chance.randrange(self.products)]

    def _made(self, chance: Random, how: tuple[Millis, float, float], products: list[int]) -> Order:
        moment, purse, liking = how
        cents = round(purse * exp(chance.gauss(0, 0.4)))
        promoted = sum(chance.random() < liking for _ in products)
        lines = tuple((f"g{product}", 1) for product in dict.fromkeys(products))
        return Order(moment, lines, cents, "EUR", len(lines), min(promoted, len(lines)))


def _next(chance: Random, season: Season, moment: Millis, gap: float) -> Millis:
    """After a random time on the season's clock, to the day."""
    target = season.clock(moment) + chance.expovariate(1 / gap) / 7
    low, high = moment, moment + 3 * 365 * DAY
    while high - low > DAY:
        middle = (low + high) // 2
        low, high = (middle, high) if season.clock(middle) < target else (low, middle)
    return high
