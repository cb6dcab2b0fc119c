"""Shopify's web pixel events, posted by a custom pixel, as events of Segment's e-commerce spec.

https://shopify.dev/docs/api/web-pixels-api/standard-events
A browser can hold no secret: the source's token (`?token=`, or a password of HTTP Basic) is public and only keeps
strangers' noise out, as a write key does. What comes by it is a visitor's word (`UNPROVEN`): it never makes one of two
people who are known, it names no customer of the shop's, and an order it names by its id alone. Whose order it is says
`shopify`, which proves it and whose ids these events share, so that an order is one order however many of the two tell
of it. Shopify runs a pixel only for visitors whose consent covers the pixel's purposes.
`fetch(url, {method: "POST", keepalive: true, body: JSON.stringify(event)})` sends one event.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import structs

from segue.channels import passwords
from segue.channels.commerce import shopify_pixel_lines as lines
from segue.channels.drafts import Draft, event_of, stated_id, who
from segue.channels.payloads import Payload, given, mapping, payload_of, text
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid
from segue.events import UNPROVEN, Event
from segue.ledger import fingerprint

HEADERS: tuple[str, ...] = ()
PAGE = "page_viewed"
CART = re.compile(r"/checkouts/cn/([A-Za-z0-9_-]{8,120})")  # a checkout's address names the cart it was made of

MEANINGS: dict[str, tuple[str, Callable[[Payload], Payload]]] = {
    PAGE: ("", lambda _: {}),
    "product_viewed": ("Product Viewed", lines.viewed),
    "collection_viewed": ("Product List Viewed", lines.collection),
    "search_submitted": ("Products Searched", lines.search),
    "cart_viewed": ("Cart Viewed", lines.cart),
    "product_added_to_cart": ("Product Added", lines.changed),
    "product_removed_from_cart": ("Product Removed", lines.changed),
    "checkout_started": ("Checkout Started", lines.checkout),
    "checkout_contact_info_submitted": ("Checkout Step Completed", lambda said: lines.step(1, "contact", said)),
    "checkout_address_info_submitted": ("Checkout Step Completed", lambda said: lines.step(2, "address", said)),
    "checkout_shipping_info_submitted": ("Checkout Step Completed", lambda said: lines.step(3, "shipping", said)),
    "payment_info_submitted": ("Payment Info Entered", lambda said: lines.step(4, "payment", said)),
    "checkout_completed": ("Order Completed", lines.order),
}
# The first five are of the page's forms and clicks, the others of Shopify's own apps.
_NAMES = """
clicked form_submitted input_blurred input_changed input_focused
advanced_dom_available advanced_dom_changed advanced_dom_clicked advanced_dom_clipboard advanced_dom_form_submitted
advanced_dom_input_blurred advanced_dom_input_changed advanced_dom_input_focused advanced_dom_mouse_moved
advanced_dom_scrolled advanced_dom_selection_changed advanced_dom_window_resized
alert_displayed ui_extension_errored
"""
IGNORED = frozenset(_NAMES.split())


def verify(proof: Proof) -> None:
    """The source's public token. Raises Unauthorized."""
    passwords.check(proof)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one event says. Raises Invalid (bad-json, unknown-topic)."""
    said = payload_of(delivery.body)
    name = text(said.get("name")) or ""
    if name in IGNORED:
        yield Ignored(delivery, name)
    elif name not in MEANINGS:
        raise Invalid("unknown-topic", f"no meaning is known for the pixel's event {name[:80]!r}")
    else:
        yield _event(name, said, delivery)


def _event(name: str, said: Payload, delivery: Delivery) -> Event:
    place, visitor = _page(said), text(said.get("clientId"))
    draft = _draft(name, said, place)
    event = event_of(draft, stated_id("shopify_pixel", _id(said, delivery)), delivery, "web")
    if name == PAGE:
        return structs.replace(event, type="page", event=None, name=place.get("title"), anonymous_id=visitor)
    return structs.replace(event, anonymous_id=visitor)


def _draft(name: str, said: Payload, place: Payload) -> Draft:
    called, meaning = MEANINGS[name]
    properties = place if name == PAGE else lines.linked(meaning(mapping(said.get("data"))), place)
    found = CART.search(str(place.get("path")))
    cart = (found[1] if found else None) or text(properties.get("cart_id"))
    named = _who(said, cart, properties.get("order_id"))
    products = {"products": properties["products"]} if "products" in properties else {}
    return Draft(
        called or PAGE,
        {**named, **_device(said, place), UNPROVEN: True},
        text(said.get("timestamp")),
        {**given({**properties, "cart_id": cart}), **products},
    )


def _id(said: Payload, delivery: Delivery) -> str:
    return text(said.get("id")) or fingerprint(delivery.body)


def _who(said: Payload, cart: str | None, order: str | None) -> Payload:
    """The contact that was typed in while there is no order; then the shop itself says whose order it is."""
    if order:
        return who("shopify", {"order_id": order, "cart_id": cart}, {})
    checkout = mapping(mapping(said.get("data")).get("checkout"))
    shipping = mapping(checkout.get("shippingAddress"))
    traits = {
        "email": text(checkout.get("email")),
        "phone": text(checkout.get("phone")),
        "firstName": text(shipping.get("firstName")),
        "lastName": text(shipping.get("lastName")),
    }
    return who("shopify", {"cart_id": cart}, traits)


def _page(said: Payload) -> Payload:
    document = mapping(mapping(said.get("context")).get("document"))
    location = mapping(document.get("location"))
    return given(
        {
            "url": text(location.get("href")),
            "path": text(location.get("pathname")),
            "search": text(location.get("search")),
            "title": text(document.get("title")),
            "referrer": text(document.get("referrer")),
        }
    )


def _device(said: Payload, place: Payload) -> Payload:
    navigator = mapping(mapping(said.get("context")).get("navigator"))
    return given(
        {"page": place, "userAgent": text(navigator.get("userAgent")), "locale": text(navigator.get("language"))}
    )
