"""What measures say of the year of a real shop, beside what plain Python finds in the same file.

An order is a bill, with the sum of its lines (postage and discounts too; corrections of the books are left out). A bill
whose number begins with C gives money back: here of the customer's newest order before it, and of none where there is
none. Every third order is told a second time with another sum, by the payment, and each customer's orders come from two
identities that are one person.
"""

import csv
import gzip
import json
from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from segue.measures.composing import Asked
from segue.measures.computing import connected
from segue.times import from_text
from tests.measured import table, told

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "datasets" / "online_retail_ii_2009_2010"
FILE = DATA / "data_even_customers.csv.gz"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="needs the Online Retail II data beside the repository")
BOOKS = ("ADJUST", "BANK CHARGES", "TEST")
ALIAS = 1_000_000  # added to a customer's number: the second identity


class Bill(NamedTuple):
    """One bill: pence, below 0 where it gives back."""

    number: str
    customer: int
    time: str
    pence: int


@cache
def bills() -> list[Bill]:
    """In the order of their moments."""
    sums: dict[tuple[str, int, str], Decimal] = defaultdict(Decimal)
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        lines = [row for row in csv.DictReader(file) if not row["StockCode"].startswith(BOOKS)]
    for row in lines:
        about = row["Invoice"], int(row["Customer ID"] or 0), row["InvoiceDate"]
        sums[about] += int(row["Quantity"]) * Decimal(row["Price"])
    first: dict[str, Bill] = {}
    for (number, customer, time), money in sorted(sums.items(), key=lambda one: (one[0][2], one[0][0])):
        before = first.get(number, Bill(number, customer, time, 0))
        first[number] = before._replace(pence=before.pence + round(money * 100))
    return sorted(first.values(), key=lambda one: (one.time, one.number))


def orders() -> list[Bill]:
    return [one for one in bills() if not one.number.startswith("C")]


@cache
def refunds() -> dict[str, int]:
    """{order: what was given back of it}."""
    newest: dict[int, str] = {}
    found: dict[str, int] = defaultdict(int)
    for one in bills():
        if not one.number.startswith("C"):
            newest[one.customer] = one.number
        elif one.customer in newest:
            found[newest[one.customer]] -= one.pence
    return found


def rows() -> list[dict[str, Any]]:
    """The same as the archive has it."""
    found: list[dict[str, Any]] = []
    for at, one in enumerate(orders()):
        who = one.customer + ALIAS * (at % 2)
        about = {"who": who, "time": one.time, "purchase": int(one.number), "currency": "GBP", "date": one.time[:10]}
        sold = {**about, "name": "Order Completed", "money": one.pence, "source": "till", "channel": "store"}
        again = {**sold, "money": one.pence + 100, "source": "payments", "channel": "server"}
        back = {**sold, "name": "Order Refunded", "money": refunds().get(one.number, 0)}
        found += [sold, *([again] if at % 3 == 0 else []), *([back] if back["money"] else [])]
    return [{**one, "kind": "order", "id": number} for number, one in enumerate(found)]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = tmp_path_factory.mktemp("retail") / "rows.json"
    file.write_text("\n".join(map(json.dumps, rows())))
    base = connected()
    base.execute(f"INSERT INTO events BY NAME SELECT * FROM read_json('{file}', columns = {_types()})")
    base.execute(f"INSERT INTO people BY NAME SELECT DISTINCT who, who % {ALIAS} AS person FROM events")
    return base


def _types() -> str:
    words = dict.fromkeys(("date", "kind", "name", "source", "channel", "currency"), "VARCHAR")
    return str({**words, **dict.fromkeys(("id", "who", "purchase", "money"), "BIGINT"), "time": "TIMESTAMP"})


def year(by: str = "all") -> Asked:
    return Asked(from_text("2009-12-01T00:00:00Z"), from_text("2010-12-31T00:00:00Z"), by, currency="GBP")


def by_month(shop: Any, name: str) -> dict[str, Any]:
    return {part[:7]: one for part, one in told(shop, name, year("month")).items()}


def months() -> dict[str, list[Bill]]:
    found: dict[str, list[Bill]] = defaultdict(list)
    for one in orders():
        found[one.time[:7]].append(one)
    return found


def test_there_are_thousands_of_orders_and_hundreds_of_refunds() -> None:
    assert len(orders()) > 8_000
    assert len(refunds()) > 1_000


def test_revenue_and_orders_by_month(shop: Any) -> None:
    truth = months()
    revenue = {month: one.value for month, one in by_month(shop, "revenue").items()}
    assert revenue == {month: sum(one.pence for one in of) for month, of in truth.items()}
    assert {month: one.value for month, one in by_month(shop, "orders").items()} == {
        m: len(of) for m, of in truth.items()
    }
    assert told(shop, "average_order", year())["all"].value == pytest.approx(sum(revenue.values()) / len(orders()))


def test_what_was_given_back(shop: Any) -> None:
    back = refunds()
    net = sum(one.pence - back.get(one.number, 0) for one in orders())
    assert told(shop, "net_revenue", year())["all"].value == net
    share = sum(back.get(one.number, 0) > 0 for one in orders()) / len(orders())
    assert told(shop, "refund_rate", year())["all"].value == pytest.approx(share)


def test_customers_and_how_often_they_order(shop: Any) -> None:
    known = {month: {one.customer for one in of} - {0} for month, of in months().items()}
    assert {m: one.value for m, one in by_month(shop, "customers").items()} == {m: len(of) for m, of in known.items()}
    every = [one.customer for one in orders() if one.customer]
    assert told(shop, "purchase_frequency", year())["all"].value == pytest.approx(len(every) / len(set(every)))


def test_the_repeat_rate_by_month(shop: Any) -> None:
    seen: set[int] = set()
    truth: dict[str, float] = {}
    for month, of in months().items():
        again = set()
        for customer in (one.customer for one in of if one.customer):
            again |= {customer} & seen
            seen.add(customer)
        truth[month] = len(again) / len({one.customer for one in of} - {0})
    assert {m: one.value for m, one in by_month(shop, "repeat_rate").items()} == pytest.approx(truth)


def test_the_days_to_the_next_order(shop: Any) -> None:
    last: dict[int, datetime] = {}
    gaps = []
    for one in (one for one in orders() if one.customer):
        moment = datetime.fromisoformat(one.time)
        if one.customer in last:
            gaps.append((moment - last[one.customer]).total_seconds() / 86_400)
        last[one.customer] = moment
    assert told(shop, "time_to_next_order", year())["all"].value == pytest.approx(sum(gaps) / len(gaps))


def test_cohorts(shop: Any) -> None:
    began: dict[int, str] = {}
    spent: dict[tuple[str, str], int] = defaultdict(int)
    came: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in (one for one in orders() if one.customer):
        cell = began.setdefault(one.customer, one.time[:7]), one.time[:7]
        spent[cell] += one.pence
        came[cell].add(one.customer)
    found = {(row["cohort"][:7], later(row["cohort"], row["month"])): row for row in table(shop, "cohorts", year())}
    assert {cell: row["ordered"] for cell, row in found.items() if row["ordered"]} == {
        c: len(of) for c, of in came.items()
    }
    assert {cell: row["revenue"] for cell, row in found.items() if row["ordered"]} == spent
    assert all(row["people"] == len(came[cohort, cohort]) for (cohort, _), row in found.items())


def later(cohort: str, number: int) -> str:
    """So many months after a cohort's."""
    years, month = divmod(int(cohort[5:7]) - 1 + number, 12)
    return f"{int(cohort[:4]) + years}-{month + 1:02}"


def test_the_value_of_a_customer_by_the_month_of_their_first_order(shop: Any) -> None:
    back, began = refunds(), {}
    value: dict[str, int] = defaultdict(int)
    for one in (one for one in orders() if one.customer):
        value[began.setdefault(one.customer, one.time[:7])] += one.pence - back.get(one.number, 0)
    people = {month: sum(one == month for one in began.values()) for month in value}
    truth = {month: money / people[month] for month, money in value.items()}
    assert {m: one.value for m, one in by_month(shop, "lifetime_value").items()} == pytest.approx(truth)
