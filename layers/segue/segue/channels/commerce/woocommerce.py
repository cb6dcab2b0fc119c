"""WooCommerce's webhooks as events of Segment's e-commerce spec, and its products as statements for the catalog.

https://woocommerce.com/document/webhooks/, https://woocommerce.github.io/woocommerce-rest-api-docs/ and WooCommerce's
own class-wc-webhook.php, which says what the documents leave out:
the first ping is a form (`webhook_id=142`) without topic and signature, and the webhook stays off until it is answered
200; the delivery id is a hash of the webhook and the second, so that two orders of one second share it. Ids of
events are therefore made of what a delivery says.
"""

import base64
import re
from collections.abc import Callable, Iterator

import msgspec

from segue.catalog_items import Statement
from segue.channels import trials
from segue.channels.commerce import prices
from segue.channels.commerce import woocommerce_customers as customers
from segue.channels.commerce import woocommerce_orders as orders
from segue.channels.commerce import woocommerce_products as products
from segue.channels.drafts import Draft, event_of, numbered_by, stated_id
from segue.channels.payloads import Payload, payload_of
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.http import Request
from segue.ledger import fingerprint
from segue.signatures import hmac_sha256, signed_base64
from segue.times import Millis, to_text

TOPIC, SIGNATURE = "x-wc-webhook-topic", "x-wc-webhook-signature"
HEADERS = (TOPIC,)
PING = re.compile(rb"webhook_id=\d{1,20}")

TOPICS: dict[str, Callable[[Payload], Iterator[Draft]]] = {
    "order.created": orders.told,
    "order.updated": orders.told,
    "order.restored": orders.told,
    "customer.created": customers.described,
    "customer.updated": customers.described,
    "customer.deleted": customers.deleted,
}
ITEMS: dict[str, Callable[[Payload, Delivery], Statement]] = {
    "product.created": products.described,
    "product.updated": products.described,
    "product.restored": products.described,
    "product.deleted": products.deleted,
}
# Known, and nothing that a customer did. What was once ordered stays known though the shop deletes it.
IGNORED = frozenset(("coupon", "order.deleted"))
check = prices.check


def verify(proof: Proof) -> None:
    """Base64 HMAC-SHA256 of the raw body under the webhook's secret; a ping, which says nothing, needs none.

    Raises Unauthorized.
    """
    request = proof.request
    signed = signed_base64(request.body, request.headers.get(SIGNATURE, ""), proof.secrets)
    if not signed and not PING.fullmatch(request.body):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this body's signature")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one webhook says. Raises Invalid (bad-json, unknown-topic)."""
    topic = delivery.headers.get(TOPIC, "").strip().lower()
    left_out = _left_out(topic, delivery)
    if left_out:
        yield Ignored(delivery, left_out)
        return
    if topic in ITEMS:
        yield ITEMS[topic](payload_of(delivery.body), delivery)
        return
    if topic not in TOPICS:
        raise Invalid("unknown-topic", f"no meaning is known for the topic {topic[:80]!r}")
    said = payload_of(delivery.body)
    if said.get("status") in orders.NOT_YET and topic.startswith("order."):
        yield Ignored(delivery, f"order-{said['status']}")
        return
    for draft in TOPICS[topic](said):
        delivered = stated_id("woocommerce", topic, fingerprint(delivery.body))
        yield event_of(numbered_by(delivery.source, draft), delivered, delivery, "commerce")


def _left_out(topic: str, delivery: Delivery) -> str:
    if PING.fullmatch(delivery.body):
        return "ping"
    resource = topic.partition(".")[0]
    return next((one for one in (topic, resource) if one in IGNORED), "")


def sample(secret: str, now: Millis, url: str) -> Request:
    """A customer was updated, as WooCommerce signs it."""
    first, last = trials.NAME
    said = {"id": 1, "email": trials.EMAIL, "first_name": first, "last_name": last, "date_modified_gmt": to_text(now)}
    body = msgspec.json.encode(said)
    signature = base64.b64encode(hmac_sha256(secret, body)).decode()
    return trials.posted(url, body, {TOPIC: "customer.updated", SIGNATURE: signature})
