"""Our own point-of-sale format, as JSON and as CSV."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels import check_options
from segue.channels.store import pos, pos_csv
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


@pytest.mark.parametrize("written", [CSV, CSV.replace(",", ";"), "\ufeff" + CSV.replace("\n", "\r\n")])
def test_csv_says_what_the_json_says(written):
    (event,) = said.events("pos", written.encode())
    (wanted,) = said.events("pos", {**SALE, "extra": {}})
    assert (event, event.message_id) == (wanted, wanted.message_id)


def test_what_several_rows_say_of_a_record_is_said_by_the_first_that_says_it():
    rows = b"sale,R-1,2026-11-22,10,EUR,\nsale,R-1,2026-11-23,20,USD,AUTUMN\n"
    (event,) = said.events("pos", b"type,id,time,total,currency,coupon\n" + rows)
    assert [event.properties[name] for name in ("total", "currency", "coupon")] == [10.0, "EUR", "AUTUMN"]


def test_csv_is_understood_record_by_record_wherever_its_rows_stand():
    rows = "sale,R-1,2026-11-22,10,EUR,a\nsale,R-2,2026-11-22,ten,EUR,b\nvisit,,2026-11-22,,,\nsale,R-1,,,,c\n"
    found = said.parsed("pos", b"type,id,time,total,currency,product_id\n" + rows.encode())
    assert [len(one.properties["products"]) for one in found.events] == [2]
    assert [one.reason for one in found.rejected] == ["bad-record", "no-identifier"]
    mended = found.rejected[0].delivery.body.replace(b"ten", b"10")
    assert said.events("pos", mended)[0].properties["order_name"] == "R-2"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"type,totl\nsale,1\n", "unknown-column"),
        (b"id,total\nR-1,1\n", "unknown-column"),
        (b"type,id,id\nsale,1,2\n", "unknown-column"),
        (b"", "unknown-column"),
        (b"type,id\nsale,1,2\n", "bad-csv"),
        (b'type,id\nsale,"1\n', "bad-csv"),
        (b"type,id\nsale,\xff\n", "bad-csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_whole(body, reason):
    assert said.reasons("pos", body) == [reason]


HEAD = b"type,id,time,total,currency,product_id\n"
GOOD = b"sale,R-1,2026-11-22,10,EUR,a\n"
LATER = b"sale,R-9,2026-11-22,10,EUR,b\n"


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        (b"sale,R-2,2026-11-22,10,EUR,a,b,c\n", "row 3: a row has more fields"),
        (b'sale,R-2,2026-11-22,10,EUR,"5 inch\n', "row 3: "),
        (b'sale,R-2,2026-11-22,10,EUR,"5" inch\n', "row 3: "),
        (b"sale,R-2,2026-11-22,ten,EUR,a\n", "row 3: "),
        (b'"\n', "row 3: "),
        (b"sale,R-2,2026-11-22,10,EUR,a\n\nsale,R-2,,,,b,c\n", "rows 3, 5: a row has more fields"),
        (b'sale,R-2,,,,"b\nsale,R-2,2026-11-22,10,EUR,a\n', "rows 3, 4: "),
    ],
)
def test_a_broken_row_waits_alone_with_its_number_and_is_the_same_when_it_is_replayed(broken, place):
    found = said.parsed("pos", HEAD + GOOD + broken + LATER)
    assert [one.properties["order_name"] for one in found.events] == ["R-1", "R-9"]
    (rejected,) = found.rejected
    assert rejected.reason in ("bad-csv", "bad-record")
    assert rejected.detail.startswith(place)
    (again,) = said.parsed("pos", rejected.delivery.body).rejected
    assert (again.reason, again.delivery.body) == (rejected.reason, rejected.delivery.body)


def test_a_record_of_which_a_row_is_broken_waits_as_a_whole():
    found = said.parsed("pos", HEAD + GOOD + b"sale,R-1,,,,b,c\n")
    assert (found.events, len(found.rejected)) == ((), 1)
    assert [one.event for one in said.events("pos", found.rejected[0].delivery.body.replace(b"b,c", b"c"))]


def test_many_broken_rows_are_read_in_little_time():
    found = said.parsed("pos", HEAD + b'"a\n' * 2_000 + b'"""\n' * 2_000)
    assert found.rejected


@given(st.lists(st.sampled_from([GOOD, LATER, b'"', b"\n", b",", b"sale,", b'x"y', b"visit,,2026-11-22,,,\n", b"\r"])))
def test_no_row_is_lost_however_a_file_is_broken(parts):
    found = said.parsed("pos", HEAD + b"".join(parts))
    held = b"".join(one.delivery.body for one in found.rejected)
    for one in (b"R-1", b"R-9"):
        stored = [event for event in found.events if one.decode() in str(event.properties.get("order_name"))]
        assert (one not in b"".join(parts)) or stored or one in held


def test_a_file_without_rows_says_nothing():
    assert said.ignored("pos", b"type,id,time\n") == ["nothing-said"]


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_record_of_a_file_is_the_same_alone(names):
    rows = [{"type": "sale", "id": "R-1", "product_id": name, "product_name": name} for name in names]
    alone = pos_csv.record(pos_csv.write(rows))
    assert [one["name"] for one in alone["lines"]] == names


@pytest.mark.parametrize(
    ("headers", "query"),
    [({}, {"token": "s"}), ({"authorization": f"Basic {base64.b64encode(b'till:s').decode()}"}, {})],
)
def test_a_till_that_cannot_sign_shows_the_secret(headers, query):
    pos.verify(proof(Request("POST", "/webhooks/pos", query, headers, b"{}"), ["s"]))
