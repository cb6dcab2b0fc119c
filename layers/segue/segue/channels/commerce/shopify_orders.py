"""Shopify's carts, checkouts, orders, refunds and fulfilments."""

import re
from collections.abc import Iterator
from typing import Any

from segue.channels.commerce.drafts import Draft, stated_id, who
from segue.channels.commerce.shopify_customers import names
from segue.channels.payloads import Payload, amount, given, mapping, rows, text

SHOP = "shopify"
SHOP_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,80}\.myshopify\.com")
CHANNELS = {"pos": "store"}


def cart(said: Payload, domain: str) -> Iterator[Draft]:
    """The cart as it is now; an empty one is a snapshot too."""
    lines = rows(said.get("line_items"))
    token = text(said.get("token")) or text(said.get("id"))
    properties = {
        "cart_id": token,
        "currency": _currency(said, lines),
        "value": _sum(one.get("line_price") for one in lines),
        "url": _cart_link(lines, domain),
    }
    yield Draft("Cart Updated", _customer(said, {"cart_id": token}), _changed(said), _with_products(properties, lines))


def checkout_started(said: Payload, _domain: str) -> Iterator[Draft]:
    """A checkout has been opened."""
    yield _checkout("Checkout Started", said, text(said.get("created_at")))


def checkout_updated(said: Payload, _domain: str) -> Iterator[Draft]:
    """A checkout as it is now; `completed_at` once it has become an order."""
    yield _checkout("Checkout Updated", said, _changed(said))


def placed(said: Payload, _domain: str) -> Iterator[Draft]:
    """The order is one fact, whichever topic tells of it first: both give it the same id and time."""
    yield _order("Order Completed", said, _created(said), stated_id(SHOP, "placed", text(said.get("id"))))


def paid(said: Payload, domain: str) -> Iterator[Draft]:
    """Placed, if that was not known yet, and its newest state."""
    yield from placed(said, domain)
    yield from updated(said, domain)


def updated(said: Payload, _domain: str) -> Iterator[Draft]:
    """The order as it is now."""
    yield _order("Order Updated", said, _changed(said))


def cancelled(said: Payload, _domain: str) -> Iterator[Draft]:
    """The order will not be delivered."""
    yield _order("Order Cancelled", said, text(said.get("cancelled_at")) or _changed(said))


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
    yield Draft("Order Refunded", who(SHOP, {"order_id": order}, {}), time, _with_products(properties, items))


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
    yield Draft("Order Fulfilled", named, _changed(said), _with_products(properties, rows(said.get("line_items"))))


def _checkout(name: str, said: Payload, time: str | None) -> Draft:
    token = text(said.get("cart_token")) or text(said.get("token"))
    properties = {
        "checkout_id": text(said.get("id")),
        "cart_id": token,
        "url": text(said.get("abandoned_checkout_url")),
        "value": amount(said.get("total_price")),
        "completed_at": text(said.get("completed_at")),
        **_money(said),
    }
    return Draft(
        name,
        _customer(said, {"cart_id": token}),
        time,
        _with_products(properties, rows(said.get("line_items"))),
        channel=_channel(said),
    )


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
        **_money(said),
    }
    named = _customer(said, {"order_id": order, "cart_id": token})
    products = _with_products(properties, rows(said.get("line_items")))
    return Draft(name, named, time, products, id=known_as, channel=_channel(said))


def _customer(said: Payload, ids: Payload) -> Payload:
    """The contact that was given for this purchase first, then what the shop knows of the customer."""
    customer = mapping(said.get("customer"))
    traits = {
        **names(customer),
        "email": text(said.get("email")) or text(said.get("contact_email")) or text(customer.get("email")),
        "phone": text(said.get("phone")) or text(customer.get("phone")),
    }
    return who(SHOP, {"customer_id": customer.get("id") or said.get("customer_id"), **ids}, traits)


def _money(said: Payload) -> Payload:
    codes = rows(said.get("discount_codes"))
    shipping = mapping(mapping(said.get("total_shipping_price_set")).get("shop_money")).get("amount")
    return {
        "tax": amount(said.get("total_tax")),
        "shipping": amount(shipping),
        "discount": amount(said.get("total_discounts")),
        "coupon": text(codes[0].get("code")) if codes else None,
        "currency": text(said.get("currency")),
    }


def _with_products(properties: Payload, lines: list[Payload]) -> Payload:
    """`products` stays when it is empty: an emptied cart says so."""
    return {**given(properties), "products": [product(one) for one in lines]}


def product(line: Payload) -> Payload:
    """A line as a product of Segment's spec."""
    picture = mapping(line.get("featured_image")).get("url") or line.get("image_url") or line.get("image")
    return given(
        {
            "product_id": text(line.get("product_id")),
            "sku": text(line.get("sku")),
            "variant_id": text(line.get("variant_id")),
            "name": text(line.get("title")) or text(line.get("name")),
            "variant": text(line.get("variant_title")),
            "brand": text(line.get("vendor")),
            "category": text(line.get("product_type")),
            "price": amount(line.get("price")),
            "quantity": line.get("quantity") if isinstance(line.get("quantity"), int) else None,
            "image_url": text(picture),
            "url": text(line.get("url")),
        }
    )


def _refund_total(said: Payload, lines: list[Payload]) -> float | None:
    """What was paid back; where no payment is listed, what the refunded lines were worth."""
    paid_back = [one for one in rows(said.get("transactions")) if one.get("kind") == "refund"]
    worth = [value for one in lines for value in (one.get("subtotal"), one.get("total_tax"))]
    return _sum(one.get("amount") for one in paid_back) if paid_back else _sum(worth)


def _refund_currency(said: Payload, lines: list[Payload]) -> str | None:
    paid_back = [text(one.get("currency")) for one in rows(said.get("transactions"))]
    sets = [mapping(one.get("subtotal_set")) for one in lines]
    named = [text(mapping(one.get("shop_money")).get("currency_code")) for one in sets]
    return next((code for code in (*paid_back, *named) if code), None)


def _currency(said: Payload, lines: list[Payload]) -> str | None:
    sets = [mapping(mapping(one.get("price_set")).get("shop_money")) for one in lines]
    return text(said.get("currency")) or next((text(one.get("currency_code")) for one in sets), None)


def _sum(values: Any) -> float | None:
    numbers = [number for number in map(amount, values) if number is not None]
    return round(sum(numbers), 4) if numbers else None


def _cart_link(lines: list[Payload], domain: str) -> str | None:
    """A cart permalink, which fills the cart again on any device.

    https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
    """
    pieces = [f"{text(one.get('variant_id'))}:{one.get('quantity')}" for one in lines if _countable(one)]
    return f"https://{domain}/cart/{','.join(pieces)}" if pieces and SHOP_DOMAIN.fullmatch(domain) else None


def _countable(line: Payload) -> bool:
    return text(line.get("variant_id")) is not None and isinstance(line.get("quantity"), int)


def _channel(said: Payload) -> str:
    return CHANNELS.get(str(said.get("source_name")), "commerce")


def _created(said: Payload) -> str | None:
    return text(said.get("created_at")) or text(said.get("processed_at"))


def _changed(said: Payload) -> str | None:
    return text(said.get("updated_at")) or _created(said)
