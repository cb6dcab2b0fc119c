"""A prediction as a plain value. Shares are from 0 to 1, money is in minor units, times in ms; each part may be absent.

`evidence` of a part: a few numbers by their names, as people may read them (`orders`, `days_since_last`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from segue.times import DAY, Millis

FRESH: Millis = 14 * DAY  # an older prediction says nothing any more
Evidence = Mapping[str, float]


@dataclass(frozen=True)
class Churn:
    """How probable it is that nothing is bought in so many days."""

    probability: float
    days: int
    evidence: Evidence = field(default_factory=dict)


@dataclass(frozen=True)
class Purchases:
    """How many orders are expected, by days from when it was made: {30: 0.4, 90: 1.3}."""

    expected: Mapping[int, float]
    evidence: Evidence = field(default_factory=dict)


@dataclass(frozen=True)
class Worth:
    """What they are expected to come to, by days from when it was made: {90: 4200, 365: 16000}."""

    currency: str
    amounts: Mapping[int, int]
    evidence: Evidence = field(default_factory=dict)


@dataclass(frozen=True)
class PriceSensitivity:
    """The share of what is bought that is bought at a promotion, and between which shares it is likely to lie."""

    share: float
    low: float
    high: float
    orders: int
    evidence: Evidence = field(default_factory=dict)


@dataclass(frozen=True)
class Replenishment:
    """When a product that was `bought` last then is used up: `due`, likely between `low` and `high`. It rests on so
    many gaps between purchases; `usual_days` is how long it lasts. `instead`: products that do in its place."""

    product_id: str
    bought: Millis
    due: Millis
    low: Millis
    high: Millis
    gaps: int = 0
    usual_days: int = 0
    instead: tuple[str, ...] = ()

    @property
    def products(self) -> frozenset[str]:
        """What ends the need when it is bought."""
        return frozenset((self.product_id, *self.instead))


@dataclass(frozen=True)
class Prediction:
    """What is expected of one person, by which model card, as of when."""

    made: Millis
    model: str
    churn: Churn | None = None
    purchases: Purchases | None = None
    value: Worth | None = None
    price_sensitivity: PriceSensitivity | None = None
    replenish: tuple[Replenishment, ...] = ()
