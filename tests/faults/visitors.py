"""What customers look at, put into carts and buy, for those who learn from it."""

from typing import Any

from tests.faults.cloud.world import World
from tests.faults.shop import Message, message


def looked(world: World, name: str, product: str, **who: Any) -> Message:
    """A product is looked at."""
    return message(world, "track", name, event="Product Viewed", properties={"product_id": product}, **who)


def bought(world: World, name: str, *products: str, **who: Any) -> Message:
    """An order of one piece each."""
    lines = [{"product_id": one, "name": one, "price": 10.0, "quantity": 1} for one in products]
    said = {"order_id": f"o-{name}", "total": 10.0 * len(lines), "currency": "EUR", "products": lines}
    return message(world, "track", name, event="Order Completed", properties=said, **who)


def objected(world: World, name: str, **who: Any) -> Message:
    """No more profiling."""
    said = {"channel": "web", "purpose": "profiling", "granted": False}
    return message(world, "track", name, event="Consent Updated", properties=said, **who)
