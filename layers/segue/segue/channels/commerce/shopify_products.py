"""Shopify's products as statements for the catalog, under the ids that carts and orders name.

https://shopify.dev/docs/api/webhooks and https://shopify.dev/docs/api/admin-rest/latest/resources/product
Webhooks come in any order; what counts is when each was triggered (`X-Shopify-Triggered-At`), as Shopify advises.
What Shopify has no field for is said by metafields of the namespace `segue`: `pack_size`, `consumable`, `accessories`.
"""

from typing import Any

from segue.catalog_items import Statement
from segue.channels.commerce.prices import cents, code_of
from segue.channels.commerce.shopify_carts import SHOP_DOMAIN
from segue.channels.payloads import Payload, amount, given, mapping, rows, text
from segue.clocks import event_time, lenient
from segue.deliveries import Delivery

TRIGGERED, DOMAIN = "x-shopify-triggered-at", "x-shopify-shop-domain"
OURS = "segue"  # namespace of metafields
ONLY_FORM = "Default Title"  # of a product without options


def described(said: Payload, delivery: Delivery) -> Statement:
    """The whole product as it is now."""
    code = code_of(delivery)
    domain, handle = delivery.headers.get(DOMAIN, ""), text(said.get("handle"))
    fields = {
        "title": text(said.get("title")),
        "brand": text(said.get("vendor")),
        "url": f"https://{domain}/products/{handle}" if handle and SHOP_DOMAIN.fullmatch(domain) else None,
        "picture": _picture(said),
        "categories": _categories(said),
        "features": _features(said),
        "currency": code or None,
        "listed": text(said.get("status")) in (None, "active"),
        **_ours(said),
        "variants": {key: _variant(one, code) for one in rows(said.get("variants")) if (key := text(one.get("id")))},
    }
    return _statement(said, delivery, given(fields))


def deleted(said: Payload, delivery: Delivery) -> Statement:
    """The shop has the product no more; its id is all that is said."""
    return _statement(said, delivery, None)


def _statement(said: Payload, delivery: Delivery, fields: Payload | None) -> Statement:
    moment = lenient(delivery.headers.get(TRIGGERED)) or lenient(text(said.get("updated_at")))
    return Statement(
        "product",
        text(said.get("id")) or "",
        delivery.source,
        event_time(moment, delivery.received_at),
        fields or {},
        fields is None,
        delivery.received_at,
    )


def _variant(one: Payload, code: str) -> Payload:
    tracked, policy = text(one.get("inventory_management")), text(one.get("inventory_policy"))
    stock = _counted(one.get("inventory_quantity")) if tracked else None
    return given(
        {
            "title": None if one.get("title") == ONLY_FORM else text(one.get("title")),
            "sku": text(one.get("sku")),
            "price": cents(one.get("price"), code),
            "compare_at": cents(one.get("compare_at_price"), code) or None,
            "stock": stock,
            # What is not counted, or may be sold before it comes in, can always be bought.
            "available": tracked is None or policy == "continue" or (stock or 0) > 0,
        }
    )


def _counted(pieces: Any) -> int | None:
    return pieces if isinstance(pieces, int) and not isinstance(pieces, bool) else None


def _picture(said: Payload) -> str | None:
    first = next(iter(rows(said.get("images"))), {})
    return text(mapping(said.get("image")).get("src")) or text(first.get("src"))


def _categories(said: Payload) -> list[str]:
    tags = said.get("tags")
    listed = tags if isinstance(tags, list) else str(text(tags) or "").split(",")
    return list(dict.fromkeys(one for tag in (said.get("product_type"), *listed) if (one := text(tag))))


def _features(said: Payload) -> dict[str, str]:
    """Options with their values, and metafields of namespaces that are the shop's own."""
    found = {text(one.get("name")): _together(one.get("values")) for one in rows(said.get("options"))}
    found |= {text(one.get("key")): text(one.get("value")) for one in _metafields(said) if one["namespace"] != OURS}
    return {name: value for name, value in found.items() if name and value and value != ONLY_FORM}


def _ours(said: Payload) -> Payload:
    found = {text(one.get("key")): text(one.get("value")) for one in _metafields(said) if one["namespace"] == OURS}
    size, consumable = amount(found.get("pack_size")), str(found.get("consumable") or "").lower()
    accessories = str(found.get("accessories") or "").replace("[", "").replace("]", "").replace('"', "")
    return {
        "pack_size": int(size) if size and size > 0 else None,
        "consumable": consumable == "true" if consumable in ("true", "false") else None,
        "accessories": [one.strip() for one in accessories.split(",") if one.strip()],
    }


def _metafields(said: Payload) -> list[Payload]:
    return [one for one in rows(said.get("metafields")) if text(one.get("namespace"))]


def _together(values: Any) -> str | None:
    return ", ".join(filter(None, map(text, values))) if isinstance(values, list) else None
