"""Orders: what each event leaves in the facet, and what counts as bought at a promotion."""

from typing import Any

import pytest

from segue import facets
from segue.facets import orders
from segue.facets.lines import line
from segue.facets.registers import mark
from tests.builders import NOON, an_event, an_order

BEANS = {"product_id": "beans", "quantity": 2, "price": 5, "name": "Beans"}


def test_an_order_is_one_record_of_its_source_and_its_placing() -> None:
    event = an_order(products=[BEANS, BEANS | {"coupon": "TEN"}], channel="kiosk")
    record = [*mark(event), 2100, "EUR", "web", "", 0, 4, 2, [line(BEANS, "EUR")] * 2]
    assert orders.of(event) == {"records": {"o1|web": record}, "placed": {"o1|web": [*mark(event), 0]}}
    updated = an_event(
        "Order Updated", properties={"order_id": "o1", "coupon": "TEN", "discount": 1.5, "currency": "eur"}
    )
    assert orders.of(updated) == {"records": {"o1|web": [*mark(updated), 0, "EUR", "web", "TEN", 150, 0, 0, []]}}


@pytest.mark.parametrize(("called", "part"), [("Order Cancelled", "cancelled"), ("Order Fulfilled", "fulfilled")])
def test_that_an_order_was_cancelled_or_fulfilled_is_remembered(called: str, part: str) -> None:
    event = an_event(called, properties={"order_id": "o1"})
    assert orders.of(event) == {part: {"o1": [*mark(event), 1]}}


def test_a_refund_is_known_by_its_id_or_by_its_event() -> None:
    said = {"order_id": "o1", "total": 6, "currency": "EUR", "products": [BEANS]}
    named = an_event("Order Refunded", properties={**said, "refund_id": "r1"})
    assert orders.of(named) == {"refunds": {"o1|r1": [*mark(named), 600, 2, ["beans"]]}}
    bare = an_event("Order Refunded", properties=said)
    assert list(orders.of(bare)["refunds"]) == [f"o1|{mark(bare)[1]}"]


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("Order Completed", {}),
        ("Product Added", {"order_id": "o1"}),
        ("Orders Exported", {"order_id": "o1"}),
        ("Order Packed", {"order_id": "o1"}),
    ],
)
def test_what_is_about_no_order_is_worth_nothing(called: str, said: dict[str, Any]) -> None:
    assert orders.of(an_event(called, properties=said)) == {}


@pytest.mark.parametrize(
    ("said", "cents"),
    [
        ({"total": 1, "revenue": 2, "value": 3}, 100),
        ({"total": None, "revenue": 2, "value": 3}, 200),
        ({"value": 3}, 300),
        ({"total": 0, "value": 3}, 0),
        ({}, 0),
    ],
)
def test_an_order_is_worth_its_total_or_what_else_says_so(said: dict[str, Any], cents: int) -> None:
    assert orders.total({**said, "currency": "EUR"}) == cents
    assert orders.total({**said, "currency": "JPY"}) == cents // 100


@pytest.mark.parametrize(
    ("said", "code", "promoted"),
    [
        ({}, "EUR", 0),
        ({"compare_at_price": 5}, "EUR", 0),
        ({"compare_at_price": 4}, "EUR", 0),
        ({"list_price": 5.01}, "EUR", 2),
        ({"original_price": 9, "regular_price": ""}, "EUR", 2),
        ({"list_price": 5.4}, "JPY", 0),
        ({"price": 5.4, "list_price": 5.6}, "JPY", 2),
        ({"price": None, "list_price": 0.01}, "EUR", 2),
        ({"price": None}, "EUR", 0),
        ({"coupon": "TEN"}, "EUR", 2),
        ({"discount": 0.01}, "EUR", 2),
        ({"discount": 0.4}, "JPY", 0),
        ({"discount": 0}, "EUR", 0),
    ],
)
def test_a_piece_below_its_list_price_or_with_a_coupon_is_a_promotion(
    said: dict[str, Any], code: str, promoted: int
) -> None:
    worth = orders.of(an_order(products=[BEANS | said, "junk"], currency=code))
    assert worth["records"]["o1|web"][8] == promoted


def test_a_coupon_on_the_order_makes_all_of_it_a_promotion() -> None:
    rebates: tuple[dict[str, Any], ...] = {"coupon": "TEN"}, {"discount": 0.01}
    for said in rebates:
        assert orders.of(an_order(products=[BEANS, BEANS], **said))["records"]["o1|web"][8] == 4
    assert orders.of(an_order(products="none", coupon="TEN"))["records"]["o1|web"][7:] == [0, 0, []]


def test_older_records_keep_brief_lines_alone() -> None:
    value = facets.absorb({}, [an_order(NOON - n, f"o{n}", products=[BEANS]) for n in range(8)])["orders"]
    lengths = {key: len(record[-1][0]) for key, record in value["records"].items()}
    assert lengths == {f"o{n}|web": 8 if n < orders.WHOLE else 2 for n in range(8)}
    assert value["records"]["o7|web"][-1] == [["beans", 2]]


def test_an_order_in_yen_has_no_hundredths_anywhere() -> None:
    event = an_order(products=[BEANS | {"price": 500}], currency="JPY", discount=30)
    record = orders.of(event)["records"]["o1|web"]
    assert (record[6], record[-1]) == (30, [line(BEANS | {"price": 500}, "JPY")])
    assert record[-1][0][3] == 500


def test_the_earliest_completion_counts_whichever_source_is_read_first() -> None:
    registers = {"o1|web": [NOON, 1, 0], "o1|app": [NOON + 5, 2, 0]}
    for order in (registers, dict(reversed(registers.items()))):
        assert orders.placed({"placed": order}) == {"o1": NOON}


def test_an_order_was_placed_when_its_first_completion_says_or_else_its_first_record() -> None:
    late = an_event("Order Completed", NOON + 5, source="app", properties={"order_id": "o1"})
    told = an_event("Order Updated", NOON - 9, properties={"order_id": "o1"})
    only = an_event("Order Updated", NOON + 1, properties={"order_id": "a|b"})
    value = facets.absorb({}, [late, an_order(NOON), told, only])["orders"]
    assert orders.placed(value) == {"o1": NOON, "a|b": NOON + 1}
    assert sorted(orders.placed_times(value)) == [NOON, NOON + 1]
