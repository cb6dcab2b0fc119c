"""Square's webhooks: what was paid, booked and earned at its tills and in its shops.

https://developer.squareup.com/docs/webhooks/overview and https://developer.squareup.com/reference/square/webhooks
`order.*` carries ids and a state and no money, no lines and no customer: it can say that an order was cancelled, and
`order.fulfillment.updated` that it was handed over. A purchase is a completed payment, under the id of its order;
where one order is paid in parts each payment tells of its own part, and the newest one counts. Square makes
an order of its own for every refund, so that a refund's `order_id` is not the purchase's: what was paid back is told by
the payment, which adds it up (`refunded_money`).
"""

import base64
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from segue.channels import trials
from segue.channels.drafts import Draft, event_of
from segue.channels.payloads import Payload, mapping, payload_of, text
from segue.channels.proofs import Proof
from segue.channels.store import square_customers as customers
from segue.channels.store import square_payments as payments
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.http import Request
from segue.signatures import hmac_sha256, signed_base64
from segue.times import Millis, to_text

SIGNATURE = "x-square-hmacsha256-signature"
HEADERS: tuple[str, ...] = ()

TOPICS: dict[str, Callable[[Payload, Any], Iterator[Draft]]] = {
    "payment.created": payments.paid,
    "payment.updated": payments.paid,
    "order.updated": payments.ordered,
    "order.fulfillment.updated": payments.fulfilled,
    "invoice.scheduled_charge_failed": payments.not_collected,
    "booking.created": customers.booked("Booking Created"),
    "booking.updated": customers.booked("Booking Updated"),
    "customer.created": customers.described,
    "customer.updated": customers.described,
    "customer.deleted": customers.deleted,
    "loyalty.account.created": customers.card,
    "loyalty.account.updated": customers.card,
    "loyalty.event.created": customers.points,
}
_NAMES = """
bank_account booking.custom_attribute booking.custom_attribute_definition card cash_drawer catalog checkout
customer.custom_attribute customer.custom_attribute_definition device dispute gift_card inventory invoice job labor
location loyalty.account.deleted loyalty.program loyalty.promotion merchant oauth online_checkout order.created
order.custom_attribute order.custom_attribute_definition payout refund subscription team_member terminal transfer_order
vendor webhooks
"""
IGNORED = frozenset(_NAMES.split())


def verify(proof: Proof) -> None:
    """Base64 HMAC-SHA256 under the subscription's signature key over the notification URL, as Square was told it, and
    the raw body. Raises Unauthorized.

    https://developer.squareup.com/docs/webhooks/step3validate
    """
    body = proof.url.encode() + proof.request.body
    if not signed_base64(body, proof.request.headers.get(SIGNATURE, ""), proof.secrets):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not the signature of this address and body")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one event says. Raises Invalid (bad-json, unknown-topic)."""
    event = payload_of(delivery.body)
    topic = text(event.get("type")) or ""
    if topic not in TOPICS:
        yield _left_out(topic, delivery)
        return
    data = mapping(event.get("data"))
    held = {name: one for name, one in mapping(data.get("object")).items() if name != "event_context"}
    said = next((one for one in held.values() if isinstance(one, dict)), {})
    drafts = list(TOPICS[topic](said, _context(data)))
    for draft in drafts:
        yield event_of(draft, f"square-{text(event.get('event_id'))}", delivery, "store")
    if not drafts:
        yield Ignored(delivery, f"{topic}-{str(_state(said)).lower()}")


def _left_out(topic: str, delivery: Delivery) -> Ignored:
    pieces = topic.split(".")
    families = {".".join(pieces[:many]) for many in range(1, len(pieces) + 1)}
    if IGNORED.isdisjoint(families):
        raise Invalid("unknown-topic", f"no meaning is known for the event type {topic[:80]!r}")
    return Ignored(delivery, topic)


def _context(data: Payload) -> Payload:
    """Of a merge: Square tells of the one customer that is made and of those that it is made of."""
    held = mapping(data.get("object"))
    return mapping(mapping(held.get("event_context") or data.get("event_context")).get("merge"))


def _state(said: Payload) -> str:
    return text(said.get("status")) or text(said.get("state")) or text(said.get("type")) or "of-nothing"


def sample(secret: str, now: Millis, url: str) -> Request:
    """A customer was updated, as Square signs it."""
    first, last = trials.NAME
    named = {"given_name": first, "family_name": last, "email_address": trials.EMAIL, "updated_at": to_text(now)}
    thing = {"type": "customer", "id": "SEGUE_TEST", "object": {"customer": {"id": "SEGUE_TEST", **named}}}
    said = {"type": "customer.updated", "event_id": f"segue-test-{now}", "created_at": to_text(now), "data": thing}
    body = msgspec.json.encode(said)
    signature = base64.b64encode(hmac_sha256(secret, url.encode() + body)).decode()
    return trials.posted(url, body, {SIGNATURE: signature})
