"""Shopify's orders, refunds and fulfilments."""

from collections.abc import Iterator

from segue.channels.commerce.shopify_customers import SHOP
from segue.channels.commerce.shopify_lines import changed, channel, created, customer, money, total, with_products
from segue.channels.drafts import Draft, stated_id, who
from segue.channels.payloads import Payload, amount, mapping, rows, text


def placed(said: Payload, _domain: str) -> Iterator[Draft]:
    """The order is one fact, whichever topic tells of it first: both give it the same id and time."""
    yield _order("Order Completed", said, created(said), stated_id(SHOP, "placed", text(said.get("id"))))


def paid(said: Payload, domain: str) -> Iterator[Draft]:
    """Placed, if that was not known yet, and its newest state."""
    yield from placed(said, domain)
    yield from updated(said, domain)


def updated(said: Payload, _domain: str) -> Iterator[Draft]:
    """The order as it is now."""
    yield _order("Order Updated", said, changed(said))


def cancelled(said: Payload, _domain: str) -> Iterator[Draft]:
    """The order will not be delivered."""
    yield _order("Order Cancelled", said, text(said.get("cancelled_at")) or changed(said))


def refunded(said: Payload, _domain: str) -> Iterator[Draft]:
    """Money went back; it names the order, not the customer."""
    lines = rows(said.get("refund_line_items"))
    items = [{**mapping(one.get("line_item")), "quantity": one.get("quantity")} for one in lines]
    order = text(said.get("order_id"))
    properties = {
        "order_id": order,
        "refund_id": text(said.get("id")),
        "total": _refund_total(said, lines),
        "currency": _refund_currency(said, lines),
        "reason": text(said.get("note")),
    }
    time = text(said.get("processed_at")) or text(said.get("created_at"))
    yield Draft("Order Refunded", who(SHOP, {"order_id": order}, {}), time, with_products(properties, items))


def fulfilled(said: Payload, _domain: str) -> Iterator[Draft]:
    """Something of an order is on its way."""
    order = text(said.get("order_id"))
    properties = {
        "order_id": order,
        "fulfillment_id": text(said.get("id")),
        "status": text(said.get("status")),
        "shipment_status": text(said.get("shipment_status")),
        "tracking_company": text(said.get("tracking_company")),
        "tracking_number": text(said.get("tracking_number")),
        "tracking_url": text(said.get("tracking_url")),
    }
    named = who(SHOP, {"order_id": order}, {"email": text(said.get("email"))})
    yield Draft("Order Fulfilled", named, changed(said), with_products(properties, rows(said.get("line_items"))))


def _order(name: str, said: Payload, time: str | None, known_as: str = "") -> Draft:
    order = text(said.get("id"))
    token = text(said.get("cart_token")) or text(said.get("checkout_token"))
    properties = {
        "order_id": order,
        "order_name": text(said.get("name")),
        "checkout_id": text(said.get("checkout_id")),
        "cart_id": token,
        "url": text(said.get("order_status_url")),
        "total": amount(said.get("total_price")),
        "revenue": amount(said.get("subtotal_price")),
        "financial_status": text(said.get("financial_status")),
        "fulfillment_status": text(said.get("fulfillment_status")),
        "cancel_reason": text(said.get("cancel_reason")),
        "test": True if said.get("test") is True else None,
        **money(said),
    }
    named = customer(said, {"order_id": order, "cart_id": token})
    products = with_products(properties, rows(said.get("line_items")))
    return Draft(name, named, time, products, id=known_as, channel=channel(said))


def _refund_total(said: Payload, lines: list[Payload]) -> float | None:
    """What was paid back; where no payment is listed, what the refunded lines were worth."""
    paid_back = [one for one in rows(said.get("transactions")) if one.get("kind") == "refund"]
    worth = [value for one in lines for value in (one.get("subtotal"), one.get("total_tax"))]
    return total(one.get("amount") for one in paid_back) if paid_back else total(worth)


def _refund_currency(said: Payload, lines: list[Payload]) -> str | None:
    paid_back = [text(one.get("currency")) for one in rows(said.get("transactions"))]
    sets = [mapping(one.get("subtotal_set")) for one in lines]
    named = [text(mapping(one.get("shop_money")).get("currency_code")) for one in sets]
    return next((code for code in (*paid_back, *named) if code), None)
