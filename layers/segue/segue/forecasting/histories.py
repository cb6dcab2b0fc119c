"""What a person's orders tell, now or as of a past moment: the input of learning, and of forecasts."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from segue.times import DAY, Millis


class Order(NamedTuple):
    """One order: `lines` are (product, pieces); `cents` minor units before what was paid back, `refunds` (when, cents);
    `promoted`: pieces bought at a promotion; `cancelled`: when, None for never."""

    moment: Millis
    lines: tuple[tuple[str, int], ...] = ()
    cents: int = 0
    currency: str = ""
    pieces: int = 0
    promoted: int = 0
    refunds: tuple[tuple[Millis, int], ...] = ()
    cancelled: Millis | None = None

    @property
    def net(self) -> int:
        """What was paid and not paid back, in minor units; never below nothing."""
        return max(0, self.cents - sum(cents for _, cents in self.refunds))


class History(NamedTuple):
    """All orders of a person, oldest first, the cancelled ones too: they were orders until then."""

    person: str
    orders: tuple[Order, ...]


def history_of(person: str, rows: Iterable[Mapping[str, Any]]) -> History:
    """Of the rows of `Profile.order_rows`; what nobody placed is left out."""
    orders = (_order(row) for row in rows if row["placed"] is not None)
    return History(person, tuple(sorted(orders, key=lambda one: one[:3])))


def as_of(history: History, moment: Millis) -> History:
    """What was known then: orders placed until then and not yet cancelled, with what was paid back until then."""
    kept = (one for one in history.orders if one.moment <= moment and not _gone(one, moment))
    return History(history.person, tuple(one._replace(refunds=_until(one, moment), cancelled=None) for one in kept))


def days_of(orders: Iterable[Order]) -> list[Millis]:
    """The moments of the first order of each day (UTC), oldest first: a purchase is a day with orders."""
    firsts: dict[int, Millis] = {}
    for one in orders:
        day = one.moment // DAY
        firsts[day] = min(one.moment, firsts.get(day, one.moment))
    return [firsts[day] for day in sorted(firsts)]


def bought_between(history: History, since: Millis, until: Millis) -> int:
    """On how many days after `since` something was bought, until a moment, as is known then."""
    return len(days_of(one for one in as_of(history, until).orders if one.moment > since))


def _order(row: Mapping[str, Any]) -> Order:
    lines = tuple((line[0], line[1]) for line in row["lines"])
    refunds = tuple(sorted((time, cents) for time, cents in row["refunds"]))
    money = (row["total"], row["currency"], row["pieces"], row["promoted"])
    return Order(row["placed"], lines, *money, refunds, row["cancelled"])


def _gone(order: Order, moment: Millis) -> bool:
    return order.cancelled is not None and order.cancelled <= moment


def _until(order: Order, moment: Millis) -> tuple[tuple[Millis, int], ...]:
    return tuple(one for one in order.refunds if one[0] <= moment)
