"""Stripe's checkouts, invoices and charges as events of the e-commerce spec."""

import pytest

from segue.channels import check_options
from segue.errors import Invalid
from tests import said
from tests.stripe_payloads import CHARGE, CONTACT, INVOICE, SESSION, THEN, event, one


def test_a_paid_checkout_is_an_order():
    found = one("checkout.session.completed", SESSION)
    money = {"total": 40.85, "revenue": 39.8, "discount": 9.45, "shipping": 10.5, "tax": 6.36, "currency": "EUR"}
    wanted = {"order_id": "pi_1", "checkout_id": "cs_1", "status": "paid", **money}
    assert (found.event, found.properties, found.channel) == ("Order Completed", wanted, "commerce")
    assert (found.original_timestamp, found.message_id) == (THEN * 1000, "stripe-evt_1")
    contact = {("email", "kim@shop.example"), ("phone", "+49301234567"), ("customer_id", "stripe:cus_1")}
    assert said.named(found) == {*contact, ("order_id", "pi_1"), ("order_id", "stripe:pi_1")}


@pytest.mark.parametrize(
    ("topic", "held", "called"),
    [
        ("checkout.session.completed", SESSION, "Order Completed"),
        ("checkout.session.async_payment_succeeded", SESSION, "Order Completed"),
        ("checkout.session.completed", {**SESSION, "payment_status": "unpaid"}, "Checkout Updated"),
        ("checkout.session.async_payment_failed", SESSION, "Checkout Payment Failed"),
        ("checkout.session.expired", SESSION, "Checkout Expired"),
        ("invoice.paid", INVOICE, "Order Completed"),
        ("invoice.payment_failed", INVOICE, "Invoice Payment Failed"),
        ("charge.succeeded", CHARGE, "Payment Succeeded"),
        ("charge.failed", CHARGE, "Payment Failed"),
        ("charge.refunded", {**CHARGE, "amount_refunded": 100}, "Order Refunded"),
        ("charge.dispute.created", {**CHARGE, "id": "dp_1", "charge": "ch_1"}, "Payment Disputed"),
    ],
)
def test_a_purchase_is_known_under_one_id_whatever_tells_of_it(topic, held, called):
    found = one(topic, held)
    assert (found.event, found.properties["order_id"]) == (called, "pi_1")
    assert ("order_id", "stripe:pi_1") in said.named(found)


@pytest.mark.parametrize(
    ("topic", "held", "order"),
    [
        ("charge.refunded", {"id": "ch_1", "amount_refunded": 1, "payment_intent": None}, "ch_1"),
        ("charge.succeeded", {"id": "ch_1", "invoice": "in_1"}, "in_1"),
        ("charge.succeeded", {"id": "ch_1", "invoice": "in_1", "payment_intent": "pi_1"}, "pi_1"),
        ("charge.succeeded", {"id": "ch_1", "payment_intent": {"id": "pi_2", "object": "payment_intent"}}, "pi_2"),
        ("invoice.paid", {"id": "in_1", "payments": {"data": [{"payment": {"payment_intent": "pi_3"}}]}}, "pi_3"),
    ],
)
def test_the_payment_names_an_order_before_its_invoice_before_the_object_itself(topic, held, order):
    assert one(topic, held).properties["order_id"] == order


def test_an_invoice_is_an_order_with_lines():
    found = one("invoice.paid", INVOICE)
    product = {"product_id": "prod_1", "variant_id": "price_1", "name": "Tea, monthly", "price": 15.0, "quantity": 2}
    money = [found.properties[name] for name in ("total", "revenue", "tax", "currency", "subscription_id")]
    assert (found.properties["products"], money) == ([product], [15.0, 12.61, 2.39, "EUR", "sub_1"])


def test_a_subscription_s_checkout_says_who_and_leaves_the_order_to_the_invoice():
    found = one("checkout.session.completed", {**SESSION, "mode": "subscription"})
    assert (found.type, found.traits) == ("identify", CONTACT)
    assert said.ignored("stripe", event("invoice.paid", {**INVOICE, "amount_paid": 0})) == ["invoice.paid"]


def test_where_charges_are_the_orders_nothing_else_completes_one():
    assert one("charge.succeeded", CHARGE, orders="charges").event == "Order Completed"
    assert one("checkout.session.completed", SESSION, orders="charges").event == "Order Updated"
    invoice = event("invoice.paid", INVOICE)
    assert said.ignored("stripe", invoice, orders="charges") == ["invoice.paid"]


@pytest.mark.parametrize("options", [{"orders": "both"}, {"order": "charges"}, {"orders": []}])
def test_other_options_are_refused(options):
    check_options("stripe", {"orders": "charges"})
    with pytest.raises(Invalid):
        check_options("stripe", options)


def test_the_promotion_question_of_a_checkout_is_an_answer():
    asked = {**SESSION, "consent": {"promotions": "opt_in"}}
    (answer, _) = said.events("stripe", event("checkout.session.completed", asked))
    wanted = {"channel": "email", "purpose": "marketing", "granted": True}
    assert (answer.event, answer.properties) == ("Consent Updated", wanted)


def test_the_card_is_an_identifier():
    assert ("payment_fingerprint", "stripe:ZoVS") in said.named(one("charge.succeeded", CHARGE))


@pytest.mark.parametrize(
    ("code", "cents", "amount"),
    [
        ("eur", 1050, 10.5),
        ("jpy", 1050, 1050.0),
        ("kwd", 1050, 1.05),
        ("isk", 1000, 10.0),
        ("ugx", 500, 5.0),
        ("mga", 500, 500.0),
    ],
)
def test_minor_units_are_stripe_s_own(code, cents, amount):
    assert one("charge.succeeded", {**CHARGE, "currency": code, "amount": cents}).properties["total"] == amount


def test_each_listed_refund_is_one_fact():
    refunds = {"data": [{"id": "re_1", "amount": 100, "currency": "eur", "created": THEN - 5, "reason": "duplicate"}]}
    found = one("charge.refunded", {**CHARGE, "amount_refunded": 100, "refunds": refunds})
    again = said.events("stripe", event("charge.refunded", {**CHARGE, "refunds": refunds}, id="evt_2"))[0]
    assert (found.properties["refund_id"], found.properties["total"]) == ("re_1", 1.0)
    assert (found.message_id, found.original_timestamp) == (again.message_id, (THEN - 5) * 1000)


def test_where_refunds_are_not_listed_the_event_s_own_part_counts():
    held = {**CHARGE, "amount_refunded": 300}
    (found,) = said.events("stripe", event("charge.refunded", held, before={"amount_refunded": 100}))
    assert (found.properties["total"], found.message_id) == (2.0, "stripe-evt_1")


def test_test_mode_is_stored_and_says_so():
    (found,) = said.events("stripe", event("charge.succeeded", CHARGE, livemode=False))
    assert found.properties["test"] is True
    assert "test" not in one("charge.succeeded", CHARGE).properties


@pytest.mark.parametrize(
    "topic",
    [
        "payment_intent.succeeded",
        "invoice.payment_succeeded",
        "charge.updated",
        "refund.created",
        "customer.tax_id.created",
    ],
)
def test_what_another_event_says_better_is_ignored_by_name(topic):
    assert said.ignored("stripe", event(topic, {})) == [topic]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (event("customer.teleported", {}), "unknown-topic"),
        ({}, "unknown-topic"),
        ([], "bad-json"),
        (event("customer.updated", {}), "no-identifier"),
    ],
)
def test_what_cannot_be_understood_is_kept_with_its_reason(payload, reason):
    assert said.reasons("stripe", payload) == [reason]
