"""Stripe's amounts, and who paid.

https://docs.stripe.com/currencies#zero-decimal
"""

from typing import Any

from segue.channels.drafts import who
from segue.channels.payloads import Payload, given, mapping, rows, text
from segue.money import EXPONENTS, currency, major

STRIPE = "stripe"
# Where Stripe's minor unit is not ISO 4217's: two decimals that are always zero, and one that has none.
STRIPES = {**EXPONENTS, "ISK": 2, "UGX": 2, "MGA": 0}


def money(said: Payload, **amounts: str) -> Payload:
    """{name: decimal number} of the named fields, and the currency."""
    code = currency(said.get("currency"))
    return {
        **{name: major(said.get(field), code, STRIPES) for name, field in amounts.items()},
        "currency": code or None,
    }


def amount(cents: Any, said: Payload) -> float | None:
    """Minor units as a decimal number, in the currency of what holds them."""
    return major(cents, currency(said.get("currency")), STRIPES)


def id_of(told: Any) -> str | None:
    """The id of an object, which comes as its id or expanded."""
    return text(mapping(told).get("id")) if isinstance(told, dict) else text(told)


def order_of(said: Payload) -> str | None:
    """The one id of a purchase, whichever of its objects tells of it."""
    listed = [mapping(one.get("payment")) for one in rows(mapping(said.get("payments")).get("data"))]
    intents = [id_of(one.get("payment_intent")) for one in (said, *listed)]
    named = (*intents, id_of(said.get("invoice")), id_of(said.get("charge")), id_of(said.get("id")))
    return next((one for one in named if one), None)


def payer(said: Payload, ids: Payload) -> Payload:
    """Who paid: Stripe's customer, the contact that was given, and the card."""
    contact = mapping(said.get("customer_details")) or mapping(said.get("billing_details"))
    card = mapping(mapping(said.get("payment_method_details")).get("card"))
    traits = {
        "email": text(contact.get("email")) or text(said.get("customer_email")) or text(said.get("receipt_email")),
        "phone": text(contact.get("phone")) or text(said.get("customer_phone")),
        "name": text(contact.get("name")) or text(said.get("customer_name")),
    }
    fingerprint = text(card.get("fingerprint"))
    known = {"customer_id": id_of(said.get("customer")), "payment_fingerprint": fingerprint, **ids}
    return who(STRIPE, known, given(traits))
