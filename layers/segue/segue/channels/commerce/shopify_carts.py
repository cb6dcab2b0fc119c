"""Shopify's carts and checkouts."""

import re
from collections.abc import Iterator

from segue.channels.commerce.shopify_lines import changed, channel, customer, money, total, with_products
from segue.channels.drafts import Draft
from segue.channels.payloads import Payload, amount, mapping, rows, text

SHOP_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,80}\.myshopify\.com")


def cart(said: Payload, domain: str) -> Iterator[Draft]:
    """The cart as it is now; an empty one is a snapshot too."""
    lines = rows(said.get("line_items"))
    token = text(said.get("token")) or text(said.get("id"))
    properties = {
        "cart_id": token,
        "currency": _currency(said, lines),
        "value": total(one.get("line_price") for one in lines),
        "url": _cart_link(lines, domain),
    }
    yield Draft("Cart Updated", customer(said, {"cart_id": token}), changed(said), with_products(properties, lines))


def checkout_started(said: Payload, _domain: str) -> Iterator[Draft]:
    """A checkout has been opened."""
    yield _checkout("Checkout Started", said, text(said.get("created_at")))


def checkout_updated(said: Payload, _domain: str) -> Iterator[Draft]:
    """A checkout as it is now; `completed_at` once it has become an order."""
    yield _checkout("Checkout Updated", said, changed(said))


def _checkout(name: str, said: Payload, time: str | None) -> Draft:
    token = text(said.get("cart_token")) or text(said.get("token"))
    properties = {
        "checkout_id": text(said.get("id")),
        "cart_id": token,
        "url": text(said.get("abandoned_checkout_url")),
        "value": amount(said.get("total_price")),
        "completed_at": text(said.get("completed_at")),
        **money(said),
    }
    return Draft(
        name,
        customer(said, {"cart_id": token}),
        time,
        with_products(properties, rows(said.get("line_items"))),
        channel=channel(said),
    )


def _currency(said: Payload, lines: list[Payload]) -> str | None:
    sets = [mapping(mapping(one.get("price_set")).get("shop_money")) for one in lines]
    return text(said.get("currency")) or next((text(one.get("currency_code")) for one in sets), None)


def _cart_link(lines: list[Payload], domain: str) -> str | None:
    """A cart permalink, which fills the cart again on any device.

    https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
    """
    pieces = [f"{text(one.get('variant_id'))}:{one.get('quantity')}" for one in lines if _countable(one)]
    return f"https://{domain}/cart/{','.join(pieces)}" if pieces and SHOP_DOMAIN.fullmatch(domain) else None


def _countable(line: Payload) -> bool:
    return text(line.get("variant_id")) is not None and isinstance(line.get("quantity"), int)
