"""Shopify's webhooks as events of Segment's e-commerce spec, and its products as statements for the catalog.

https://shopify.dev/docs/apps/build/webhooks and https://segment.com/docs/connections/spec/ecommerce/v2/
Ids in properties are the shop's own, so that a storefront's events and the webhooks mean the same cart and order;
identifiers carry the prefix `shopify:`.
"""

import base64
from collections.abc import Callable, Iterator

import msgspec

from segue.catalog_items import Statement
from segue.channels import trials
from segue.channels.commerce import prices
from segue.channels.commerce import shopify_carts as carts
from segue.channels.commerce import shopify_customers as customers
from segue.channels.commerce import shopify_orders as orders
from segue.channels.commerce import shopify_products as products
from segue.channels.drafts import Draft, event_of
from segue.channels.payloads import Payload, payload_of
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.http import Request
from segue.signatures import hmac_sha256, signed_base64
from segue.times import Millis, to_text

TOPIC, SIGNATURE, DOMAIN = "x-shopify-topic", "x-shopify-hmac-sha256", "x-shopify-shop-domain"
WEBHOOK = "x-shopify-webhook-id"
HEADERS = (TOPIC, DOMAIN, WEBHOOK, products.TRIGGERED)

TOPICS: dict[str, Callable[[Payload, str], Iterator[Draft]]] = {
    "carts/create": carts.cart,
    "carts/update": carts.cart,
    "checkouts/create": carts.checkout_started,
    "checkouts/update": carts.checkout_updated,
    "orders/create": orders.placed,
    "orders/paid": orders.paid,
    "orders/updated": orders.updated,
    "orders/fulfilled": orders.updated,
    "orders/partially_fulfilled": orders.updated,
    "orders/cancelled": orders.cancelled,
    "refunds/create": orders.refunded,
    "fulfillments/create": orders.fulfilled,
    "fulfillments/update": orders.fulfilled,
    "customers/create": customers.described,
    "customers/update": customers.described,
    "customers/enable": customers.described,
    "customers/disable": customers.described,
    "customers/delete": customers.deleted,
    "customers_email_marketing_consent/update": customers.answered,
    "customers_marketing_consent/update": customers.answered,
    "customers/redact": customers.erasure_requested,
    "customers/data_request": customers.export_requested,
}
ITEMS: dict[str, Callable[[Payload, Delivery], Statement]] = {
    "products/create": products.described,
    "products/update": products.described,
    "products/delete": products.deleted,
}
# Known, and nothing that a customer did: answered, not stored. Whole topics are those that have a slash:
# checkouts/delete names a checkout and nobody; after orders/edited comes orders/updated with the whole order;
# what was once ordered stays known though the shop deletes it. inventory_levels name an inventory item and a place, not
# the product: whenever what can be bought changes, products/update comes with it and says the sum of all places.
_NAMES = """
app app_purchases_one_time app_subscriptions bulk_operations collection_listings collection_publications collections
companies company_contacts company_locations customer_groups customer_payment_methods delivery_profiles discounts
disputes domains draft_orders fulfillment_events fulfillment_holds fulfillment_orders inventory_items inventory_levels
inventory_shipments inventory_transfers locales locations markets metafield_definitions metaobjects order_transactions
payment_schedules payment_terms product_feeds product_listings product_publications profiles publications
returns scheduled_product_listings segments selling_plan_groups shop subscription_billing_attempts
subscription_billing_cycles subscription_contracts tax_partners tender_transactions themes variants
checkouts/delete orders/edited orders/delete orders/risk_assessment_changed
orders/shopify_protect_eligibility_changed customers/merge customers/purchasing_summary
customer.tags_added customer.tags_removed
"""
IGNORED = frozenset(_NAMES.split())
check = prices.check


def verify(proof: Proof) -> None:
    """Base64 HMAC-SHA256 of the raw body under the app's client secret. Raises Unauthorized."""
    if not signed_base64(proof.request.body, proof.request.headers.get(SIGNATURE, ""), proof.secrets):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this body's signature")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one webhook says. Raises Invalid (bad-json, unknown-topic)."""
    topic = delivery.headers.get(TOPIC, "").strip().lower()
    if topic in IGNORED or topic.partition("/")[0] in IGNORED:
        yield Ignored(delivery, topic)
        return
    if topic in ITEMS:
        yield ITEMS[topic](payload_of(delivery.body), delivery)
        return
    if topic not in TOPICS:
        raise Invalid("unknown-topic", f"no meaning is known for the topic {topic[:80]!r}")
    payload = payload_of(delivery.body)
    webhook = delivery.headers.get(WEBHOOK) or f"{topic}-{payload.get('id')}-{payload.get('updated_at')}"
    for draft in TOPICS[topic](payload, delivery.headers.get(DOMAIN, "")):
        yield event_of(draft, f"shopify-{webhook}", delivery, "commerce")


def sample(secret: str, now: Millis, url: str) -> Request:
    """A customer was updated, as Shopify signs it."""
    first, last = trials.NAME
    said = {"id": 1, "email": trials.EMAIL, "first_name": first, "last_name": last, "updated_at": to_text(now)}
    body = msgspec.json.encode(said)
    signature = base64.b64encode(hmac_sha256(secret, body)).decode()
    headers = {TOPIC: "customers/update", WEBHOOK: f"segue-test-{now}", DOMAIN: "connection-test.invalid"}
    return trials.posted(url, body, {**headers, SIGNATURE: signature})
