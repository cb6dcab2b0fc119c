"""WooCommerce's products as statements for the catalog."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.catalog.items import item_of
from segue.catalog_items import Statement
from segue.channels.commerce import woocommerce
from segue.deliveries import Delivery, Parsed, understood
from segue.times import from_text
from tests.builders import NOON
from tests.unit.test_segment_api_hostile import VALUES

TENT = {
    "id": 93,
    "parent_id": 0,
    "type": "simple",
    "name": "Tent &amp; pole",
    "permalink": "https://shop.example/tent",
    "date_modified_gmt": "2026-11-22T08:00:00",
    "status": "publish",
    "sku": "T-2",
    "price": "149.00",
    "regular_price": "199.00",
    "manage_stock": True,
    "stock_quantity": 3,
    "stock_status": "instock",
    "cross_sell_ids": [77],
    "categories": [{"id": 9, "name": "Camping"}],
    "tags": [{"id": 3, "name": "Summer"}],
    "images": [{"src": "https://shop.example/tent.jpg"}],
    "attributes": [{"name": "Colour", "options": ["Green", "Red"]}],
    "meta_data": [{"key": "segue_pack_size", "value": "2"}, {"key": "segue_consumable", "value": "no"}],
}
GREEN = {"id": 94, "parent_id": 93, "type": "variation", "price": "139.00", "stock_status": "outofstock"}
GREEN |= {"attributes": [{"name": "Colour", "option": "Green"}], "date_modified_gmt": "2026-11-22T08:30:00"}
SAID = {
    "title": "Tent & pole",
    "url": "https://shop.example/tent",
    "picture": "https://shop.example/tent.jpg",
    "categories": ["Camping", "Summer"],
    "features": {"Colour": "Green, Red"},
    "currency": "EUR",
    "listed": True,
    "accessories": ["77"],
    "pack_size": 2,
    "consumable": False,
    "sku": "T-2",
    "price": 14900,
    "compare_at": 19900,
    "stock": 3,
    "available": True,
}


def parsed(payload: object, topic: str = "product.updated") -> Parsed:
    raw, headers = json.dumps(payload).encode(), {"x-wc-webhook-topic": topic}
    return understood(Delivery("woo", "woocommerce", raw, headers, NOON, {"currency": "EUR"}), woocommerce.incoming)


def stated(payload: object, topic: str = "product.updated") -> Statement:
    (found,) = parsed(payload, topic).items
    return found


@pytest.mark.parametrize("topic", ["product.created", "product.updated", "product.restored"])
def test_a_product_says_all_that_the_shop_knows(topic) -> None:
    said = stated(TENT, topic)
    assert (said.id, said.part, said.at, said.fields) == ("93", "", from_text("2026-11-22T08:00:00Z"), SAID)


def test_a_form_is_a_statement_of_its_own_about_its_product() -> None:
    said = stated(GREEN)
    assert (said.id, said.part, said.place) == ("93", "94", "woo#94")
    whole = item_of("product", "93", [stated(TENT), said]).fields
    assert whole == {**SAID, "variants": {"94": {"title": "Green", "price": 13900, "available": False}}}


@pytest.mark.parametrize(
    ("said", "stock", "available"),
    [
        ({"manage_stock": False, "stock_quantity": None}, None, True),
        ({"stock_quantity": 0, "stock_status": "onbackorder"}, 0, True),
        ({"stock_quantity": 0, "stock_status": "outofstock"}, 0, False),
        ({"manage_stock": "parent"}, None, True),
    ],
)
def test_what_can_be_bought_is_as_the_shop_says(said, stock, available) -> None:
    found = stated({**TENT, **said}).fields
    assert (found.get("stock"), found["available"]) == (stock, available)


def test_what_is_not_published_is_not_listed_and_what_is_deleted_is_gone() -> None:
    assert stated({**TENT, "status": "trash"}).fields["listed"] is False
    assert stated({"id": 93}, "product.deleted") == Statement("product", "93", "woo", NOON, {}, True, NOON)


def test_a_product_without_an_id_is_kept_with_its_reason() -> None:
    assert [one.reason for one in parsed({"name": "Tent"}).rejected] == ["bad-item"]


@given(st.sampled_from([*TENT, "option"]), VALUES, st.sampled_from([TENT, GREEN]))
def test_no_product_of_any_shape_is_lost(name, value, product) -> None:
    assert "not-understood" not in [one.reason for one in parsed({**product, name: value}).rejected]
