"""Carts and orders as programs and templates get them: ready for JSON, amounts in minor units and as texts."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import astuple

from segue.carts.standing import Cart, CartLine
from segue.facets.lines import Line
from segue.money import text as money
from segue.times import to_text


def cart_answer(cart: Cart) -> dict[str, Any]:
    """A cart, ready for JSON; amounts in minor units."""
    return {
        "id": cart.id,
        "open": cart.live,
        "state": cart.state,
        "updated": to_text(cart.updated),
        "items": _lines(cart.items, cart.currency),
        "saved_for_later": _lines(cart.saved, cart.currency),
        "value": cart.value,
        "value_text": money(cart.value, cart.currency),
        "currency": cart.currency,
        "url": cart.url,
    }


def order_answer(order: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `orders_of`, ready for JSON."""
    code = order["currency"]
    return {
        "id": order["id"],
        "placed": to_text(order["placed"]) if order["placed"] is not None else "",
        "state": order["state"],
        "total": order["total"],
        "total_text": money(order["total"], code),
        "refunded": order["refunded"],
        "currency": code,
        "items": [_line(one, code) for one in order["lines"]],
        "channel": order["channel"],
        "source": order["source"],
        "coupon": order["coupon"],
    }


def _lines(lines: Iterable[CartLine], code: str) -> list[dict[str, Any]]:
    return [_line([*astuple(one)], code) for one in lines]


def _line(line: Line, code: str) -> dict[str, Any]:
    return {
        "product_id": line[0],
        "quantity": line[1],
        "name": line[2],
        "price": line[3],
        "price_text": money(line[3], code),
        "image_url": line[4],
        "url": line[5],
        "variant_id": line[6] if len(line) > 6 else "",
        "variant": line[7] if len(line) > 7 else "",
    }
