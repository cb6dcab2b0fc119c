"""Stripe's customers and their subscriptions."""

import pytest

from tests import said
from tests.stripe_payloads import CONTACT, THEN, one


def test_a_customer_has_traits():
    held = {"id": "cus_1", **CONTACT, "created": THEN, "preferred_locales": ["de"], "address": {"city": "Berlin"}}
    found = one("customer.updated", held)
    traits = {**CONTACT, "createdAt": "2026-11-22T11:59:00.000Z", "locale": "de", "address": {"city": "Berlin"}}
    assert (found.type, found.traits) == ("identify", traits)
    assert ("customer_id", "stripe:cus_1") in said.named(found)


@pytest.mark.parametrize(
    ("topic", "called"),
    [
        ("created", "Started"),
        ("updated", "Updated"),
        ("deleted", "Cancelled"),
        ("paused", "Paused"),
        ("resumed", "Resumed"),
        ("trial_will_end", "Trial Ending"),
    ],
)
def test_a_subscription_has_a_story(topic, called):
    price = {"id": "price_1", "product": "prod_1", "unit_amount": 1500, "currency": "eur"}
    item = {"price": {**price, "recurring": {"interval": "month"}}, "quantity": 1}
    held = {"id": "sub_1", "customer": "cus_1", "status": "active", "items": {"data": [item]}}
    found = one(f"customer.subscription.{topic}", held)
    product = {"product_id": "prod_1", "variant_id": "price_1", "price": 15.0, "quantity": 1, "interval": "month"}
    assert (found.event, found.properties["products"]) == (f"Subscription {called}", [product])


def test_a_deleted_customer_is_known_by_its_id():
    assert one("customer.deleted", {"id": "cus_1"}).event == "Customer Deleted"
