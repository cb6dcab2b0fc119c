"""What is too large, damaged or no number in a file of history: rejected or refused, and never tried for ever."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from segue.errors import Invalid
from segue.events import Event
from segue.imports import reading
from segue.imports.formats import plan_of
from segue.imports.parts import Found, Rejection
from segue.times import to_text
from tests.unit.test_imports import HEAD, VISITS, events, orders, read, written


@pytest.mark.parametrize(("quantity", "price"), [("1.5", "10"), ("1E400", "10"), ("1", "1E400"), ("1E999999", "1")])
def test_a_number_that_would_make_sums_wrong_is_rejected(tmp_path, quantity, price) -> None:
    (found,) = orders(tmp_path, f"1,A,CHEESE,{quantity},2026-01-02 10:00,{price},7")
    assert isinstance(found, Rejection)
    assert found.reason == "bad-number"


def test_a_packed_table_is_known_by_what_is_in_it_since_an_upload_has_no_name(tmp_path) -> None:
    file = tmp_path / "i_1"
    file.write_bytes(gzip.compress(b"when,mail,shop\n2026-01-02 10:00,kim@shop.test,Kiel\n"))
    assert len(events(read(file, "csv", VISITS))) == 1


def visit(**said: object) -> str:
    return json.dumps({"when": "2026-01-02", "mail": "kim@shop.test", "shop": "Kiel", **said}) + "\n"


def test_an_event_that_no_table_takes_is_rejected_and_not_tried_for_ever(tmp_path) -> None:
    file = written(tmp_path, visit(shop="x" * 350_000) + visit(), "rows.ndjson")
    first, second = read(file, "ndjson", VISITS)
    assert isinstance(first, Rejection)
    assert (first.row, first.reason, isinstance(second, Event)) == (1, "too-large", True)


@pytest.mark.parametrize("packed", [True, False])
def test_a_line_without_an_end_is_rejected_and_the_next_ones_are_read(tmp_path, monkeypatch, packed) -> None:
    monkeypatch.setattr(reading, "LONGEST_LINE", 200)
    text = (visit(more="x" * 1000) + visit()).encode()
    file = tmp_path / "rows"
    file.write_bytes(gzip.compress(text) if packed else text)
    first, second = read(file, "ndjson", VISITS)
    assert isinstance(first, Rejection)
    assert (first.row, first.reason, isinstance(second, Event)) == (1, "too-long", True)


def test_a_packed_file_that_is_damaged_inside_is_refused(tmp_path) -> None:
    raw = bytearray(gzip.compress("".join(visit(more=str(one)) for one in range(5000)).encode()))
    raw[200:220] = b"\xff" * 20
    (tmp_path / "rows.gz").write_bytes(raw)
    with pytest.raises(Invalid) as refused:
        read(tmp_path / "rows.gz", "ndjson", VISITS)
    assert refused.value.reason == "unreadable"


def test_a_table_that_asks_for_more_than_there_is_is_refused_while_it_is_read(tmp_path, monkeypatch) -> None:
    def failing(*_: object) -> Iterator[Found]:
        raise duckdb.OutOfMemoryException("failed to offload data block")
        yield

    monkeypatch.setattr(reading, "_rows", failing)
    with pytest.raises(Invalid) as refused:
        read(written(tmp_path, "when,mail,shop\n2026-01-02,kim@shop.test,Kiel\n"), "csv", VISITS)
    assert refused.value.reason == "unreadable"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1767348000", "2026-01-02T10:00:00.000Z"),
        ("1767348000.5", "2026-01-02T10:00:00.500Z"),
        ("1767348000500", "2026-01-02T10:00:00.500Z"),
        ("20260102", "2026-01-02T00:00:00.000Z"),
    ],
)
def test_a_number_of_seconds_is_a_time_in_a_table_too(tmp_path, text, moment) -> None:
    (event,) = events(read(written(tmp_path, f"when,mail,shop\n{text},kim@shop.test,Kiel\n"), "csv", VISITS))
    assert to_text(event.original_timestamp or 0) == moment


def guests(tmp_path: Path) -> Path:
    """Five orders of three lines each by one "guest", one line of Kim's between two of them."""
    lines = [f"{order},P{line},LAMP,1,2026-01-02 1{order}:00,2,guest" for order in range(5) for line in range(3)]
    lines[4:4] = ["99,P1,LAMP,1,2026-01-02 10:00,2,kim"]
    return written(tmp_path, HEAD + "\n".join(lines) + "\n")


@pytest.mark.parametrize("most", [3, 4, 7, 100])
def test_rows_of_a_guest_are_cut_between_two_orders(tmp_path, monkeypatch, most) -> None:
    whole = events(read(guests(tmp_path), "csv", "orders-csv"))
    monkeypatch.setattr(reading, "MOST_ROWS", most)
    plan = plan_of("csv", "orders-csv")
    pieces = list(reading.opened(guests(tmp_path), "csv", plan).pieces)
    assert max(len(one.value) for one in pieces) <= most + 2
    assert [one.done for one in pieces][-1] == 16
    found = events(read(guests(tmp_path), "csv", "orders-csv"))
    assert sorted(one.message_id for one in found) == sorted(one.message_id for one in whole)
    assert {len(one.properties["products"]) for one in found} == {1, 3}


def test_an_order_without_an_end_is_rejected_and_the_others_come_in(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    found = read(guests(tmp_path), "csv", "orders-csv")
    assert [one.reason for one in found if isinstance(one, Rejection)] == ["too-long"] * 5
    assert [one.user_id for one in found if isinstance(one, Event)] == ["kim"]
