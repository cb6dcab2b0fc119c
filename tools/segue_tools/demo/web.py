"""Acts on the web as the shop's own pages report them: batches of Segment messages from a browser."""

import json
import random
from collections.abc import Sequence
from typing import Any

from segue.version import VERSION
from segue_tools.demo.acts import Act
from segue_tools.demo.clock import Clock, iso
from segue_tools.demo.goods import CURRENCY, worth
from segue_tools.demo.requests import Doors, Request
from segue_tools.demo.shoppers import Device, uuid

LIBRARY = {"name": "segue.js", "version": VERSION}
ONE_PRODUCT = {"Product Viewed", "Product Added"}


def request(acts: Sequence[Act], clock: Clock, doors: Doors, sent: float) -> Request:
    """One batch of a device, sent at a moment; all but `sentAt` is the same whenever it is made again."""
    device = next(act.by for act in acts if act.by)
    batch = [message(act, device, clock, doors.shop) for act in acts]
    body = {"batch": batch, "sentAt": iso(sent + device.skew), "writeKey": doors.write_key}
    headers = {"Content-Type": "text/plain", "User-Agent": device.agent, "Origin": doors.shop.rstrip("/")}
    return Request(f"{doors.ingest}/v1/batch", headers, json.dumps(body, ensure_ascii=False).encode())


def message(act: Act, device: Device, clock: Clock, shop: str) -> dict[str, Any]:
    """One act as a message of Segment's spec."""
    known = dict(act.known)
    return {
        "type": act.kind,
        "messageId": message_id(act),
        "anonymousId": device.id,
        "userId": known.get("user_id"),
        "timestamp": clock.text(act.minute, device.skew),
        "context": {"library": LIBRARY, "userAgent": device.agent, "locale": "en-IE", "page": {"url": shop}},
        **_said(act, shop),
    }


def message_id(act: Act) -> str:
    """The same for the same act."""
    return uuid(random.Random(f"{act.who.email}/{act.minute}/{act.name}/{act.by}"))


def _said(act: Act, shop: str) -> dict[str, Any]:
    if act.kind == "identify":
        return {"traits": {"email": act.who.email, "name": act.who.name, "firstName": act.who.first}}
    if act.kind == "page":
        return {"name": act.name, "properties": {"title": act.name, "url": shop}}
    return {"event": act.name, "properties": _properties(act, shop)}


def _properties(act: Act, shop: str) -> dict[str, Any]:
    if act.name in ONE_PRODUCT:
        product, quantity = act.lines[0]
        return {"cart_id": act.cart, **product.described(shop, quantity)}
    products = [product.described(shop, quantity) for product, quantity in act.lines]
    about = {"cart_id": act.cart, "currency": CURRENCY, "value": worth(act.lines) / 100, "products": products}
    if act.change == "order":
        return about | {"order_id": act.order, "total": about["value"], "email": act.who.email}
    if act.change == "set":
        return about | {"url": _link(act, shop)}
    return {"checkout_id": act.cart}


def _link(act: Act, shop: str) -> str:
    items = ",".join(f"{product.id}:{quantity}" for product, quantity in act.lines)
    return f"{shop}cart.html?cart={act.cart}&items={items}"
