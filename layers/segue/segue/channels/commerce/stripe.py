"""Stripe's events as events of Segment's e-commerce spec.

https://docs.stripe.com/webhooks and https://docs.stripe.com/api/events/types
A purchase is one order under one id: its PaymentIntent's, else its invoice's, else that of the object that tells of it.
A checkout that was paid and an invoice that was paid complete it; a charge says only that money came ("Payment
Succeeded"), so that nothing is counted twice. A shop that takes payments without Checkout and Invoices gives its
source `options: {orders: charges}`: then the charge completes the order, a checkout updates it, an invoice is left out.
What happens in test mode (`livemode: false`) is stored with `test: true`: which mode reaches an address is decided in
Stripe, and a trial of the whole way in is worth having.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from segue.channels import trials
from segue.channels.commerce import stripe_customers as customers
from segue.channels.commerce import stripe_orders as orders
from segue.channels.commerce.stripe_names import IGNORED
from segue.channels.drafts import Draft, event_of
from segue.channels.payloads import Payload, mapping, payload_of, text
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.http import Request
from segue.signatures import hmac_sha256, recent, signed_hex
from segue.times import SECOND, Millis

SIGNATURE = "stripe-signature"
HEADERS: tuple[str, ...] = ()
ORDERS = {"orders": ("checkouts", "charges")}

TOPICS: dict[str, Callable[[Payload, Payload], Iterator[Draft]]] = {
    "checkout.session.completed": orders.checkout,
    "checkout.session.async_payment_succeeded": orders.checkout,
    "checkout.session.async_payment_failed": orders.checkout_failed,
    "checkout.session.expired": orders.expired,
    "invoice.paid": orders.invoice,
    "invoice.payment_failed": orders.invoice_failed,
    "charge.succeeded": orders.charged,
    "charge.failed": orders.failed,
    "charge.refunded": orders.refunded,
    "charge.dispute.created": orders.disputed,
    "customer.created": customers.described,
    "customer.updated": customers.described,
    "customer.deleted": customers.deleted,
    "customer.subscription.created": customers.subscription("Subscription Started"),
    "customer.subscription.updated": customers.subscription("Subscription Updated"),
    "customer.subscription.deleted": customers.subscription("Subscription Cancelled"),
    "customer.subscription.paused": customers.subscription("Subscription Paused"),
    "customer.subscription.resumed": customers.subscription("Subscription Resumed"),
    "customer.subscription.trial_will_end": customers.subscription("Subscription Trial Ending"),
}


def check(options: Mapping[str, Any]) -> None:
    """Raises Invalid("bad-source") for anything but `orders: checkouts` (the default) or `orders: charges`."""
    if any(value not in ORDERS.get(name, ()) for name, value in options.items()):
        raise Invalid("bad-source", "the one option of stripe is orders: checkouts or charges")


def verify(proof: Proof) -> None:
    """Hex HMAC-SHA256 over `<t>.<raw body>`, `t` within five minutes of now; while a secret is rolled Stripe signs with
    both (several `v1`). Raises Unauthorized.

    https://docs.stripe.com/webhooks#verify-manually
    """
    pairs = [one.strip().partition("=") for one in proof.request.headers.get(SIGNATURE, "").split(",")]
    moment = next((value for name, _, value in pairs if name == "t"), "")
    body = moment.encode() + b"." + proof.request.body
    signatures = [value for name, _, value in pairs if name == "v1"][:8] or [""]
    if not sum(signed_hex(body, one, proof.secrets) for one in signatures):
        raise Unauthorized("bad-signature", f"no v1 of {SIGNATURE} is this body's signature")
    if not recent(_millis(moment), proof.now):
        raise Unauthorized("stale-signature", "it was signed more than five minutes away from now")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one event says. Raises Invalid (bad-json, unknown-topic)."""
    event = payload_of(delivery.body)
    topic = text(event.get("type")) or ""
    if _left_out(topic):
        yield Ignored(delivery, topic)
        return
    if topic not in TOPICS:
        raise Invalid("unknown-topic", f"no meaning is known for the event type {topic[:80]!r}")
    drafts = list(_drafts(topic, event, delivery))
    for draft in drafts:
        yield event_of(draft, f"stripe-{text(event.get('id'))}", delivery, "commerce")
    if not drafts:
        yield Ignored(delivery, topic)


def _drafts(topic: str, event: Payload, delivery: Delivery) -> Iterator[Draft]:
    by_charges = delivery.options.get("orders") == "charges"
    data = mapping(event.get("data"))
    about = {"created": event.get("created"), "test": event.get("livemode") is False or None, "by_charges": by_charges}
    return TOPICS[topic](mapping(data.get("object")), {**about, "before": mapping(data.get("previous_attributes"))})


def _left_out(topic: str) -> bool:
    """A type, or the family of types that it belongs to; what has a meaning is never left out with its family."""
    pieces = topic.split(".")
    families = {".".join(pieces[:many]) for many in range(1, len(pieces) + 1)}
    return topic not in TOPICS and not IGNORED.isdisjoint(families)


def _millis(seconds: str) -> Millis | None:
    known = seconds.isascii() and seconds.isdecimal() and len(seconds) < 12
    return int(seconds) * SECOND if known else None


def sample(secret: str, now: Millis, url: str) -> Request:
    """A customer was updated, in test mode, as Stripe signs it."""
    seconds = now // SECOND
    customer = {"id": "cus_segue_test", "object": "customer", "email": trials.EMAIL, "name": " ".join(trials.NAME)}
    event = {"id": f"evt_segue_test_{now}", "object": "event", "type": "customer.updated", "created": seconds}
    body = msgspec.json.encode({**event, "livemode": False, "data": {"object": customer}})
    signature = hmac_sha256(secret, f"{seconds}.".encode() + body).hex()
    return trials.posted(url, body, {SIGNATURE: f"t={seconds},v1={signature}"})
