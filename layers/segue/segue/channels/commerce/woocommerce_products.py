"""WooCommerce's products as statements for the catalog, under the ids that orders name.

https://woocommerce.github.io/woocommerce-rest-api-docs/#product-properties
A product in several forms names their ids alone; of each form WooCommerce tells by itself, as a product of the type
`variation` with its `parent_id`. What is deleted is told by its id alone: a form that goes is known as gone only
where it was a product. Own fields `segue_pack_size` and `segue_consumable` say what WooCommerce has no field for.
"""

import html
from dataclasses import replace
from typing import Any

from segue.catalog_items import Statement
from segue.channels.commerce.prices import cents, code_of
from segue.channels.commerce.woocommerce_customers import known, moment
from segue.channels.payloads import Payload, amount, given, rows, text
from segue.clocks import event_time, lenient
from segue.deliveries import Delivery

LISTED = "publish"
SOLD_OUT = "outofstock"


def described(said: Payload, delivery: Delivery) -> Statement:
    """A product as it is now, or one form of it."""
    parent = known(said.get("parent_id"))
    return _form(said, delivery, parent) if said.get("type") == "variation" and parent else _product(said, delivery)


def deleted(said: Payload, delivery: Delivery) -> Statement:
    """The shop has it no more."""
    return replace(_statement(said, delivery, {}), gone=True)


def _product(said: Payload, delivery: Delivery) -> Statement:
    code = code_of(delivery)
    fields = {
        "title": _plain(said.get("name")),
        "url": text(said.get("permalink")),
        "picture": next((text(one.get("src")) for one in rows(said.get("images"))), None),
        "categories": _names(said.get("categories")) + _names(said.get("tags")),
        "features": {name: value for one in rows(said.get("attributes")) for name, value in _feature(one)},
        "currency": code or None,
        "listed": text(said.get("status")) in (None, LISTED),
        "accessories": _ids(said.get("cross_sell_ids")),
        **_ours(said),
        **_offer(said, code),
    }
    return _statement(said, delivery, given(fields))


def _form(said: Payload, delivery: Delivery, parent: str) -> Statement:
    code, form = code_of(delivery), text(said.get("id")) or ""
    options = [text(one.get("option")) for one in rows(said.get("attributes"))]
    offer = {"title": ", ".join(filter(None, options)) or None, **_offer(said, code)}
    about = _statement(said, delivery, {"variants": {form: given(offer)}})
    return replace(about, id=parent, part=form)


def _statement(said: Payload, delivery: Delivery, fields: Payload) -> Statement:
    changed = lenient(moment(said, "date_modified")) or lenient(moment(said, "date_created"))
    return Statement(
        "product",
        text(said.get("id")) or "",
        delivery.source,
        event_time(changed, delivery.received_at),
        fields,
        received_at=delivery.received_at,
    )


def _offer(said: Payload, code: str) -> Payload:
    price, regular = cents(said.get("price"), code), cents(said.get("regular_price"), code)
    stock, state = said.get("stock_quantity"), text(said.get("stock_status"))
    counted = said.get("manage_stock") is True and isinstance(stock, int) and not isinstance(stock, bool)
    return {
        "sku": text(said.get("sku")),
        "price": price,
        "compare_at": regular if regular is not None and price is not None and regular > price else None,
        "stock": stock if counted else None,
        "available": None if state is None else state != SOLD_OUT,
    }


def _ours(said: Payload) -> Payload:
    found = {text(one.get("key")): text(one.get("value")) for one in rows(said.get("meta_data"))}
    size, consumable = amount(found.get("segue_pack_size")), str(found.get("segue_consumable") or "").lower()
    return {
        "pack_size": int(size) if size and size >= 1 else None,
        "consumable": consumable in ("yes", "true", "1") if consumable else None,
    }


def _feature(attribute: Payload) -> list[tuple[str, str]]:
    name, options = _plain(attribute.get("name")), attribute.get("options")
    value = ", ".join(filter(None, map(_plain, options))) if isinstance(options, list) else ""
    return [(name, value)] if name and value else []


def _names(groups: Any) -> list[str]:
    return [name for one in rows(groups) if (name := _plain(one.get("name")))]


def _ids(listed: Any) -> list[str]:
    return [one for value in listed if (one := text(value))] if isinstance(listed, list) else []


def _plain(value: Any) -> str | None:
    """WooCommerce writes names as HTML does: `&amp;`."""
    return html.unescape(text(value) or "") or None
