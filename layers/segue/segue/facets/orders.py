"""Orders: a map from order id to its newest record, one order however many sources report it."""

from typing import Any

from segue.events import Event
from segue.facets.lines import lines
from segue.facets.registers import add_registers, newest, short
from segue.money import currency, minor
from segue.times import Millis

VERSION = 2
RECORDS = ("Order Completed", "Order Updated")
Order = dict[str, Any]
# placed: earliest time; record: register of {total, currency, lines, ...}; refunds: {refund id: register of cents};
# cancelled, fulfilled: registers of True


def of(event: Event) -> dict[str, Order]:
    """{order id: what this event says of it}; {} of an event that is about no order."""
    name, said = event.event or "", event.properties
    key = said.get("order_id")
    if not name.startswith("Order ") or not isinstance(key, str | int) or isinstance(key, bool):
        return {}
    mark = [event.timestamp, short(event.message_id)]
    if name in RECORDS:
        return {str(key): {"placed": event.timestamp, "record": [*mark, _record(event)]}}
    if name == "Order Refunded":
        refund = str(said.get("refund_id") or mark[1])
        return {str(key): {"refunds": {refund: [*mark, total(said)]}}}
    happened = {"Order Cancelled": "cancelled", "Order Fulfilled": "fulfilled"}.get(name)
    return {str(key): {happened: [*mark, True]}} if happened else {}


def add(left: dict[str, Order], right: dict[str, Order]) -> dict[str, Order]:
    """Order by order, part by part."""
    return {key: _add_order(left.get(key, {}), right.get(key, {})) for key in {**left, **right}}


def _add_order(left: Order, right: Order) -> Order:
    return {part: _add_part(part, left, right) for part in {**left, **right}}


def _add_part(part: str, left: Order, right: Order) -> Any:
    if part not in left or part not in right:
        return left.get(part, right.get(part))
    match part:
        case "placed":
            return min(left[part], right[part])
        case "refunds":
            return add_registers(left[part], right[part])
    return newest(left[part], right[part])


def _record(event: Event) -> dict[str, Any]:
    said = event.properties
    code = currency(said.get("currency"))
    products = said.get("products")
    return {
        "total": total(said),
        "currency": code,
        "lines": lines(products if isinstance(products, list) else [], code),
        "channel": event.channel,
        "source": event.source,
        "coupon": str(said.get("coupon") or "")[:64],
        "discount": minor(said.get("discount") or 0, code),
    }


def total(said: dict[str, Any]) -> int:
    """What an event says an order, or a refund, is worth, in minor units."""
    amount = next((said[name] for name in ("total", "revenue", "value") if said.get(name) is not None), 0)
    return minor(amount, currency(said.get("currency")))


def placed_times(value: dict[str, Order]) -> list[Millis]:
    """When orders were placed, in milliseconds, in any order; cancelled ones count: they were orders."""
    return [order["placed"] for order in value.values() if "placed" in order]
