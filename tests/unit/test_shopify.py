"""Shopify's carts, checkouts and orders as events of the e-commerce spec."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.commerce import shopify
from segue.deliveries import Delivery, understood
from segue.times import from_text
from tests.builders import NOON
from tests.shopify_payloads import CUSTOMER, LATER, LINE, MORNING, ORDER, events, named, parsed
from tests.unit.test_segment_api_hostile import VALUES


def test_a_cart_is_a_snapshot_named_by_its_token_with_a_link_that_fills_it_again():
    (event,) = events("carts/update", {"token": "c-1", "line_items": [LINE], "updated_at": LATER})
    assert (event.event, named(event)) == ("Cart Updated", {"cart_id": "shopify:c-1"})
    assert event.timestamp == event.original_timestamp == from_text(LATER)
    said = {name: event.properties[name] for name in ("cart_id", "currency", "value", "url")}
    link = "https://north.myshopify.com/cart/4201:2"
    assert said == {"cart_id": "c-1", "currency": "EUR", "value": 398.0, "url": link}


def test_a_line_is_a_product_of_the_spec():
    (event,) = events("carts/create", {"token": "c-1", "line_items": [LINE]})
    product = {"product_id": "42", "variant_id": "4201", "name": "Tent", "variant": "Green", "sku": "T-2"}
    assert event.properties["products"] == [{**product, "brand": "North", "price": 199.0, "quantity": 2}]


def test_an_emptied_cart_says_that_it_is_empty():
    (event,) = events("carts/update", {"token": "c-1", "line_items": []})
    assert event.properties == {"cart_id": "c-1", "products": []}


def test_a_link_is_made_for_shopify_s_own_domains_alone():
    headers = {"x-shopify-shop-domain": "evil.example/?.myshopify.com"}
    (event,) = events("carts/update", {"token": "c-1", "line_items": [LINE]}, **headers)
    assert "url" not in event.properties


@pytest.mark.parametrize(("topic", "name"), [("create", "Checkout Started"), ("update", "Checkout Updated")])
def test_a_checkout_tells_whose_cart_it_is_and_where_it_goes_on(topic, name):
    link = "https://north.example/checkouts/1/recover"
    said = {"id": 500, "token": "k-1", "cart_token": "c-1", "customer": CUSTOMER, "abandoned_checkout_url": link}
    (event,) = events(f"checkouts/{topic}", {**said, "line_items": [LINE], "currency": "EUR"})
    assert (event.event, event.properties["cart_id"], event.properties["url"]) == (name, "c-1", link)
    wanted = {"customer_id": "shopify:7", "email": "kim@shop.example", "cart_id": "shopify:c-1"}
    assert named(event) == wanted


def test_a_guest_s_order_is_named_by_the_contact():
    (event,) = events("orders/create", ORDER)
    wanted = {"email": "guest@shop.example", "order_id": "shopify:900", "cart_id": "shopify:c-1"}
    assert (event.event, named(event), event.timestamp) == ("Order Completed", wanted, from_text(MORNING))


def test_an_order_s_money_is_in_the_spec_s_names():
    (event,) = events("orders/create", ORDER)
    money = ("total", "revenue", "tax", "shipping", "discount", "coupon", "currency")
    assert [event.properties[name] for name in money] == [408.5, 398.0, 63.55, 10.5, 5.0, "AUTUMN", "EUR"]


def test_an_order_is_placed_once_whichever_topic_tells_of_it():
    (created,) = events("orders/create", ORDER)
    paid = events("orders/paid", ORDER, **{"x-shopify-webhook-id": "w-2"})
    assert [event.event for event in paid] == ["Order Completed", "Order Updated"]
    assert (paid[0].message_id, paid[0].original_timestamp) == (created.message_id, created.original_timestamp)


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("orders/updated", "Order Updated"),
        ("orders/fulfilled", "Order Updated"),
        ("orders/cancelled", "Order Cancelled"),
    ],
)
def test_what_happens_to_an_order_later_has_its_own_name(topic, name):
    (event,) = events(topic, ORDER)
    assert (event.event, event.properties["order_id"], event.timestamp) == (name, "900", from_text(LATER))


def test_what_is_bought_at_a_till_is_bought_in_a_store():
    assert events("orders/create", {**ORDER, "source_name": "pos"})[0].channel == "store"


def test_a_refund_counts_what_was_paid_back():
    paid_back = [{"kind": "refund", "amount": "20.00", "currency": "EUR"}, {"kind": "void", "amount": "5.00"}]
    (event,) = events("refunds/create", {"id": 1, "order_id": 900, "transactions": paid_back, "created_at": LATER})
    said = {"order_id": "900", "refund_id": "1", "total": 20.0, "currency": "EUR", "products": []}
    assert (event.event, event.properties, named(event)) == ("Order Refunded", said, {"order_id": "shopify:900"})


def test_a_refund_without_payments_counts_its_lines():
    line = {"line_item": LINE, "quantity": 1, "subtotal": 199, "total_tax": "31.77"}
    (event,) = events("refunds/create", {"id": 1, "order_id": 900, "refund_line_items": [line]})
    assert (event.properties["total"], event.properties["products"][0]["quantity"]) == (230.77, 1)


def test_a_fulfilment_tells_where_the_parcel_is():
    said = {"id": 3, "order_id": 900, "email": "kim@shop.example", "tracking_number": "1Z", "line_items": [LINE]}
    (event,) = events("fulfillments/create", said)
    assert (event.event, event.properties["tracking_number"]) == ("Order Fulfilled", "1Z")


@pytest.mark.parametrize("topic", ["inventory_levels/update", "app/uninstalled", "shop/redact", "checkouts/delete"])
def test_what_no_customer_did_is_ignored_by_name(topic):
    assert events(topic, {"id": 1}) == []


def test_a_redelivery_has_the_same_ids_with_and_without_the_header():
    for webhook in ("w-1", ""):
        ids = [events("carts/update", {"token": "c", "id": 1}, **{"x-shopify-webhook-id": webhook}) for _ in "12"]
        assert ids[0][0].message_id == ids[1][0].message_id


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        ("orders/teleported", {}, "unknown-topic"),
        ("", {}, "unknown-topic"),
        ("orders/create", [], "bad-json"),
        ("carts/update", {"line_items": [LINE]}, "no-identifier"),
    ],
)
def test_what_cannot_be_understood_is_kept_with_its_reason(topic, payload, reason):
    assert [one.reason for one in parsed(topic, payload).rejected] == [reason]


PARTS = dict.fromkeys((*ORDER, *CUSTOMER, "customer", "customer_id", "transactions", "token", "order_id"), VALUES)


@given(st.sampled_from(list(shopify.TOPICS)), st.fixed_dictionaries({}, optional=PARTS))
def test_no_payload_is_lost(topic, payload):
    delivery = Delivery("shopify", "shopify", json.dumps(payload).encode(), {"x-shopify-topic": topic}, NOON)
    found = understood(delivery, shopify.incoming)
    assert "not-understood" not in [one.reason for one in found.rejected]
