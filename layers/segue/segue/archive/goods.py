"""Goods: what an event says of products, carts and orders, in numbers of minor units and ids of the shop's own."""

from collections.abc import Iterator, Mapping
from typing import Any

from segue.archive.numbers import Shop
from segue.events import Event
from segue.facets import orders
from segue.facets.lines import full, line
from segue.facets.registers import text
from segue.money import currency

Said = dict[str, Any]
LINE, RETURNED = "Order Line", "Return Line"  # rows of their own, one for each line
CARTS = ("cart_id", "checkout_id")
STEPS = ("steps", "total_steps", "step_count")


def of_products(event: Event, shop: Shop) -> Said:
    """Of what is looked at or put into a cart: product, category, quantity and money of all pieces; of a cart or a step
    of a checkout its value."""
    said = event.properties
    code = currency(said.get("currency"))
    one = line(said, code)
    about = _line(one, code) if one else {"currency": code, "money": _worth(said), "category": said.get("category")}
    return {
        **about,
        "cart": _cart(said, shop),
        "coupon": bool(text(said.get("coupon"))) if "coupon" in said else None,
        "step": _count(said.get("step")),
        "steps": next((found for name in STEPS if (found := _count(said.get(name)))), None),
        "purchase": shop.numbered("order", text(said.get("order_id"))),
    }


def of_order(event: Event, shop: Shop) -> Iterator[Said]:
    """An order, or what became of one; then a row for each line of what was bought or came back."""
    said = event.properties
    code = currency(said.get("currency"))
    which = {"purchase": shop.numbered("order", text(said.get("order_id"))), "currency": code}
    known = orders.of(event)
    record = next(iter(known.get("records", {}).values()), None)
    refund = next(iter(known.get("refunds", {}).values()), None)
    yield {**which, "cart": _cart(said, shop), **(_whole(record) if record else _back(refund))}
    if event.event in ("Order Completed", "Order Refunded"):
        name = RETURNED if refund else LINE
        yield from ({"name": name, **_line(one, code), **which} for one in _lines(said, code))


def _whole(record: list[Any]) -> Said:
    _, _, total, _, _, coupon, discount, pieces, *_ = record
    return {"money": total, "discount": discount, "coupon": bool(coupon), "quantity": pieces}


def _back(refund: list[Any] | None) -> Said:
    return {"money": refund[2], "quantity": refund[3]} if refund else {}


def _lines(said: Mapping[str, Any], code: str) -> list[list[Any]]:
    products = said.get("products")
    return orders.lines(products if isinstance(products, list) else [], code)


def _line(one: list[Any], code: str) -> Said:
    product, quantity, _, price, *rest = full(one)
    return {
        "product": product,
        "category": rest[4],
        "quantity": quantity,
        "money": price * quantity,
        "currency": code,
    }


def _worth(said: Mapping[str, Any]) -> int | None:
    found = orders.total(dict(said))
    return found or None


def _cart(said: Mapping[str, Any], shop: Shop) -> int | None:
    return shop.numbered("cart", next((found for name in CARTS if (found := text(said.get(name)))), ""))


def _count(given: Any) -> int | None:
    usable = isinstance(given, int) and not isinstance(given, bool) and 0 < given < 100
    return given if usable else None
