"""What the API answers of predictions."""

from pydantic import Field

from segue.api.answers import Answer, Cents, Maybe, Time

Evidence = dict[str, float]


class ChurnAnswer(Answer):
    """How probable it is that nothing is bought in so many days."""

    probability: float
    days: int
    evidence: Evidence


class ExpectedOrders(Answer):
    """How many orders are expected, by days from when it was made."""

    days: dict[str, float]
    evidence: Evidence


class ExpectedValue(Answer):
    """What they come to, by days from when it was made."""

    currency: str
    days: dict[str, Cents]
    evidence: Evidence


class PriceSensitivityAnswer(Answer):
    """The share of what is bought that is bought at a promotion, likely between `low` and `high`."""

    share: float
    low: float
    high: float
    orders: int
    evidence: Evidence


class ReplenishmentAnswer(Answer):
    """When something is used up that has not been bought since, nor anything of `instead`."""

    product_id: str
    bought: Time
    due: Time
    low: Time
    high: Time
    gaps: int
    usual_days: int
    instead: list[str]


class PredictionsAnswer(Answer):
    """What is expected of one customer. `fresh`: it still counts for segments and journeys; `objects`: the customer has
    said no to profiling, and then nothing is told."""

    objects: bool
    fresh: bool = False
    made: Maybe = None
    model: str = ""
    churn: ChurnAnswer | None = None
    purchases: ExpectedOrders | None = None
    value: ExpectedValue | None = None
    price_sensitivity: PriceSensitivityAnswer | None = None
    replenish: list[ReplenishmentAnswer] = Field(default_factory=list)
