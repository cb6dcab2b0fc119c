"""Payloads as Stripe sends them, written afresh, and what they become."""

from typing import Any

from segue.events import Event
from tests import said
from tests.builders import NOON

THEN = NOON // 1000 - 60
CONTACT = {"email": "kim@shop.example", "phone": "+49301234567", "name": "Kim Berg"}
CARD = {"card": {"brand": "visa", "fingerprint": "ZoVS"}, "type": "card"}
SESSION = {
    "id": "cs_1",
    "mode": "payment",
    "payment_intent": "pi_1",
    "payment_status": "paid",
    "customer": "cus_1",
    "customer_details": CONTACT,
    "currency": "eur",
    "amount_total": 4085,
    "amount_subtotal": 3980,
    "total_details": {"amount_discount": 945, "amount_shipping": 1050, "amount_tax": 636},
}
CHARGE = {
    "id": "ch_1",
    "payment_intent": "pi_1",
    "amount": 4085,
    "currency": "eur",
    "customer": "cus_1",
    "billing_details": CONTACT,
    "payment_method_details": CARD,
}
INVOICE = {
    "id": "in_1",
    "payment_intent": "pi_1",
    "customer": "cus_1",
    "customer_email": "kim@shop.example",
    "subscription": "sub_1",
    "currency": "eur",
    "amount_paid": 1500,
    "amount_due": 1500,
    "subtotal": 1261,
    "total_tax_amounts": [{"amount": 239}],
    "lines": {
        "data": [
            {
                "amount": 3000,
                "currency": "eur",
                "description": "Tea, monthly",
                "quantity": 2,
                "pricing": {"price_details": {"price": "price_1", "product": "prod_1"}},
            }
        ]
    },
}


def event(topic: str, held: Any, **further: Any) -> dict[str, Any]:
    """An event as Stripe sends it."""
    before = further.pop("before", {})
    data = {"object": held, "previous_attributes": before}
    return {"id": "evt_1", "type": topic, "created": THEN, "livemode": True, "data": data, **further}


def one(topic: str, held: Any, **options: Any) -> Event:
    """The one event that it becomes."""
    (found,) = said.events("stripe", event(topic, held), **options)
    return found
