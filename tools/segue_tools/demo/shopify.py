"""Acts at a Shopify shop as its webhooks tell them, signed as Shopify signs: HMAC-SHA256 over the raw body.

https://shopify.dev/docs/apps/build/webhooks/subscribe/https
"""

import base64
import hashlib
import hmac
import json
import random
from typing import Any

from segue_tools.demo.acts import Act
from segue_tools.demo.clock import Clock
from segue_tools.demo.goods import CURRENCY, Line, worth
from segue_tools.demo.requests import Doors, Request
from segue_tools.demo.shoppers import uuid

DOMAIN = "tarn-and-light.myshopify.com"


def request(act: Act, clock: Clock, doors: Doors) -> Request:
    """The webhook of an act; made again it is the same bytes, as Shopify's own repeats are."""
    body = json.dumps(payload(act, clock, doors.shop), ensure_ascii=False).encode()
    return signed(act.name, body, doors, uuid(random.Random(f"{act.who.email}/{act.minute}/{act.name}")))


def signed(topic: str, body: bytes, doors: Doors, delivery: str) -> Request:
    """A webhook with a good signature."""
    proof = base64.b64encode(hmac.new(doors.shopify_secret.encode(), body, hashlib.sha256).digest()).decode()
    headers = {
        "Content-Type": "application/json",
        "X-Shopify-Topic": topic,
        "X-Shopify-Hmac-Sha256": proof,
        "X-Shopify-Shop-Domain": DOMAIN,
        "X-Shopify-Webhook-Id": delivery,
    }
    return Request(doors.shopify, headers, body)


def payload(act: Act, clock: Clock, shop: str) -> dict[str, Any]:
    """What Shopify would say."""
    moment = clock.text(act.minute)
    lines = [_line(line, shop) for line in act.lines]
    common = {"line_items": lines, "currency": CURRENCY, "created_at": moment, "updated_at": moment}
    total = f"{worth(act.lines) / 100:.2f}"
    match act.name:
        case "carts/create":
            return common | {"id": act.cart, "token": act.cart, "note": None}
        case "checkouts/create":
            link = f"{shop}cart.html?cart={act.cart}"
            ids = {"id": _number(act.cart), "token": f"k{act.cart}", "cart_token": act.cart}
            return common | ids | _buyer(act) | {"total_price": total, "abandoned_checkout_url": link}
    ids = {"id": int(act.order), "name": f"#{act.order[-4:]}", "cart_token": act.cart, "source_name": "web"}
    return common | ids | _buyer(act) | {"total_price": total, "subtotal_price": total, "financial_status": "paid"}


def _buyer(act: Act) -> dict[str, Any]:
    who = act.who
    customer = {"id": who.account, "email": who.email, "first_name": who.first, "last_name": who.last}
    return {"email": who.email} if act.guest else {"email": who.email, "customer": customer}


def _line(line: Line, shop: str) -> dict[str, Any]:
    product, quantity = line
    return {
        "product_id": _number(product.id),
        "variant_id": _number(product.sku),
        "sku": product.sku,
        "title": product.name,
        "vendor": product.brand,
        "quantity": quantity,
        "price": f"{product.cents / 100:.2f}",
        "line_price": f"{product.cents * quantity / 100:.2f}",
        "featured_image": {"url": f"{shop}pictures/{product.id}.svg"},
        "url": f"{shop}product.html?id={product.id}",
    }


def _number(text: str) -> int:
    """The same number for the same text, of the size that Shopify's ids have."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6])
