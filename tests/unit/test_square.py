"""Square's webhooks: what its tills and shops say of customers."""

from typing import Any

import pytest

from segue.times import from_text
from tests import said

TIME, LATER = "2026-11-22T09:00:00.125Z", "2026-11-22T10:00:00Z"
PAYMENT = {
    "id": "pay-1",
    "order_id": "order-1",
    "status": "COMPLETED",
    "created_at": TIME,
    "updated_at": LATER,
    "amount_money": {"amount": 2000, "currency": "EUR"},
    "tip_money": {"amount": 150, "currency": "EUR"},
    "total_money": {"amount": 2150, "currency": "EUR"},
    "card_details": {"card": {"card_brand": "VISA", "fingerprint": "sq-1-abc"}},
    "customer_id": "C1",
    "buyer_email_address": "kim@shop.example",
    "location_id": "L1",
}
CUSTOMER = {
    "id": "C1",
    "email_address": "kim@shop.example",
    "phone_number": "+49301234567",
    "given_name": "Kim",
    "created_at": TIME,
    "updated_at": LATER,
    "address": {"address_line_1": "Hauptstr. 1", "locality": "Berlin"},
}


def event(topic: str, kind: str, held: Any, **beside: Any) -> dict[str, Any]:
    """An event as Square sends it."""
    data = {"type": kind, "id": "x", "object": {**beside, kind: held}}
    return {"merchant_id": "M", "type": topic, "event_id": "e-1", "created_at": LATER, "data": data}


def test_a_completed_payment_is_a_purchase_in_a_store():
    (found,) = said.events("square", event("payment.updated", "payment", PAYMENT))
    money = {"total": 21.5, "tip": 1.5, "currency": "EUR", "payment_method": "VISA"}
    wanted = {"order_id": "order-1", "payment_id": "pay-1", "store_id": "L1", **money}
    assert (found.event, found.properties, found.channel) == ("Order Completed", wanted, "store")
    assert found.original_timestamp == from_text(TIME)
    contact = {("email", "kim@shop.example"), ("customer_id", "square:C1"), ("payment_fingerprint", "square:sq-1-abc")}
    assert said.named(found) == {*contact, ("order_id", "order-1"), ("order_id", "square:order-1")}


def test_a_purchase_is_one_fact_however_often_its_payment_changes():
    changed = {**PAYMENT, "updated_at": "2026-11-22T11:00:00Z", "processing_fee": []}
    first, again = (said.events("square", event("payment.updated", "payment", one))[0] for one in (PAYMENT, changed))
    assert (first.message_id, first.original_timestamp) == (again.message_id, again.original_timestamp)


def test_yen_have_no_cents():
    total = {"amount": 2150, "currency": "JPY"}
    (found,) = said.events("square", event("payment.created", "payment", {**PAYMENT, "total_money": total}))
    assert found.properties["total"] == 2150


def test_what_was_paid_back_is_told_by_the_payment_under_the_purchase_s_order():
    back = {**PAYMENT, "refunded_money": {"amount": 500, "currency": "EUR"}}
    _, refund = said.events("square", event("payment.updated", "payment", back))
    wanted = {"order_id": "order-1", "refund_id": "pay-1", "total": 5.0, "currency": "EUR", "store_id": "L1"}
    assert (refund.event, refund.properties) == ("Order Refunded", wanted)


@pytest.mark.parametrize(("status", "names"), [("FAILED", ["Payment Failed"]), ("APPROVED", []), ("CANCELED", [])])
def test_a_payment_that_is_not_complete_is_no_purchase(status, names):
    payload = event("payment.updated", "payment", {**PAYMENT, "status": status})
    assert [one.event for one in said.events("square", payload)] == names
    assert names or said.ignored("square", payload) == [f"payment.updated-{status.lower()}"]


def test_of_an_order_only_its_end_is_told_for_it_has_no_money():
    ended = {"order_id": "order-1", "state": "CANCELED", "location_id": "L1", "updated_at": TIME}
    (found,) = said.events("square", event("order.updated", "order_updated", ended))
    assert (found.event, found.properties) == ("Order Cancelled", {"order_id": "order-1", "store_id": "L1"})
    open_order = event("order.updated", "order_updated", {**ended, "state": "OPEN"})
    assert said.ignored("square", open_order) == ["order.updated-open"]
    handed = {**ended, "state": "OPEN", "fulfillment_update": [{"old_state": "PREPARED", "new_state": "COMPLETED"}]}
    (found,) = said.events("square", event("order.fulfillment.updated", "order_fulfillment_updated", handed))
    assert found.event == "Order Fulfilled"


def test_a_customer_has_traits_and_is_one_with_those_it_was_merged_from():
    merge = {"event_context": {"merge": {"from_customer_ids": ["C7", "C8"], "to_customer_id": "C1"}}}
    (found,) = said.events("square", event("customer.created", "customer", CUSTOMER, **merge))
    assert (found.type, found.traits["firstName"], found.traits["address"]["city"]) == ("identify", "Kim", "Berlin")
    ids = {("customer_id", f"square:{one}") for one in ("C1", "C7", "C8")}
    assert said.named(found) == {*ids, ("email", "kim@shop.example"), ("phone", "+49301234567")}


def test_who_left_the_mailing_list_said_no():
    left = {**CUSTOMER, "preferences": {"email_unsubscribed": True}}
    _, answer = said.events("square", event("customer.updated", "customer", left))
    wanted = {"channel": "email", "purpose": "marketing", "granted": False}
    assert (answer.event, answer.properties, answer.timestamp) == ("Consent Updated", wanted, from_text(LATER))


def test_a_merged_customer_is_not_a_deleted_one():
    (found,) = said.events("square", event("customer.deleted", "customer", CUSTOMER))
    assert found.event == "Customer Deleted"
    merge = {"event_context": {"merge": {"to_customer_id": "C9"}}}
    assert said.events("square", event("customer.deleted", "customer", CUSTOMER, **merge)) == []


@pytest.mark.parametrize(
    ("topic", "status", "called"),
    [
        ("created", "PENDING", "Booking Created"),
        ("updated", "ACCEPTED", "Booking Updated"),
        ("updated", "CANCELLED_BY_CUSTOMER", "Booking Cancelled"),
        ("updated", "NO_SHOW", "Booking Missed"),
    ],
)
def test_an_appointment_has_a_story(topic, status, called):
    held = {"id": "b-1", "customer_id": "C1", "status": status, "start_at": LATER, "created_at": TIME}
    (found,) = said.events("square", event(f"booking.{topic}", "booking", held))
    assert (found.event, found.properties["starts_at"], found.timestamp) == (called, LATER, from_text(TIME))


def test_a_loyalty_account_is_a_card_of_a_customer():
    held = {"id": "card-1", "customer_id": "C1", "balance": 12, "mapping": {"phone_number": "+49301234567"}}
    (found,) = said.events("square", event("loyalty.account.updated", "loyalty_account", held))
    card = {("loyalty_id", "square:card-1"), ("customer_id", "square:C1"), ("phone", "+49301234567")}
    assert (said.named(found), found.traits["loyalty_points"]) == (card, 12)


@pytest.mark.parametrize(
    ("kind", "called"),
    [("ACCUMULATE_POINTS", "Earned"), ("EXPIRE_POINTS", "Expired"), ("OTHER", "Adjusted")],
)
def test_points_come_and_go(kind, called):
    held = {"type": kind, kind.lower(): {"points": 6, "order_id": "o"}, "loyalty_account_id": "card-1"}
    (found,) = said.events("square", event("loyalty.event.created", "loyalty_event", held))
    assert (found.event, found.properties["points"]) == (f"Loyalty Points {called}", 6)


def test_an_invoice_that_was_not_collected_tells_whom_to_ask():
    recipient = {"customer_id": "C1", "email_address": "kim@shop.example"}
    held = {"id": "inv-1", "order_id": "order-1", "primary_recipient": recipient, "public_url": "https://pay.example/1"}
    (found,) = said.events("square", event("invoice.scheduled_charge_failed", "invoice", held))
    assert (found.event, found.properties["url"]) == ("Invoice Payment Failed", "https://pay.example/1")
    assert ("email", "kim@shop.example") in said.named(found)


@pytest.mark.parametrize(
    "topic",
    ["order.created", "refund.updated", "invoice.created", "catalog.version.updated", "webhooks.test_notification"],
)
def test_what_is_said_elsewhere_or_of_nobody_is_ignored_by_name(topic):
    assert said.ignored("square", event(topic, "thing", {})) == [topic]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"type": "payment.teleported"}, "unknown-topic"),
        ([], "bad-json"),
        ({"type": "customer.updated"}, "no-identifier"),
    ],
)
def test_what_cannot_be_understood_is_kept_with_its_reason(payload, reason):
    assert said.reasons("square", payload) == [reason]
