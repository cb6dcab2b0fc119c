"""What one purchase of somebody is worth: their own mean, shrunken towards the shop's."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from segue.forecasting.histories import Order
from segue.times import DAY


class Spending(NamedTuple):
    """Of one currency, in minor units: what a purchase is worth to the mean customer, with the weight of so many
    purchases; what is above `cap` counts as that. The same straight line as the gamma-gamma model of Fader and Hardie
    (2013) has, whose weight is (q - 1) / p. `scale`: what makes the sum of all that was bought come out again, the few
    purchases above the cap with it."""

    mean: float
    weight: float
    cap: float
    scale: float = 1.0

    def of(self, sums: Sequence[float]) -> float:
        """What one purchase of somebody is worth, after these."""
        total = self.weight * self.mean + sum(min(one, self.cap) for one in sums)
        return self.scale * total / (self.weight + len(sums))


class Worth(NamedTuple):
    """Minor units of a purchase in a currency, and the share of the purchases that are in it."""

    currency: str
    cents: float
    share: float
    purchases: int


def worth(models: Mapping[str, Spending], orders: Iterable[Order]) -> Worth | None:
    """In the currency in which somebody bought on most days (of equal ones the first by name); None where nothing is
    known of it. Sums of different currencies are never added."""
    found = sums_of(orders)
    counts = Counter({code: len(sums) for code, sums in found.items()})
    code = min(counts, key=lambda one: (-counts[one], one), default="")
    if code not in models:
        return None
    model, sums = models[code], found[code]
    return Worth(code, model.of(sums), len(sums) / counts.total(), len(sums))


def sums_of(orders: Iterable[Order]) -> dict[str, list[int]]:
    """{currency: what each day's purchases came to}, without what was paid back."""
    days: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for one in orders:
        days[one.currency][one.moment // DAY] += one.net
    return {code: list(sums.values()) for code, sums in days.items()}
