"""Payloads as Shopify sends them, written afresh, and what they become."""

import json
from typing import Any

from segue.channels.commerce import shopify
from segue.deliveries import Delivery, Parsed, understood
from segue.events import Event
from segue.identifiers import identifiers_of
from tests.builders import NOON

MORNING = "2026-11-22T09:00:00+01:00"
LATER = "2026-11-22T10:30:00+01:00"
LINE = {
    "product_id": 42,
    "variant_id": 4201,
    "title": "Tent",
    "variant_title": "Green",
    "sku": "T-2",
    "vendor": "North",
    "quantity": 2,
    "price": "199.00",
    "line_price": "398.00",
    "price_set": {"shop_money": {"amount": "199.00", "currency_code": "EUR"}},
}
CUSTOMER = {"id": 7, "email": "kim@shop.example", "first_name": "Kim", "phone": None}
ORDER = {
    "id": 900,
    "name": "#1001",
    "email": "guest@shop.example",
    "created_at": MORNING,
    "updated_at": LATER,
    "cart_token": "c-1",
    "checkout_id": 500,
    "total_price": "408.50",
    "subtotal_price": "398.00",
    "total_tax": "63.55",
    "total_discounts": "5.00",
    "discount_codes": [{"code": "AUTUMN"}],
    "total_shipping_price_set": {"shop_money": {"amount": "10.50"}},
    "currency": "EUR",
    "financial_status": "paid",
    "line_items": [LINE],
}


def parsed(topic: str, payload: Any, **headers: str) -> Parsed:
    """A webhook, understood."""
    given_headers = {
        "x-shopify-topic": topic,
        "x-shopify-webhook-id": "w-1",
        "x-shopify-shop-domain": "north.myshopify.com",
        **headers,
    }
    delivery = Delivery("shopify", "shopify", json.dumps(payload).encode(), given_headers, NOON)
    return understood(delivery, shopify.incoming)


def events(topic: str, payload: Any, **headers: str) -> list[Event]:
    """The events of a webhook in which all is clear."""
    found = parsed(topic, payload, **headers)
    assert not found.rejected
    return list(found.events)


def named(event: Event) -> dict[str, str]:
    """Identifiers by type."""
    return {one.type: one.value for one in identifiers_of(event)}
