"""Square's payments, and what it says of the orders that they pay. Amounts come in the currency's smallest unit."""

from collections.abc import Iterator
from typing import Any

from segue.channels.drafts import Draft, stated_id, who
from segue.channels.payloads import Payload, given, mapping, rows, text
from segue.money import currency, major

SQUARE = "square"


def paid(said: Payload, _merge: Payload) -> Iterator[Draft]:
    """A purchase once the payment is complete, and what of it was paid back since. Square updates a payment for its
    fees too: the purchase is one fact with one id and time."""
    status = text(said.get("status"))
    if status == "FAILED":
        yield _payment("Payment Failed", said, text(said.get("updated_at")))
    if status != "COMPLETED":
        return
    yield _payment("Order Completed", said, text(said.get("created_at")), _fact(said, "paid"))
    back = mapping(said.get("refunded_money"))
    if _money(back):
        yield _refund(said, back)


def ordered(said: Payload, _merge: Payload) -> Iterator[Draft]:
    """Of an order's states the one that no payment tells of."""
    if said.get("state") == "CANCELED":
        yield _order("Order Cancelled", said)


def fulfilled(said: Payload, _merge: Payload) -> Iterator[Draft]:
    """Something of an order was handed over or has arrived."""
    if any(one.get("new_state") == "COMPLETED" for one in rows(said.get("fulfillment_update"))):
        yield _order("Order Fulfilled", said)


def not_collected(said: Payload, _merge: Payload) -> Iterator[Draft]:
    """An invoice that was to be charged to a card on file was not; its page lets the customer pay it."""
    to = mapping(said.get("primary_recipient"))
    order = text(said.get("order_id"))
    traits = {
        "email": text(to.get("email_address")),
        "phone": text(to.get("phone_number")),
        "firstName": text(to.get("given_name")),
        "lastName": text(to.get("family_name")),
    }
    properties = {"order_id": order, "invoice_id": text(said.get("id")), "url": text(said.get("public_url"))}
    named = who(SQUARE, {"customer_id": to.get("customer_id"), "order_id": order}, traits)
    yield Draft("Invoice Payment Failed", named, text(said.get("updated_at")), given(properties))


def _payment(name: str, said: Payload, time: str | None, known_as: str = "") -> Draft:
    card = mapping(mapping(said.get("card_details")).get("card"))
    total = mapping(said.get("total_money")) or mapping(said.get("amount_money"))
    properties = {
        "order_id": _order_id(said),
        "payment_id": text(said.get("id")),
        "total": _money(total),
        "tip": _money(mapping(said.get("tip_money"))),
        "currency": currency(total.get("currency")) or None,
        "payment_method": text(card.get("card_brand")) or text(said.get("source_type")),
        "receipt_url": text(said.get("receipt_url")),
        "store_id": text(said.get("location_id")),
    }
    return Draft(name, _payer(said), time, given(properties), id=known_as)


def _refund(said: Payload, back: Payload) -> Draft:
    """`total` is all that was paid back of this payment so far: under one `refund_id` the newest sum counts."""
    properties = {
        "order_id": _order_id(said),
        "refund_id": text(said.get("id")),
        "total": _money(back),
        "currency": currency(back.get("currency")) or None,
        "store_id": text(said.get("location_id")),
    }
    known_as = _fact(said, f"refunded-{back.get('amount')}")
    return Draft("Order Refunded", _payer(said), text(said.get("updated_at")), given(properties), id=known_as)


def _order(name: str, said: Payload) -> Draft:
    order = text(said.get("order_id"))
    properties = given({"order_id": order, "store_id": text(said.get("location_id"))})
    return Draft(name, who(SQUARE, {"order_id": order}, {}), text(said.get("updated_at")), properties)


def _payer(said: Payload) -> Payload:
    card = mapping(mapping(said.get("card_details")).get("card"))
    ids = {
        "customer_id": said.get("customer_id"),
        "order_id": _order_id(said),
        "payment_fingerprint": card.get("fingerprint"),
    }
    return who(SQUARE, ids, {"email": text(said.get("buyer_email_address"))})


def _order_id(said: Payload) -> str | None:
    return text(said.get("order_id")) or text(said.get("id"))


def _money(told: Payload) -> float | None:
    return major(told.get("amount"), currency(told.get("currency")))


def _fact(said: Payload, what: Any) -> str:
    return stated_id(SQUARE, what, text(said.get("id")))
