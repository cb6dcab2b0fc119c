"""What staff say of journeys, as rows of the Journeys table: pk `!`, sk the journey, or `all`."""

from collections.abc import Mapping
from typing import Any

from segue.journeys.steering import Order

ORDERS = "!"


def order_of(row: Mapping[str, Any]) -> Order:
    """What is said of one journey."""
    return Order(row["sk"], row["word"], row["time"], row["by"])
