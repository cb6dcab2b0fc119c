"""Our own point-of-sale format, as JSON and as CSV."""

import base64
import json

import pytest

from segue.channels import check_options
from segue.channels.store import pos
from segue.deliveries import Delivery, understood
from segue.errors import Invalid
from segue.http import Request
from segue.times import from_text
from tests import said
from tests.builders import NOON
from tests.provider_samples import proof

TIME = "2026-11-22T10:15:00+01:00"
KIM = {"customer_id": "7", "email": "kim@shop.example", "loyalty_id": "9900112"}
LINES = [
    {"product_id": "42", "name": "Tent", "quantity": 1, "price": 199.0, "list_price": 249.0},
    {"product_id": "7", "name": "Rope", "quantity": 2.5, "price": 3.2},
]
SALE = {
    "type": "sale",
    "id": "R-1001",
    "time": TIME,
    "store": "Berlin Mitte",
    "register": "2",
    "customer": KIM,
    "total": 207.0,
    "currency": "EUR",
    "tax": 33.05,
    "lines": LINES,
    "extra": {"cashier": "4"},
}
BACK = {"type": "return", "id": "B-1", "sale": "R-1001", "time": TIME, "total": 3.2, "currency": "EUR"}
BACK |= {"lines": LINES[1:]}
CARD = {"type": "loyalty_card", "time": TIME, "customer": KIM, "points": 20, "balance": 120}
VISIT = {"type": "visit", "time": TIME, "store": "Berlin Mitte", "customer": {"user_id": "u-1"}}
RECEIPT = {"order_id": "pos:R-1001", "order_name": "R-1001"}
COLUMNS = "type,id,time,store,register,total,currency,tax,customer_id,email,loyalty_id"
PRODUCT = "product_id,product_name,quantity,price,list_price"
CSV = f"""{COLUMNS},{PRODUCT}
sale,R-1001,2026-11-22T10:15:00+01:00,Berlin Mitte,2,207.00,EUR,33.05,7,kim@shop.example,9900112,42,Tent,1,199,249
sale,R-1001,,,,,,,,,,7,Rope,2.5,3.20,
"""


def test_a_sale_is_an_order_with_its_lines():
    (event,) = said.events("pos", SALE)
    assert (event.event, event.channel, event.timestamp) == ("Order Completed", "store", from_text(TIME))
    money = {**RECEIPT, "total": 207.0, "currency": "EUR", "tax": 33.05}
    place = {"store_id": "Berlin Mitte", "register": "2", "cashier": "4"}
    assert event.properties == {**money, **place, "products": LINES}


def test_a_customer_s_id_is_the_source_s_and_a_card_s_number_is_the_card_s():
    (event,) = said.events("pos", SALE)
    card = {("email", "kim@shop.example"), ("loyalty_id", "9900112"), ("customer_id", "pos:7")}
    assert said.named(event) == {*card, ("order_id", "pos:R-1001")}


def test_a_sale_to_nobody_known_is_kept_under_its_receipt():
    (event,) = said.events("pos", {**SALE, "customer": {}})
    assert said.named(event) == {("order_id", "pos:R-1001")}


def test_receipt_1001_of_two_tills_is_two_orders_unless_it_is_the_shop_s_number():
    raw = json.dumps(SALE).encode()
    tills = [Delivery(one, "pos", raw, {}, NOON) for one in ("berlin", "munich")]
    orders = {understood(one, pos.incoming).events[0].properties["order_id"] for one in tills}
    assert orders == {"berlin:R-1001", "munich:R-1001"}
    assert said.events("pos", SALE, receipts="shop")[0].properties["order_id"] == "R-1001"
    check_options("pos", {"receipts": "shop"})
    with pytest.raises(Invalid, match="receipts: shop"):
        check_options("pos", {"receipts": "till"})


def test_a_return_pays_back_a_part_of_a_sale():
    (event,) = said.events("pos", BACK)
    wanted = {**RECEIPT, "refund_id": "B-1", "total": 3.2, "currency": "EUR", "products": LINES[1:]}
    assert (event.event, event.properties) == ("Order Refunded", wanted)


def test_a_card_that_is_shown_says_its_points():
    (event,) = said.events("pos", {**CARD, "sale": "R-1001"})
    wanted = {"loyalty_id": "9900112", **RECEIPT, "points": 20.0, "balance": 120.0}
    assert (event.event, event.properties) == ("Loyalty Card Used", wanted)
    assert {("loyalty_id", "9900112"), ("order_id", "pos:R-1001")} <= said.named(event)


def test_a_visit_is_of_somebody_known():
    (event,) = said.events("pos", VISIT)
    assert (event.event, event.user_id, event.properties) == ("Store Visited", "u-1", {"store_id": "Berlin Mitte"})
    assert said.reasons("pos", {**VISIT, "customer": {}}) == ["no-identifier"]


def test_a_repeat_is_the_same_and_another_record_of_the_same_number_is_not():
    records = (SALE, SALE, BACK, {**BACK, "id": "R-1001"}, VISIT, VISIT)
    twice = [said.events("pos", one)[0].message_id for one in records]
    assert (twice[0] == twice[1], twice[4] == twice[5], len(set(twice))) == (True, True, 4)


def test_a_batch_is_understood_record_by_record():
    found = said.parsed("pos", {"records": [SALE, {**SALE, "total": -1}, 5, {"records": [SALE]}, VISIT]})
    assert [one.event for one in found.events] == ["Order Completed", "Store Visited"]
    assert [one.reason for one in found.rejected] == ["bad-record", "bad-json", "bad-record"]
    mended = found.rejected[0].delivery.body.replace(b":-1", b":1")
    assert said.events("pos", mended)[0].properties["total"] == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "gift"}, "bad-record"),
        ({"id": ""}, "bad-record"),
        ({"total": "207"}, "bad-record"),
        ({"currency": "eur"}, "bad-record"),
        ({"currencu": "EUR"}, "bad-record"),
        ({"customer": {"emial": "kim@shop.example"}}, "bad-record"),
        ({"lines": [{"product_id": "42", "quantity": 0}]}, "bad-record"),
        ({"time": "yesterday"}, "bad-time"),
        ({"records": []}, "bad-record"),
    ],
)
def test_what_the_format_does_not_know_is_kept_with_its_reason(change, reason):
    assert said.reasons("pos", {**SALE, **change}) == [reason]


@pytest.mark.parametrize(
    ("headers", "query"),
    [({}, {"token": "s"}), ({"authorization": f"Basic {base64.b64encode(b'till:s').decode()}"}, {})],
)
def test_a_till_that_cannot_sign_shows_the_secret(headers, query):
    pos.verify(proof(Request("POST", "/webhooks/pos", query, headers, b"{}"), ["s"]))
