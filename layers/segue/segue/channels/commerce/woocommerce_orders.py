"""WooCommerce's orders. Every topic holds the whole order: what happened is told by its status.

https://woocommerce.com/document/managing-orders/order-statuses/
Placing, fulfilling and refunding are facts with an id of their own, so that each is stored once however many deliveries
repeat it.
"""

import html
from collections.abc import Iterator

from segue.channels.commerce.woocommerce_customers import SHOP, known, moment, names
from segue.channels.drafts import Draft, stated_id, who
from segue.channels.payloads import Payload, amount, given, mapping, rows, text

NOT_YET = ("auto-draft", "checkout-draft", "draft", "trash")  # no order, not yet or not any more
COMPLETED, REFUNDED = "completed", "refunded"
# What is no placed order: `pending` waits at the till for its payment (one that waits for a transfer is `on-hold`).
UNPLACED = {"pending": "Order Pending", "failed": "Payment Failed", "cancelled": "Order Cancelled"}


def told(said: Payload) -> Iterator[Draft]:
    """What an order in this status says; a shop's own statuses (`wc-packed`) are states of a placed order."""
    status = text(said.get("status"))
    if status in UNPLACED:
        yield _order(UNPLACED[status], said, moment(said, "date_modified") or moment(said, "date_created"))
    else:
        yield from _placed(said, status)


def _placed(said: Payload, status: str | None) -> Iterator[Draft]:
    yield _order("Order Completed", said, moment(said, "date_created"), _fact(said, "placed"))
    yield _order("Order Updated", said, moment(said, "date_modified") or moment(said, "date_created"))
    if status == COMPLETED:
        yield _order("Order Fulfilled", said, moment(said, "date_completed"), _fact(said, "fulfilled"))
    yield from (_refund(said, one) for one in _refunds(said, status))


def _refunds(said: Payload, status: str | None) -> list[Payload]:
    """What was paid back; an order that is marked as refunded without saying how much is refunded whole."""
    whole = [{"id": None, "total": said.get("total")}] if status == REFUNDED else []
    return rows(said.get("refunds")) or whole


def _refund(said: Payload, refund: Payload) -> Draft:
    """Orders list their refunds without a time: each is known from when it was first told of."""
    order, known_as = text(said.get("id")), text(refund.get("id")) or "whole"
    back = amount(refund.get("total"))
    properties = {
        "order_id": order,
        "refund_id": known_as,
        "total": None if back is None else abs(back),
        "currency": text(said.get("currency")),
        "reason": text(refund.get("reason")),
    }
    return Draft("Order Refunded", _customer(said), properties=given(properties), id=_fact(said, f"refund-{known_as}"))


def _order(name: str, said: Payload, time: str | None, known_as: str = "") -> Draft:
    properties = {
        "order_id": text(said.get("id")),
        "order_name": text(said.get("number")),
        "url": text(said.get("payment_url")) if name == "Order Pending" else None,
        "status": text(said.get("status")),
        "total": amount(said.get("total")),
        "tax": amount(said.get("total_tax")),
        "shipping": amount(said.get("shipping_total")),
        "discount": amount(said.get("discount_total")),
        "coupon": next((text(one.get("code")) for one in rows(said.get("coupon_lines"))), None),
        "currency": text(said.get("currency")),
        "payment_method": text(said.get("payment_method")),
    }
    lines = rows(said.get("line_items"))
    revenue = [worth for worth in (amount(one.get("total")) for one in lines) if worth is not None]
    products = {"revenue": round(sum(revenue), 4), "products": [_product(one) for one in lines]} if lines else {}
    return Draft(name, _customer(said), time, {**given(properties), **products}, id=known_as)


def _product(line: Payload) -> Payload:
    """A line as a product of Segment's spec; `price` is what one piece was sold for, without tax."""
    named = [text(one.get("display_value")) or text(one.get("value")) for one in rows(line.get("meta_data"))]
    hidden = [str(one.get("key")).startswith("_") for one in rows(line.get("meta_data"))]
    variant = [html.unescape(one) for one, private in zip(named, hidden, strict=True) if one and not private]
    return given(
        {
            "product_id": known(line.get("product_id")),
            "sku": text(line.get("sku")),
            "variant_id": known(line.get("variation_id")),
            "name": html.unescape(text(line.get("name")) or "") or None,
            "variant": ", ".join(variant) or None,
            "price": _price(line),
            "quantity": line.get("quantity") if isinstance(line.get("quantity"), int) else None,
            "image_url": text(mapping(line.get("image")).get("src")),
        }
    )


def _price(line: Payload) -> float | None:
    """WooCommerce writes the price of a piece unrounded: 6.633333333333334."""
    said = line.get("price")
    return amount(round(said, 4) if isinstance(said, float) else said)


def _customer(said: Payload) -> Payload:
    """An account of the shop and the contact of this order; a guest has the contact alone."""
    billing = mapping(said.get("billing"))
    traits = {**names(billing), "email": text(billing.get("email")), "phone": text(billing.get("phone"))}
    ids = {"customer_id": known(said.get("customer_id")), "order_id": known(said.get("id"))}
    return who(SHOP, ids, traits)


def _fact(said: Payload, what: str) -> str:
    return stated_id(SHOP, what, text(said.get("id")))
