"""A till's own format as CSV: the same records, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.store import pos_csv
from tests import said
from tests.unit.test_pos import CSV, SALE


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
