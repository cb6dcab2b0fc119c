"""Shopify's products as statements for the catalog."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.catalog_items import Statement
from segue.channels.commerce import shopify
from segue.deliveries import Delivery, Parsed, understood
from segue.errors import Invalid
from segue.times import MINUTE, from_text, to_text
from tests.builders import NOON
from tests.shopify_payloads import MORNING
from tests.unit.test_segment_api_hostile import VALUES

TENT = {
    "id": 42,
    "title": "Tent",
    "vendor": "North",
    "product_type": "Camping",
    "tags": "summer, two people",
    "handle": "tent",
    "status": "active",
    "updated_at": MORNING,
    "options": [{"name": "Colour", "values": ["Green", "Red"]}],
    "images": [{"src": "https://cdn.example/tent.jpg"}],
    "metafields": [
        {"namespace": "segue", "key": "pack_size", "value": "2"},
        {"namespace": "segue", "key": "consumable", "value": "false"},
        {"namespace": "segue", "key": "accessories", "value": '["77", "78"]'},
        {"namespace": "facts", "key": "weight", "value": "1.9 kg"},
    ],
    "variants": [
        {
            "id": 4201,
            "title": "Green",
            "sku": "T-2",
            "price": "199.00",
            "compare_at_price": "249.00",
            "inventory_management": "shopify",
            "inventory_policy": "deny",
            "inventory_quantity": 3,
        }
    ],
}

SAID = {
    "title": "Tent",
    "brand": "North",
    "url": "https://north.myshopify.com/products/tent",
    "picture": "https://cdn.example/tent.jpg",
    "categories": ["Camping", "summer", "two people"],
    "features": {"Colour": "Green, Red", "weight": "1.9 kg"},
    "currency": "EUR",
    "listed": True,
    "pack_size": 2,
    "consumable": False,
    "accessories": ["77", "78"],
}


def parsed(topic: str, payload: Any, **headers: str) -> Parsed:
    said = {"x-shopify-topic": topic, "x-shopify-shop-domain": "north.myshopify.com", **headers}
    raw = json.dumps(payload).encode()
    return understood(Delivery("shopify", "shopify", raw, said, NOON, {"currency": "eur"}), shopify.incoming)


def stated(payload: Any, topic: str = "products/update", **headers: str) -> Statement:
    found = parsed(topic, payload, **headers)
    assert not found.rejected
    return found.items[0]


def variant(**said: Any) -> Any:
    return stated({**TENT, "variants": [{**TENT["variants"][0], **said}]}).fields["variants"]["4201"]


def test_a_product_says_all_that_the_shop_knows_under_the_ids_of_carts() -> None:
    said = stated(TENT)
    assert (said.kind, said.id, said.source, said.at) == ("product", "42", "shopify", from_text(MORNING))
    assert said.fields == {**SAID, "variants": {"4201": variant()}}


def test_a_variant_has_its_price_in_minor_units_and_its_stock() -> None:
    whole = {"title": "Green", "sku": "T-2", "price": 19900, "compare_at": 24900, "stock": 3, "available": True}
    assert variant() == whole


@pytest.mark.parametrize(
    ("said", "stock", "available"),
    [
        ({"inventory_quantity": 0}, 0, False),
        ({"inventory_quantity": -2}, -2, False),
        ({"inventory_quantity": 0, "inventory_policy": "continue"}, 0, True),
        ({"inventory_quantity": 0, "inventory_management": None}, None, True),
        ({"inventory_quantity": None}, None, False),
    ],
)
def test_what_can_be_bought_follows_the_shop_s_own_rule(said, stock, available) -> None:
    found = variant(**said)
    assert (found.get("stock"), found["available"]) == (stock, available)


def test_the_only_form_of_a_product_has_no_name_of_its_own() -> None:
    assert "title" not in variant(title="Default Title", compare_at_price="0.00")


def test_a_draft_is_not_listed() -> None:
    assert stated({**TENT, "status": "draft"}).fields["listed"] is False


def test_when_it_was_triggered_is_what_orders_webhooks_never_after_receipt() -> None:
    for moment, at in ((NOON - MINUTE, NOON - MINUTE), (NOON + MINUTE, NOON)):
        assert stated(TENT, **{"x-shopify-triggered-at": to_text(moment)}).at == at


def test_a_deleted_product_is_gone() -> None:
    assert stated({"id": 42}, "products/delete") == Statement("product", "42", "shopify", NOON, {}, True, NOON)


@pytest.mark.parametrize(
    ("said", "reason"),
    [({"title": "Tent"}, "bad-item"), ([], "bad-json"), ({**TENT, "title": "x" * 150_000}, "item-too-large")],
)
def test_what_no_row_can_hold_is_kept_with_its_reason(said, reason) -> None:
    assert [one.reason for one in parsed("products/update", said).rejected] == [reason]


def test_the_options_of_a_source_are_checked() -> None:
    shopify.check({"currency": "EUR"})
    shopify.check({})
    for wrong in ({"currency": "euros"}, {"currency": 7}, {"shop": "north"}):
        with pytest.raises(Invalid, match="currency"):
            shopify.check(wrong)


@given(st.sampled_from((*TENT, "image")), VALUES)
def test_no_product_of_any_shape_is_lost(name, value) -> None:
    found = parsed("products/update", {**TENT, name: value})
    assert "not-understood" not in [one.reason for one in found.rejected]


@given(st.sampled_from(list(TENT["variants"][0])), VALUES)
def test_no_variant_of_any_shape_is_lost(name, value) -> None:
    assert parsed("products/update", {**TENT, "variants": [{**TENT["variants"][0], name: value}]}).items


def test_a_repeat_says_the_same() -> None:
    first, again = stated(TENT), stated(dict(reversed(TENT.items())))
    assert first.rank == replace(again, received_at=NOON + MINUTE).rank
