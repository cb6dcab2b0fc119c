"""What goes wrong in a day: requests that nobody can understand, and one that does not match its signature."""

import json
from collections.abc import Callable
from dataclasses import replace

from segue_tools.demo import shopify
from segue_tools.demo.clock import Clock, iso
from segue_tools.demo.requests import Doors, Request

Make = Callable[[Clock, Doors, float], Request]


def nameless(_: Clock, doors: Doors, sent: float) -> Request:
    """A good batch with a message in it that names nobody."""
    message = {"type": "track", "event": "Product Viewed", "timestamp": iso(sent), "messageId": f"nameless-{sent:.3f}"}
    return _batch(message, doors, sent)


def unheard_of(_: Clock, doors: Doors, sent: float) -> Request:
    """A message of a type that the spec does not have."""
    return _batch({"type": "whisper", "anonymousId": f"stray-{sent:.3f}", "timestamp": iso(sent)}, doors, sent)


def unknown_topic(_: Clock, doors: Doors, sent: float) -> Request:
    """A webhook, well signed, on a topic that does not exist."""
    return shopify.signed("moons/full", json.dumps({"id": 1, "sent": iso(sent)}).encode(), doors, f"moon-{sent:.3f}")


def forged(_: Clock, doors: Doors, sent: float) -> Request:
    """An order that was changed after it was signed."""
    body = json.dumps({"id": 1, "email": "nobody@shop.example", "total_price": "0.01"}).encode()
    good = shopify.signed("orders/create", body + b" ", doors, f"forged-{sent:.3f}")
    return replace(good, body=body, status=401)


HELD: tuple[Make, ...] = (nameless, unheard_of, unknown_topic)  # each ends in quarantine, with its reason


def _batch(message: dict[str, str], doors: Doors, sent: float) -> Request:
    body = {"batch": [message], "sentAt": iso(sent), "writeKey": doors.write_key}
    return Request(f"{doors.ingest}/v1/batch", {"Content-Type": "application/json"}, json.dumps(body).encode())
