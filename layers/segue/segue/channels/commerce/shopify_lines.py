"""What Shopify's carts, checkouts and orders have in common: lines, money, the customer, times."""

from collections.abc import Iterable
from typing import Any

from segue.channels.commerce.shopify_customers import SHOP, names
from segue.channels.drafts import who
from segue.channels.payloads import Payload, amount, given, mapping, rows, text

CHANNELS = {"pos": "store"}


def customer(said: Payload, ids: Payload) -> Payload:
    """Who buys: the contact that was given for this purchase first, then what the shop knows of the customer."""
    known = mapping(said.get("customer"))
    traits = {
        **names(known),
        "email": text(said.get("email")) or text(said.get("contact_email")) or text(known.get("email")),
        "phone": text(said.get("phone")) or text(known.get("phone")),
    }
    return who(SHOP, {"customer_id": known.get("id") or said.get("customer_id"), **ids}, traits)


def money(said: Payload) -> Payload:
    """Tax, shipping, discount, coupon and currency."""
    codes = rows(said.get("discount_codes"))
    shipping = mapping(mapping(said.get("total_shipping_price_set")).get("shop_money")).get("amount")
    return {
        "tax": amount(said.get("total_tax")),
        "shipping": amount(shipping),
        "discount": amount(said.get("total_discounts")),
        "coupon": text(codes[0].get("code")) if codes else None,
        "currency": text(said.get("currency")),
    }


def with_products(properties: Payload, lines: list[Payload]) -> Payload:
    """`products` stays when it is empty: an emptied cart says so."""
    return {**given(properties), "products": [product(one) for one in lines]}


def product(line: Payload) -> Payload:
    """A line as a product of Segment's spec."""
    picture = mapping(line.get("featured_image")).get("url") or line.get("image_url") or line.get("image")
    return given(
        {
            "product_id": text(line.get("product_id")),
            "sku": text(line.get("sku")),
            "variant_id": text(line.get("variant_id")),
            "name": text(line.get("title")) or text(line.get("name")),
            "variant": text(line.get("variant_title")),
            "brand": text(line.get("vendor")),
            "category": text(line.get("product_type")),
            "price": amount(line.get("price")),
            "quantity": line.get("quantity") if isinstance(line.get("quantity"), int) else None,
            "image_url": text(picture),
            "url": text(line.get("url")),
        }
    )


def total(values: Iterable[Any]) -> float | None:
    """The sum of those that are amounts; None where none is."""
    numbers = [number for number in map(amount, values) if number is not None]
    return round(sum(numbers), 4) if numbers else None


def channel(said: Payload) -> str:
    """`store` for what was bought at a till."""
    return CHANNELS.get(str(said.get("source_name")), "commerce")


def created(said: Payload) -> str | None:
    """When it came to be."""
    return text(said.get("created_at")) or text(said.get("processed_at"))


def changed(said: Payload) -> str | None:
    """When it last changed."""
    return text(said.get("updated_at")) or created(said)
