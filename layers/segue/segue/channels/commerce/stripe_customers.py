"""Stripe's customers and their subscriptions."""

from collections.abc import Callable, Iterator
from typing import Any

from segue.channels.addresses import address
from segue.channels.commerce.stripe_money import STRIPE, id_of, money
from segue.channels.drafts import Draft, who
from segue.channels.payloads import Payload, given, mapping, rows, text
from segue.clocks import lenient
from segue.times import to_text

STREET = ("line1", "line2")
ADDRESS = {"city": "city", "state": "state", "postalCode": "postal_code", "country": "country"}


def described(said: Payload, about: Payload) -> Iterator[Draft]:
    """The customer's traits."""
    locales = said.get("preferred_locales")
    traits = {
        "email": text(said.get("email")),
        "phone": text(said.get("phone")),
        "name": text(said.get("name")),
        "createdAt": _moment(said.get("created")),
        "locale": text(locales[0]) if isinstance(locales, list) and locales else None,
        "address": address(mapping(said.get("address")), STREET, **ADDRESS),
        "test": about["test"],
    }
    yield Draft(None, _customer(said), about["created"], traits=traits)


def deleted(said: Payload, about: Payload) -> Iterator[Draft]:
    """The shop deleted the customer in Stripe; what was bought stays known until an erasure is asked for."""
    yield Draft("Customer Deleted", _customer(said), about["created"], given({"test": about["test"]}))


def subscription(name: str) -> Callable[[Payload, Payload], Iterator[Draft]]:
    """A subscription as it is now, under this event's name."""

    def told(said: Payload, about: Payload) -> Iterator[Draft]:
        items = rows(mapping(said.get("items")).get("data"))
        first = items[0] if items else {}
        properties = {
            "subscription_id": text(said.get("id")),
            "status": text(said.get("status")),
            "cancel_at_period_end": said.get("cancel_at_period_end"),
            "current_period_end": _moment(said.get("current_period_end") or first.get("current_period_end")),
            "trial_end": _moment(said.get("trial_end")),
            "currency": money(mapping(first.get("price")))["currency"],
            "products": [_product(one) for one in items],
            "test": about["test"],
        }
        named = who(STRIPE, {"customer_id": id_of(said.get("customer"))}, {})
        yield Draft(name, named, about["created"], given(properties))

    return told


def _product(item: Payload) -> Payload:
    price = mapping(item.get("price"))
    return given(
        {
            "product_id": id_of(price.get("product")),
            "variant_id": text(price.get("id")),
            "name": text(price.get("nickname")),
            "price": money(price, price="unit_amount")["price"],
            "quantity": item.get("quantity"),
            "interval": text(mapping(price.get("recurring")).get("interval")),
        }
    )


def _moment(seconds: Any) -> str | None:
    known = lenient(seconds)
    return None if known is None else to_text(known)


def _customer(said: Payload) -> Payload:
    return who(STRIPE, {"customer_id": said.get("id")}, {})
