"""What rows of files become: events of the past, each the same whenever it is read, or a rejection with its row."""

import gzip
import json
from pathlib import Path

import pytest

from segue.errors import Invalid
from segue.events import Event
from segue.imports.formats import plan_of
from segue.imports.parts import Left, Origin, Part, Rejection, understood
from segue.imports.reading import opened
from segue.times import HOUR, to_text
from tests.builders import NOON

ORIGIN = Origin("old-shop", NOON)
VISITS = {"event": "Store Visited", "time": "when", "who": {"email": "mail"}, "properties": {"store": "shop"}}
HEAD = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID\n"


def read(file: Path, form: str, mapping: object = None, origin: Origin = ORIGIN) -> list[Part]:
    plan = plan_of(form, mapping)
    return [part for one in opened(file, form, plan).pieces for part in understood(one, origin, plan.understand)]


def written(tmp_path: Path, text: str, name: str = "rows.csv") -> Path:
    file = tmp_path / name
    file.write_text(text)
    return file


def orders(tmp_path: Path, *rows: str) -> list[Part]:
    return read(written(tmp_path, HEAD + "\n".join(rows) + "\n"), "csv", "orders-csv")


def events(parts: list[Part]) -> list[Event]:
    assert all(isinstance(one, Event) for one in parts), parts
    return [one for one in parts if isinstance(one, Event)]


def test_a_row_is_an_event_of_the_past(tmp_path) -> None:
    (event,) = events(read(written(tmp_path, "when,mail,shop\n2026-01-02 10:00,Kim@shop.test,Kiel\n"), "csv", VISITS))
    assert (event.event, to_text(event.timestamp)) == ("Store Visited", "2026-01-02T10:00:00.000Z")
    assert event.context == {"traits": {"email": "Kim@shop.test"}}
    assert (event.properties, event.backfill, event.source) == ({"store": "Kiel"}, True, "old-shop")


def test_a_row_has_the_same_id_in_every_import_released_or_not(tmp_path) -> None:
    file = written(tmp_path, "when,mail,shop\n2026-01-02 10:00,kim@shop.test,Kiel\n")
    (first,) = events(read(file, "csv", VISITS))
    (later,) = events(read(file, "csv", VISITS, Origin("old-shop", NOON + HOUR, released=True)))
    assert (first.message_id, first.original_timestamp) == (later.message_id, later.original_timestamp)
    assert later.backfill is False


def test_rows_that_cannot_be_understood_are_rejected_with_their_number_and_take_no_other_along(tmp_path) -> None:
    text = "when,mail,shop\nsoon,kim@shop.test,Kiel\n2026-01-02,,Kiel\n2026-01-02,lee@shop.test,Kiel\n"
    first, second, third = read(written(tmp_path, text), "csv", VISITS)
    assert [(one.row, one.reason) for one in (first, second) if isinstance(one, Rejection)] == [
        (1, "bad-time"),
        (2, "no-identifier"),
    ]
    assert isinstance(third, Event)


def test_a_line_that_is_no_row_of_the_table_is_rejected_by_number(tmp_path) -> None:
    text = "when,mail,shop\n" + "2026-01-02,kim@shop.test,Kiel\n" * 3 + "2026-01-02,kim@shop.test,Kiel,more\n"
    rejected = [one for one in read(written(tmp_path, text), "csv", VISITS) if isinstance(one, Rejection)]
    assert [(one.row, one.reason) for one in rejected] == [(4, "bad-line")]


def test_times_of_a_zone_are_read_in_it_in_whatever_form(tmp_path) -> None:
    mapping = {**VISITS, "time_format": "%d/%m/%Y %H:%M", "time_zone": "Europe/Berlin"}
    (event,) = events(read(written(tmp_path, "when,mail,shop\n02/07/2026 10:00,k@shop.test,Kiel\n"), "csv", mapping))
    assert to_text(event.timestamp) == "2026-07-02T08:00:00.000Z"


def test_lines_of_json_are_rows_too_and_without_an_event_they_say_who_somebody_is(tmp_path) -> None:
    row = {"id": 7, "since": "2025-05-01T00:00:00Z", "first": "Kim"}
    mapping = {"time": "since", "who": {"user_id": "id"}, "traits": {"firstName": "first"}}
    (event,) = events(read(written(tmp_path, json.dumps(row) + "\n\n", "rows.ndjson"), "ndjson", mapping))
    assert (event.type, event.user_id, event.traits) == ("identify", "7", {"firstName": "Kim"})


def test_lines_of_an_order_are_one_order(tmp_path) -> None:
    rows = (
        "1,A,TENT,2,2026-01-02 10:00,10.10,7",
        "1,POST,POSTAGE,1,2026-01-02 10:00,5,7",
        "1,P,PEG,3,2026-01-02 10:00,0,7",
    )
    (order,) = events(orders(tmp_path, *rows))
    said = order.properties
    assert (order.event, order.user_id, said["total"], said["shipping"]) == ("Order Completed", "7", 25.2, 5.0)
    assert [(one["product_id"], one["quantity"]) for one in said["products"]] == [("A", 2), ("P", 3)]


def test_a_refund_takes_its_pieces_off_the_newest_order_that_has_them(tmp_path) -> None:
    bought = ("1,A,TENT,2,2026-01-02 10:00,10,7", "2,A,TENT,1,2026-01-03 10:00,10,7", "3,P,PEG,1,2026-01-04 10:00,1,7")
    back = "C9,A,TENT,-4,2026-01-05 10:00,10,7"
    found = events(orders(tmp_path, *bought, back))
    refunds = {one.properties["order_id"]: one.properties["total"] for one in found if one.event == "Order Refunded"}
    assert refunds == {"2": 10.0, "1": 20.0, "C9": 10.0}  # one piece was bought before the file begins


def test_what_is_no_sale_is_left_out_by_name(tmp_path) -> None:
    assert orders(tmp_path, "1,TEST001,This is a test,1,2026-01-02 10:00,4.5,7") == [Left(1, "nothing-bought")]


def test_a_line_without_a_price_or_a_customer_is_rejected(tmp_path) -> None:
    found = orders(tmp_path, "1,A,TENT,1,2026-01-02 10:00,?,7", "2,A,TENT,1,2026-01-02 10:00,1,")
    assert [(one.row, one.reason) for one in found if isinstance(one, Rejection)] == [
        (1, "bad-number"),
        (2, "no-customer"),
    ]


def test_segment_s_archive_is_replayed_as_it_lies_there(tmp_path) -> None:
    times = {
        "originalTimestamp": "2026-01-02T10:00:05Z",
        "sentAt": "2026-01-02T10:00:06Z",
        "timestamp": "2026-01-02T10:00:00Z",
    }
    line = {"type": "track", "event": "Signed Up", "messageId": "m1", "userId": "u1", **times}
    file = tmp_path / "1.gz"
    file.write_bytes(gzip.compress((json.dumps(line) + "\n").encode()) + gzip.compress(b'{"type": "track"}\n'))
    event, rejection = read(file, "segment")
    assert isinstance(event, Event)
    assert (event.message_id, event.backfill, to_text(event.timestamp)) == ("m1", True, "2026-01-02T10:00:00.000Z")
    assert to_text(event.original_timestamp or 0) == "2026-01-02T10:00:05.000Z"
    assert isinstance(rejection, Rejection)
    assert (rejection.row, rejection.reason) == (2, "no-event-name")


def test_a_pinpoint_endpoint_is_a_person_with_an_address_and_a_no(tmp_path) -> None:
    user = {"UserId": "u1", "UserAttributes": {"tier": ["gold"], "tags": ["a", "b"]}}
    said = {"Id": "e1", "ChannelType": "EMAIL", "Address": "kim@shop.test", "OptOut": "ALL", "User": user}
    line = json.dumps({**said, "EffectiveDate": "2025-01-02T10:00:00Z", "Location": {"City": "Kiel"}})
    known, refusal = events(read(written(tmp_path, line, "e.json"), "pinpoint-endpoints"))
    assert (known.user_id, known.context["traits"]) == ("u1", {"email": "kim@shop.test"})
    assert known.traits == {"tier": "gold", "tags": ["a", "b"], "address": {"city": "Kiel"}}
    assert (refusal.event, refusal.properties["granted"]) == ("Consent Updated", False)


LITTLE = ("nothing", {"time": "t"}, {"who": {"email": "e"}}, {"orders": 1}, {"orders": {"colour": 1}}, {"colour": "x"})


@pytest.mark.parametrize("mapping", LITTLE)
def test_a_mapping_that_says_too_little_is_refused_before_anything_is_read(mapping) -> None:
    with pytest.raises(Invalid) as refused:
        plan_of("csv", mapping)
    assert refused.value.reason == "bad-mapping"


def test_a_file_that_cannot_be_read_is_refused(tmp_path) -> None:
    with pytest.raises(Invalid) as refused:
        read(written(tmp_path, "no table", "x.parquet"), "parquet", VISITS)
    assert refused.value.reason == "unreadable"
