"""Whether a shop has shown enough for a forecast: below these nothing is said, for it would be made up. Pure.

A model that has been fitted to five people answers as readily as one of five thousand; a card then says what lacks.
"""

from collections.abc import Mapping, Sequence

from segue.forecasting.histories import History, as_of, days_of
from segue.forecasting.promotions import lately
from segue.judging.cards import Lacks
from segue.profile.purchases import SURE
from segue.times import DAY, Millis

BUYERS, AGAIN, KNOWN, SPAN = 50, 10, 50, 60  # people; of them on a second day; for a horizon; days of history
GAPS, SENSITIVE = 20, 10  # between purchases of one product; people with `SURE` orders
MODELS = ("replenishment", "purchases", "value", "churn", "price_sensitivity")


def lacking(people: Sequence[History], now: Millis, horizon: int, gaps: int) -> dict[str, Lacks]:
    """By model what there is too little of, as (has, wants); {} of one that lacks nothing."""
    known = [one for history in people if (one := as_of(history, now)).orders]
    days = [days_of(one.orders) for one in known]
    first = min((one[0] for one in days), default=now)
    buying = {
        "people": (len(days), BUYERS),
        "people_who_bought_again": (sum(len(one) > 1 for one in days), AGAIN),
        "days": ((now - first) // DAY, SPAN),
    }
    before = sum(one[0] <= now - horizon * DAY for one in days)
    loyal = sum(len(lately(one.orders)) >= SURE for one in known)
    wanted = {
        "replenishment": {"gaps": (gaps, GAPS)},
        "purchases": buying,
        "value": buying,
        "churn": {**buying, f"people_known_for_{horizon}_days": (before, KNOWN)},
        "price_sensitivity": {"people_with_three_orders": (loyal, SENSITIVE)},
    }
    return {model: _short(one) for model, one in wanted.items()}


def _short(counts: Mapping[str, tuple[int, int]]) -> Lacks:
    return {name: (has, wants) for name, (has, wants) in counts.items() if has < wants}
