"""What Shopify's web pixel events hold: variants, cart lines, checkouts, as properties of Segment's e-commerce spec."""

import re
from collections.abc import Iterable
from typing import Any

from segue.channels.payloads import Payload, amount, given, mapping, rows, text

SHOP = re.compile(r"https://[A-Za-z0-9.-]{1,200}(?=/|$)")
DEFAULT = "Default Title"  # the name of the only variant of a product without variants


def viewed(said: Payload) -> Payload:
    """A product page."""
    variant = mapping(said.get("productVariant"))
    return {**_variant(variant), "currency": _currency([variant.get("price")])}


def collection(said: Payload) -> Payload:
    """A list of products."""
    shown = mapping(said.get("collection"))
    variants = rows(shown.get("productVariants"))
    return {"list_id": text(shown.get("id")), "category": text(shown.get("title")), **_listed(variants)}


def search(said: Payload) -> Payload:
    """What was looked for, and what was found."""
    result = mapping(said.get("searchResult"))
    return {"query": text(result.get("query")), **_listed(rows(result.get("productVariants")))}


def cart(said: Payload) -> Payload:
    """The cart as it is now; a visitor without one has an empty cart."""
    shown = mapping(said.get("cart"))
    total = mapping(mapping(shown.get("cost")).get("totalAmount"))
    return {
        "cart_id": text(shown.get("id")),
        "value": amount(total.get("amount")),
        "currency": _currency([total]),
        "products": [_line(one) for one in rows(shown.get("lines"))],
    }


def changed(said: Payload) -> Payload:
    """What was put into the cart, or taken out."""
    line = mapping(said.get("cartLine"))
    return {**_line(line), "currency": _currency([mapping(line.get("merchandise")).get("price")])}


def checkout(said: Payload) -> Payload:
    """A checkout as it is now."""
    opened = mapping(said.get("checkout"))
    lines = rows(opened.get("lineItems"))
    applied = rows(opened.get("discountApplications"))
    return {
        "checkout_id": text(opened.get("token")),
        "value": _money(opened.get("totalPrice")),
        "tax": _money(opened.get("totalTax")),
        "shipping": _money(mapping(opened.get("shippingLine")).get("price")),
        "discount": _money(opened.get("discountsAmount")),
        "coupon": next((text(one.get("title")) for one in applied if one.get("type") == "DISCOUNT_CODE"), None),
        "currency": text(opened.get("currencyCode")),
        "products": [_item(one) for one in lines],
    }


def step(number: int, name: str, said: Payload) -> Payload:
    """A step of a checkout that is done."""
    opened = checkout(said)
    return {"step": number, "step_name": name, **{key: value for key, value in opened.items() if key != "products"}}


def order(said: Payload) -> Payload:
    """The order that a checkout became; Shopify does not always say its number."""
    opened = mapping(said.get("checkout"))
    told = checkout(said)
    total, revenue = told.pop("value"), _money(opened.get("subtotalPrice"))
    return {**told, "order_id": number(mapping(opened.get("order")).get("id")), "total": total, "revenue": revenue}


def number(told: Any) -> str | None:
    """The shop's own id: `gid://shopify/Order/900` is 900."""
    return (text(told) or "").rpartition("/")[2] or None


def linked(properties: Payload, page: Payload) -> Payload:
    """The same with whole addresses: a theme names its products by path alone."""
    shop = SHOP.match(str(page.get("url")))
    if not shop:
        return properties
    products = [{**one, **_whole(one, shop[0])} for one in rows(properties.get("products"))]
    return {**properties, **_whole(properties, shop[0]), **({"products": products} if products else {})}


def _whole(product: Payload, shop: str) -> Payload:
    path = str(product.get("url"))
    return {"url": f"{shop}{path}"} if path.startswith("/") and not path.startswith("//") else {}


def _listed(variants: list[Payload]) -> Payload:
    return {
        "currency": _currency(one.get("price") for one in variants),
        "products": [_variant(one) for one in variants],
    }


def _line(line: Payload) -> Payload:
    return {**_variant(mapping(line.get("merchandise"))), **_quantity(line)}


def _item(item: Payload) -> Payload:
    variant = mapping(item.get("variant"))
    return {**given({"name": text(item.get("title"))}), **_variant(variant), **_quantity(item)}


def _quantity(line: Payload) -> Payload:
    return {"quantity": line["quantity"]} if isinstance(line.get("quantity"), int) else {}


def _variant(variant: Payload) -> Payload:
    """A product of the spec; addresses without a scheme, as themes write them, are https."""
    product = mapping(variant.get("product"))
    picture, title = text(mapping(variant.get("image")).get("src")), text(variant.get("title"))
    return given(
        {
            "product_id": number(product.get("id")),
            "variant_id": number(variant.get("id")),
            "sku": text(variant.get("sku")),
            "name": text(product.get("title")),
            "variant": None if title == DEFAULT else title,
            "brand": text(product.get("vendor")),
            "category": text(product.get("type")),
            "price": _money(variant.get("price")),
            "image_url": f"https:{picture}" if picture and picture.startswith("//") else picture,
            "url": text(product.get("url")),
        }
    )


def _money(told: Any) -> float | None:
    return amount(mapping(told).get("amount"))


def _currency(prices: Iterable[Any]) -> str | None:
    return next((code for code in (text(mapping(one).get("currencyCode")) for one in prices) if code), None)
