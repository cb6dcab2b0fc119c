"""WooCommerce's webhooks as events of the e-commerce spec."""

from typing import Any

import pytest

from segue.channels.commerce import woocommerce
from segue.errors import Unauthorized
from segue.events import Event
from segue.http import Request
from segue.times import from_text
from tests import said
from tests.provider_samples import proof

CREATED, PAID, DONE = "2026-11-22T08:00:00", "2026-11-22T09:00:00", "2026-11-22T10:00:00"
BILLING = {"first_name": "Kim", "last_name": "Berg", "email": "kim@shop.example", "phone": "+49 30 1234567"}
BILLING |= {"address_1": "Hauptstr. 1", "address_2": "Hof", "postcode": "10115", "city": "Berlin", "country": "DE"}
TENT = {
    "name": "Tent &ndash; Green",
    "product_id": 93,
    "variation_id": 0,
    "quantity": 3,
    "total": "59.70",
    "sku": "T-2",
    "price": 19.900000000000002,
    "meta_data": [{"key": "colour", "display_value": "Green"}, {"key": "_reduced_stock", "value": "3"}],
}
ORDER = {
    "id": 727,
    "number": "R-727",
    "status": "processing",
    "currency": "EUR",
    "date_created": "2026-11-22T09:00:00",
    "date_created_gmt": CREATED,
    "date_modified_gmt": PAID,
    "discount_total": "5.00",
    "shipping_total": "4.90",
    "total": "76.87",
    "total_tax": "12.27",
    "customer_id": 25,
    "billing": BILLING,
    "line_items": [TENT],
    "coupon_lines": [{"code": "autumn"}],
    "refunds": [],
}


def told(topic: str, payload: Any) -> list[Event]:
    """The events of a webhook in which all is clear."""
    return said.events("woocommerce", payload, {"x-wc-webhook-topic": topic})


def test_an_order_is_placed_once_and_has_a_newest_state():
    created, updated = told("order.created", ORDER), told("order.updated", {**ORDER, "status": "packed"})
    assert [one.event for one in created] == [one.event for one in updated] == ["Order Completed", "Order Updated"]
    assert (created[0].message_id, created[0].timestamp) == (updated[0].message_id, from_text(CREATED))
    assert (created[1].message_id != updated[1].message_id, created[1].timestamp) == (True, from_text(PAID))


def test_an_order_s_money_is_in_the_spec_s_names():
    money = ("total", "revenue", "tax", "shipping", "discount", "coupon", "currency", "order_name")
    event = told("order.created", ORDER)[0]
    assert [event.properties[name] for name in money] == [76.87, 59.7, 12.27, 4.9, 5.0, "autumn", "EUR", "R-727"]


def test_a_line_is_a_product_of_the_spec_at_the_price_of_a_piece():
    product = {
        "product_id": "93",
        "sku": "T-2",
        "name": "Tent – Green",
        "variant": "Green",
        "price": 19.9,
        "quantity": 3,
    }
    assert told("order.created", ORDER)[0].properties["products"] == [product]


def test_an_order_names_the_account_and_the_contact_and_a_guest_only_the_contact():
    contact = {("email", "kim@shop.example"), ("phone", "+49301234567")}
    order = {("order_id", "woocommerce:727")}
    account = {("customer_id", "woocommerce:25")}
    assert said.named(told("order.created", ORDER)[0]) == contact | order | account
    assert said.named(told("order.created", {**ORDER, "customer_id": 0})[0]) == contact | order


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("pending", ["Order Pending"]),
        ("failed", ["Payment Failed"]),
        ("cancelled", ["Order Cancelled"]),
        ("on-hold", ["Order Completed", "Order Updated"]),
        ("completed", ["Order Completed", "Order Updated", "Order Fulfilled"]),
        ("refunded", ["Order Completed", "Order Updated", "Order Refunded"]),
        ("packed", ["Order Completed", "Order Updated"]),
    ],
)
def test_the_status_tells_what_happened(status, names):
    assert [one.event for one in told("order.updated", {**ORDER, "status": status})] == names


def test_an_unpaid_order_has_the_address_that_pays_it():
    link = "https://shop.example/pay/727"
    (event,) = told("order.created", {**ORDER, "status": "pending", "payment_url": link})
    assert (event.properties["url"], event.properties["order_id"]) == (link, "woocommerce:727")


def test_an_order_is_fulfilled_when_the_shop_says_so_however_often_it_changes_later():
    done = {**ORDER, "status": "completed", "date_completed_gmt": DONE}
    later = told("order.updated", {**done, "date_modified_gmt": "2026-11-23T10:00:00"})[2]
    assert (later.event, later.timestamp) == ("Order Fulfilled", from_text(DONE))
    assert told("order.updated", done)[2].message_id == later.message_id


def test_each_refund_is_one_fact_in_whichever_webhook_it_is_listed():
    refunds = [{"id": 9, "reason": "torn", "total": "-19.90"}, {"id": 10, "reason": "", "total": "-5.00"}]
    first = told("order.updated", {**ORDER, "refunds": refunds[:1]})[2:]
    both = told("order.updated", {**ORDER, "refunds": refunds, "date_modified_gmt": DONE})[2:]
    wanted = {"order_id": "woocommerce:727", "refund_id": "9", "total": 19.9, "currency": "EUR", "reason": "torn"}
    assert (first[0].properties, [one.properties["total"] for one in both]) == (wanted, [19.9, 5.0])
    assert (first[0].message_id, first[0].original_timestamp) == (both[0].message_id, both[0].original_timestamp)


def test_an_account_is_a_customer_with_traits():
    account = {"id": 25, "email": "kim@shop.example", "date_created_gmt": CREATED, "billing": BILLING}
    (event,) = told("customer.created", account)
    contact = {("email", "kim@shop.example"), ("phone", "+49301234567")}
    assert said.named(event) == {*contact, ("customer_id", "woocommerce:25")}
    assert (event.type, event.traits["lastName"], event.traits["createdAt"]) == ("identify", "Berg", f"{CREATED}Z")
    place = {"street": "Hauptstr. 1 Hof", "postalCode": "10115", "city": "Berlin", "country": "DE"}
    assert event.traits["address"] == place


def test_a_deleted_account_is_known_by_its_id_alone():
    (event,) = told("customer.deleted", {"id": 25})
    assert (event.event, said.named(event)) == ("Customer Deleted", {("customer_id", "woocommerce:25")})


@pytest.mark.parametrize(
    ("topic", "payload", "name"),
    [
        ("coupon.updated", {"id": 1}, "coupon"),
        ("coupon.created", {"id": 1}, "coupon"),
        ("order.deleted", {"id": 727}, "order.deleted"),
        ("order.updated", {**ORDER, "status": "checkout-draft"}, "order-checkout-draft"),
        ("", b"webhook_id=142", "ping"),
    ],
)
def test_what_says_nothing_of_a_customer_is_ignored_by_name(topic, payload, name):
    assert said.ignored("woocommerce", payload, {"x-wc-webhook-topic": topic}) == [name]


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        ("action.woocommerce_add_to_cart", {}, "unknown-topic"),
        ("", {}, "unknown-topic"),
        ("order.created", [], "bad-json"),
        ("customer.created", {"id": 0}, "no-identifier"),
    ],
)
def test_what_cannot_be_understood_is_kept_with_its_reason(topic, payload, reason):
    assert said.reasons("woocommerce", payload, {"x-wc-webhook-topic": topic}) == [reason]


def test_a_ping_is_not_signed_and_nothing_else_goes_without():
    woocommerce.verify(proof(Request("POST", "/webhooks/woo", {}, {}, b"webhook_id=142"), ["s"]))
    for body in (b"webhook_id=142&id=1", b"webhook_id=", b"webhook_id=142\n", b'{"webhook_id": 142}', b""):
        with pytest.raises(Unauthorized):
            woocommerce.verify(proof(Request("POST", "/webhooks/woo", {}, {}, body), ["s"]))
