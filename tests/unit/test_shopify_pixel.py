"""Shopify's web pixel events as events of the e-commerce spec."""

from typing import Any

import pytest

from segue.channels.commerce import shopify_pixel
from segue.events import Event
from segue.facets.names import ATTESTATIONS, attestation
from segue.times import from_text
from tests import said

TIME = "2026-11-22T09:15:00.125Z"
VARIANT = {
    "id": "4201",
    "price": {"amount": 199.0, "currencyCode": "EUR"},
    "product": {"id": "42", "title": "Tent", "vendor": "North", "type": "tents", "url": "/products/tent"},
    "image": {"src": "//cdn.example/tent.jpg"},
    "sku": "T-2",
    "title": "Default Title",
}
PRODUCT = {
    "product_id": "42",
    "variant_id": "4201",
    "sku": "T-2",
    "name": "Tent",
    "brand": "North",
    "category": "tents",
    "price": 199.0,
    "image_url": "https://cdn.example/tent.jpg",
    "url": "https://north.example/products/tent",
}
LINE = {"merchandise": VARIANT, "quantity": 2}
CHECKOUT = {
    "token": "k-1",
    "currencyCode": "EUR",
    "email": "kim@shop.example",
    "phone": "",
    "discountApplications": [{"type": "DISCOUNT_CODE", "title": "AUTUMN"}],
    "discountsAmount": {"amount": 5, "currencyCode": "EUR"},
    "lineItems": [{"title": "Tent", "quantity": 2, "variant": VARIANT}],
    "order": {"id": "gid://shopify/Order/900", "customer": {"id": "gid://shopify/Customer/7"}},
    "shippingAddress": {"firstName": "Kim", "lastName": "Berg"},
    "shippingLine": {"price": {"amount": 10.5, "currencyCode": "EUR"}},
    "subtotalPrice": {"amount": 393.0, "currencyCode": "EUR"},
    "totalPrice": {"amount": 403.5, "currencyCode": "EUR"},
    "totalTax": {"amount": 63.55, "currencyCode": "EUR"},
}


def pixel(name: str, data: Any, path: str = "/products/tent") -> dict[str, Any]:
    """An event as a custom pixel posts it."""
    location = {"href": f"https://north.example{path}", "pathname": path, "search": ""}
    document = {"location": location, "title": "Tents", "referrer": "https://search.example/"}
    navigator = {"language": "de-DE", "userAgent": "Mozilla/5.0"}
    about = {"id": "sh-1", "clientId": "visitor-1", "timestamp": TIME, "type": "standard"}
    return {**about, "name": name, "data": data, "context": {"document": document, "navigator": navigator}}


def one(name: str, data: Any, path: str = "/products/tent") -> Event:
    """The one event that it becomes."""
    (event,) = said.events("shopify_pixel", pixel(name, data, path))
    return event


def test_a_product_page_is_a_visitor_s_look_at_a_product():
    event = one("product_viewed", {"productVariant": VARIANT})
    assert (event.event, event.anonymous_id, event.channel) == ("Product Viewed", "visitor-1", "web")
    assert event.properties == {**PRODUCT, "currency": "EUR"}
    assert event.timestamp == event.original_timestamp == from_text(TIME)


def test_a_page_is_a_page_call_with_what_the_browser_tells():
    event = one("page_viewed", {})
    wanted = {"url": "https://north.example/products/tent", "path": "/products/tent", "title": "Tents"}
    assert (event.type, event.event, event.name) == ("page", None, "Tents")
    assert event.properties == {**wanted, "referrer": "https://search.example/"}
    assert (event.context["userAgent"], event.context["locale"]) == ("Mozilla/5.0", "de-DE")


@pytest.mark.parametrize(
    ("name", "data", "called", "wanted"),
    [
        (
            "collection_viewed",
            {"collection": {"productVariants": [VARIANT]}},
            "Product List Viewed",
            1,
        ),
        ("search_submitted", {"searchResult": {"query": "tent", "productVariants": [VARIANT]}}, "Products Searched", 1),
        ("cart_viewed", {"cart": {"id": "c-1", "lines": [LINE]}}, "Cart Viewed", 1),
        ("cart_viewed", {"cart": None}, "Cart Viewed", 0),
        ("checkout_started", {"checkout": CHECKOUT}, "Checkout Started", 1),
    ],
)
def test_what_lists_products_lists_them_as_the_spec_does(name, data, called, wanted):
    event = one(name, data)
    assert (event.event, len(event.properties["products"])) == (called, wanted)
    assert all(PRODUCT.items() <= product.items() for product in event.properties["products"])


@pytest.mark.parametrize(("name", "called"), [("added_to", "Product Added"), ("removed_from", "Product Removed")])
def test_a_change_of_the_cart_is_a_product_with_its_quantity(name, called):
    event = one(f"product_{name}_cart", {"cartLine": LINE})
    assert (event.event, event.properties) == (called, {**PRODUCT, "quantity": 2, "currency": "EUR"})


@pytest.mark.parametrize(
    ("name", "called", "step"),
    [
        ("checkout_contact_info_submitted", "Checkout Step Completed", 1),
        ("checkout_address_info_submitted", "Checkout Step Completed", 2),
        ("checkout_shipping_info_submitted", "Checkout Step Completed", 3),
        ("payment_info_submitted", "Payment Info Entered", 4),
    ],
)
def test_a_checkout_goes_step_by_step_and_tells_who_checks_out(name, called, step):
    event = one(name, {"checkout": CHECKOUT}, "/checkouts/cn/Z2NwLXVz")
    assert (event.event, event.properties["step"], event.properties["cart_id"]) == (called, step, "Z2NwLXVz")
    contact = {("email", "kim@shop.example"), ("anonymous_id", "visitor-1"), ("cart_id", "shopify:Z2NwLXVz")}
    assert said.named(event) == contact


def test_a_completed_checkout_is_the_order_that_the_shop_s_webhooks_tell_of():
    event = one("checkout_completed", {"checkout": CHECKOUT}, "/checkouts/cn/Z2NwLXVz/thank-you")
    money = ("order_id", "total", "revenue", "tax", "shipping", "discount", "coupon", "currency")
    values = ["900", 403.5, 393.0, 63.55, 10.5, 5.0, "AUTUMN", "EUR"]
    assert (event.event, [event.properties[name] for name in money]) == ("Order Completed", values)
    assert said.named(event) == {
        ("order_id", "shopify:900"),
        ("order_id", "900"),
        ("anonymous_id", "visitor-1"),
        ("cart_id", "shopify:Z2NwLXVz"),
    }


@pytest.mark.parametrize("name", [*shopify_pixel.MEANINGS])
def test_a_token_that_stands_in_every_page_vouches_for_nobody(name):
    event = one(name, {"checkout": CHECKOUT, "cartLine": LINE}, "/checkouts/cn/Z2NwLXVz")
    assert ATTESTATIONS[attestation(event)] in ("claimed", "typed")
    assert not {kind for kind, _ in said.named(event)} & {"user_id", "customer_id", "loyalty_id"}


def test_an_event_is_one_however_often_the_browser_sends_it():
    assert one("cart_viewed", {}).message_id == one("cart_viewed", {}).message_id


@pytest.mark.parametrize("name", ["clicked", "input_changed", "alert_displayed"])
def test_what_the_page_s_forms_and_apps_do_is_ignored_by_name(name):
    assert said.ignored("shopify_pixel", pixel(name, {})) == [name]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (pixel("wishlist:added", {}), "unknown-topic"),
        ({}, "unknown-topic"),
        ([], "bad-json"),
        ({**pixel("cart_viewed", {}), "clientId": ""}, "no-identifier"),
    ],
)
def test_what_cannot_be_understood_is_kept_with_its_reason(payload, reason):
    assert said.reasons("shopify_pixel", payload) == [reason]
