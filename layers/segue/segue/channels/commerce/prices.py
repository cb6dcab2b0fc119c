"""Prices of products, which shops send without a currency: it is the source's option `currency`."""

from collections.abc import Mapping
from typing import Any

from segue.channels.payloads import amount
from segue.deliveries import Delivery
from segue.errors import Invalid
from segue.money import currency, minor

OPTION = "currency"


def check(options: Mapping[str, Any]) -> None:
    """Raises Invalid("bad-source") where the options are anything but a currency."""
    if not set(options) <= {OPTION} or not all(map(currency, options.values())):
        raise Invalid("bad-source", "a shop has no option but `currency`, three letters such as EUR, of its prices")


def code_of(delivery: Delivery) -> str:
    """The currency of the source's prices; empty where it is not said."""
    return currency(delivery.options.get(OPTION))


def cents(price: Any, code: str) -> int | None:
    """A price in minor units; None where there is none."""
    worth = amount(price)
    return None if worth is None else minor(worth, code)
