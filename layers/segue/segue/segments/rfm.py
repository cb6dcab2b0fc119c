"""Recency, frequency and money: where the shop draws the lines between its fifths of customers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid, inside
from segue.segments.asking import amount, currency, duration, listed
from segue.spelling import only
from segue.times import DAY, Millis

LINES = 4  # between five fifths
SETTINGS = ("recency", "frequency", "money", "currency", "within")


@dataclass(frozen=True)
class Fifths:
    """`recency`: ages of the last order (ms), each of which costs a point of five; `frequency`: numbers of orders, and
    `money`: net minor units of `currency`, each of which is worth a point more than one; both of the time `within`."""

    recency: tuple[Millis, ...] = (30 * DAY, 90 * DAY, 180 * DAY, 365 * DAY)
    frequency: tuple[int, ...] = (2, 3, 5, 10)
    money: tuple[int, ...] = (5_000, 15_000, 40_000, 100_000)
    currency: str = "EUR"
    within: Millis = 365 * DAY

    def of_age(self, age: Millis) -> int:
        """5 for an order that is fresh, 1 for one that is long ago."""
        return 1 + LINES - sum(age >= one for one in self.recency)


def above(value: int, lines: tuple[int, ...]) -> int:
    """1 below the first line, 5 from the last on."""
    return 1 + sum(value >= one for one in lines)


def fifths(spec: Mapping[str, Any]) -> Fifths:
    """The policy of `policies/rfm.yaml`; what it leaves out is usual. Raises Invalid("bad-condition")."""
    only(spec, SETTINGS, "the policy of fifths")
    code = currency(spec) if "currency" in spec else Fifths.currency
    if "money" in spec and "currency" not in spec:
        raise Invalid("bad-policy", "say the `currency` of `money`")
    reading: dict[str, Callable[[Any], Any]] = {
        "recency": lambda given: _lines(given, "recency", duration),
        "frequency": lambda given: _lines(given, "frequency", _orders),
        "money": lambda given: _lines(given, "money", lambda one, name: amount(one, name, code)),
        "currency": lambda _given: code,
        "within": lambda given: duration(given, "within"),
    }
    return Fifths(**{name: reading[name](given) for name, given in spec.items()})


def _orders(given: Any, name: str) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise Invalid("bad-policy", f"`{name}` are whole numbers of orders, not {given!r}")
    return given


def _lines(given: Any, name: str, read: Callable[[Any, str], int]) -> tuple[int, ...]:
    with inside(name):
        found = tuple(read(one, name) for one in listed(given, name))
        if len(found) != LINES or list(found) != sorted(set(found)):
            raise Invalid("bad-policy", f"`{name}` are {LINES} lines between five fifths, each above the last")
    return found
