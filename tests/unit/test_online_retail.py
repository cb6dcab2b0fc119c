"""The history of a real shop: 197,939 lines with cancellations, junk descriptions and zero prices.

What comes out is compared with what DuckDB's SQL says of the same file, asked in another way.
"""

from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from segue.events import Event
from segue.imports.formats import plan_of
from segue.imports.parts import Left, Origin, Part, understood
from segue.imports.reading import opened
from tests.builders import NOON

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "datasets" / "online_retail_ii_2009_2010"
FILE = DATA / "data_even_customers.csv.gz"
pytestmark = [
    pytest.mark.skipif(not FILE.exists(), reason="needs the Online Retail II data beside the repository"),
    pytest.mark.thorough,
]
IGNORED = "regexp_matches(StockCode, '^(ADJUST.*|BANK CHARGES|TEST.*)$')"


@cache
def parts() -> list[Part]:
    plan = plan_of("csv", "orders-csv")
    pieces, origin = opened(FILE, "csv", plan).pieces, Origin("shop", NOON)
    return [part for one in pieces for part in understood(one, origin, plan.understand)]


def named(name: str) -> list[Event]:
    return [one for one in parts() if isinstance(one, Event) and one.event == name]


def asked(what: str, where: str) -> Any:
    """One figure of the lines that are a sale or its return."""
    said = f"SELECT {what} FROM read_csv(?, types = {{'Price': 'DECIMAL(12,3)'}}) WHERE NOT {IGNORED} AND {where}"
    return (duckdb.execute(said, [str(FILE)]).fetchone() or (None,))[0]


def total(events: list[Event]) -> Decimal:
    return sum((Decimal(str(one.properties["total"])) for one in events), Decimal(0))


def test_every_line_of_the_file_is_read_and_none_is_rejected() -> None:
    plan = plan_of("csv", "orders-csv")
    reading = opened(FILE, "csv", plan)
    assert reading.total == 197_939
    assert {type(one) for one in parts()} == {Event, Left}


def test_orders_are_the_bills_of_the_file_with_the_sums_that_it_states() -> None:
    orders = named("Order Completed")
    assert len(orders) == asked("count(DISTINCT Invoice)", "Invoice NOT LIKE 'C%'")
    assert total(orders) == asked("sum(Price * Quantity)", "Invoice NOT LIKE 'C%'")
    pieces = sum(line["quantity"] for one in orders for line in one.properties["products"])
    goods = "Invoice NOT LIKE 'C%' AND NOT regexp_matches(StockCode, '^(POST|DOT|C2|D|M|S)$')"
    assert pieces == asked("sum(Quantity)", goods)


def test_refunds_are_the_cancellations_of_the_file_whatever_orders_they_are_taken_off() -> None:
    refunds, cancelled = named("Order Refunded"), "Invoice LIKE 'C%'"
    assert len({one.properties["refund_id"] for one in refunds}) == asked("count(DISTINCT Invoice)", cancelled)
    assert total(refunds) == asked("-sum(Price * Quantity)", cancelled)


def test_most_pieces_that_came_back_find_their_order_and_never_more_than_were_bought() -> None:
    bought, came = pieces(named("Order Completed")), pieces(named("Order Refunded"))
    known = {order for order, _ in bought}
    found = {key: count for key, count in came.items() if key[0] in known}
    assert sum(found.values()) / sum(came.values()) > 0.5
    assert all(count <= bought[key] for key, count in found.items())


def pieces(events: list[Event]) -> Counter[tuple[str, str]]:
    """How many of each order and product."""
    count: Counter[tuple[str, str]] = Counter()
    for one in events:
        for line in one.properties["products"]:
            count[one.properties["order_id"], line["product_id"]] += line["quantity"]
    return count


def test_people_are_the_customers_of_the_file() -> None:
    people = {one.user_id for one in parts() if isinstance(one, Event)}
    assert len(people) == asked('count(DISTINCT "Customer ID")', "true")


def test_two_events_never_share_their_place_in_the_ledger() -> None:
    events = [one for one in parts() if isinstance(one, Event)]
    assert len({(one.user_id, one.original_timestamp, one.message_id) for one in events}) == len(events)
    assert all(one.backfill for one in events)
