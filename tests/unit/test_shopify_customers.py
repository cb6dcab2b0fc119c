"""Shopify's customers: who they are, what they allowed, what they ask for."""

from typing import Any

import pytest

from segue.suppressions import suppressions
from tests.shopify_payloads import CUSTOMER, LATER, MORNING, events, named


def test_a_customer_is_described_and_every_answer_on_marketing_is_stored_once():
    consent = {"state": "subscribed", "consent_updated_at": MORNING}
    said = {**CUSTOMER, "email_marketing_consent": consent, "updated_at": LATER}
    first = events("customers/create", said)
    again = events("customers/update", said, **{"x-shopify-webhook-id": "w-2"})
    assert [event.type for event in first] == ["identify", "track"]
    assert first[0].traits == {"firstName": "Kim", "email": "kim@shop.example"}
    assert first[1].properties == {"channel": "email", "purpose": "marketing", "granted": True}
    assert first[1].message_id == again[1].message_id
    assert first[0].message_id != again[0].message_id


@pytest.mark.parametrize("state", ["not_subscribed", "pending", "invalid", None, 5])
def test_what_is_no_answer_says_nothing(state):
    assert events("customers_email_marketing_consent/update", _consent(state)) == []


def test_an_opt_out_by_e_mail_or_sms_forbids_writing_to_the_address():
    (email,) = events("customers_email_marketing_consent/update", _consent("unsubscribed"))
    sms = {"id": 7, "phone": "+31 6 12345678", "sms_marketing_consent": {"state": "unsubscribed"}}
    (text,) = events("customers_marketing_consent/update", sms)
    found = [one for event in (email, text) for one in suppressions(event)]
    assert [(one.address.value, one.purpose) for one in found] == [
        ("kim@shop.example", "marketing"),
        ("+31612345678", "marketing"),
    ]


def _consent(state: Any) -> dict[str, Any]:
    answer = {"state": state, "consent_updated_at": LATER}
    return {"customer_id": 7, "email_address": "kim@shop.example", "email_marketing_consent": answer}


@pytest.mark.parametrize(
    ("topic", "name", "listed"),
    [
        ("customers/redact", "Privacy Erasure Requested", "orders_to_redact"),
        ("customers/data_request", "Privacy Export Requested", "orders_requested"),
    ],
)
def test_a_privacy_request_names_the_customer_and_the_orders(topic, name, listed):
    (event,) = events(topic, {"customer": CUSTOMER, listed: [1, 2], "data_request": {"id": 9}})
    assert (event.event, event.properties) == (name, {"request_id": "9", "orders": ["1", "2"]})
    assert named(event) == {"customer_id": "shopify:7", "email": "kim@shop.example"}


def test_a_deleted_account_is_told():
    (event,) = events("customers/delete", {"id": 7})
    assert (event.event, event.original_timestamp) == ("Customer Deleted", None)
