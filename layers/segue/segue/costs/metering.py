"""The cost meter: days with what was counted on them, and what that costs by part."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from segue.costs.pricing import EVENT, SEND, Prices, Units, measured
from segue.languages.texts import _
from segue.times import DAY, Millis, from_text, to_text

MAIL = "email"
# What is told of it wherever it is shown.
MODELLED = _(
    "Counted: events that came in and messages that left. Modelled: the units of one of each, as the benchmark counted "
    "them, and list prices without free tier. Storage, backups, what other channels than e-mail charge, and the work "
    "of nights are not in it. The bill is AWS's."
)
# Which unit stands in which part, in the order in which they are shown.
PARTS = {
    "database": ("write_units", "read_units"),
    "functions": ("lambda_requests", "gb_seconds", "log_bytes"),
    "doors": ("http_requests",),
    "queues": ("queue_requests", "bus_events", "schedules"),
    "archive": ("object_puts",),
    "mails": ("emails",),
}
STANDING = "standing"
NAMES = (*PARTS, STANDING)


@dataclass(frozen=True)
class Counted:
    """What the product counted on a day in UTC: events that came in, and messages that left, by channel."""

    day: str
    events: int = 0
    sends: Mapping[str, int] = field(default_factory=dict)

    @property
    def sent(self) -> int:
        """Messages of all channels."""
        return sum(self.sends.values())


@dataclass(frozen=True)
class DayCost:
    """Dollars of a day by part."""

    counted: Counted
    parts: Units

    @property
    def total(self) -> float:
        """Dollars of the day."""
        return sum(self.parts.values())


@dataclass(frozen=True)
class Costs:
    """Days with their dollars, what a thousand cost, and what the month of the last day will have cost.

    `month` is None where nothing was counted on a whole day of that month: there is nothing to go by.
    """

    days: tuple[DayCost, ...]
    prices: Prices
    per_thousand_events: float
    per_thousand_sends: float
    per_thousand_mails: float
    month: float | None

    @property
    def parts(self) -> Units:
        """Dollars of all days by part."""
        total = Counter[str]()
        for one in self.days:
            total.update(one.parts)
        return {name: total[name] for name in NAMES}

    @property
    def total(self) -> float:
        """Dollars of all days."""
        return sum(one.total for one in self.days)


def costs(counted: Sequence[Counted], prices: Prices, now: Millis) -> Costs:
    """What these days cost; `counted` has every day from the first to the last."""
    days = tuple(DayCost(one, _parts(one, prices)) for one in counted)
    event, send = (sum(prices.of(measured()[what], 1000).values()) for what in (EVENT, SEND))
    mail = sum(prices.of({"emails": 1}, 1000).values())
    return Costs(days, prices, event, send, send + mail, forecast(days, now))


def forecast(days: Iterable[DayCost], now: Millis) -> float | None:
    """What the month of today will have cost: its whole days, and their mean for all others of the month."""
    today = to_text(now)[:10]
    past = [one for one in days if one.counted.day[:7] == today[:7] and one.counted.day < today]
    if not any(one.counted.events or one.counted.sent for one in past):
        return None
    return sum(one.total for one in past) / len(past) * _length(today)


def days_of(span: tuple[str, str]) -> list[str]:
    """Every day from the first to the last."""
    first, last = (from_text(f"{one}T00:00:00Z") for one in span)
    return [to_text(moment)[:10] for moment in range(first, last + 1, DAY)]


def _parts(one: Counted, prices: Prices) -> Units:
    spent = Counter[str]()
    spent.update(prices.of(measured()[EVENT], one.events))
    spent.update(prices.of(measured()[SEND], one.sent))
    spent.update(prices.of({"emails": 1}, one.sends.get(MAIL, 0)))
    found = {part: sum(spent[unit] for unit in units) for part, units in PARTS.items()}
    return {**found, STANDING: prices.standing / _length(one.day)}


def _length(day: str) -> int:
    year, month = day.split("-")[:2]
    return monthrange(int(year), int(month))[1]
