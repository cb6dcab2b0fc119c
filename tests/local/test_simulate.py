"""A journey runs on the running stack, and is then simulated over the same ledger: the same entries and messages."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from segue.aws.playbooks import FRESH_SECONDS
from segue.times import to_text
from tests.local.waiting import eventually

pytestmark = pytest.mark.thorough

NAME = "simulated-day"
FILES = {
    f"segments/{NAME}.yaml": """name: Simulated day
when:
  all:
    - trait: simulated_day
      equals: true
    - cart: {untouched_for: 3s}
""",
    f"journeys/{NAME}.yaml": f"""name: Simulated day
entry: {{segment: {NAME}}}
steps:
  - wait: 2s
  - id: word
    send: {{template: abandoned-cart, channel: email, purpose: marketing}}
""",
}
PEOPLE, ORDERING = 6, 2


@pytest.fixture
def in_force(ask) -> Iterator[None]:
    """The journey and its segment, with everybody looked at; afterwards the playbook is as it was."""
    before = ask("admin", "GET", "/v1/playbook").json["files"]
    answer = ask("admin", "POST", "/v1/playbook/apply", {"files": FILES})
    assert answer.status in (200, 201), answer.body
    eventually(lambda: [one for one in fills(ask) if NAME in one["segments"]] and not going(ask))
    time.sleep(FRESH_SECONDS + 1)  # whoever has just looked at the playbook looks again after that
    yield
    ask("admin", "POST", "/v1/playbook/apply", {"files": before, "replace": True})


def fills(ask) -> list[dict[str, Any]]:
    """The back-fills."""
    return ask("admin", "GET", "/v1/backfills").json["items"]


def going(ask) -> list[dict[str, Any]]:
    """Those that have not ended."""
    return [one for one in fills(ask) if one["state"] in ("waiting", "running")]


@pytest.fixture
def rows(aws, resource) -> Callable[[str], list[dict[str, Any]]]:
    """`rows("MessagesTable")`: what the table has of the journey."""

    def read(table: str) -> list[dict[str, Any]]:
        pages = aws("dynamodb").get_paginator("scan").paginate(TableName=resource(table))
        found = [row for page in pages for row in page["Items"]]
        return [row for row in found if row.get("journey", {}).get("S") == NAME]

    return read


def batch(number: int, orders: bool) -> list[dict[str, Any]]:
    """What one customer does; an event's time is now."""
    who = {"userId": f"{NAME}-{number}", "timestamp": to_text(time.time_ns() // 1_000_000)}
    traits = {"email": f"{NAME}-{number}@example.com", "simulated_day": True}
    added = {"cart_id": f"{NAME}-{number}", "product_id": "p1", "name": "A tent", "price": 10.5, "currency": "EUR"}
    said = [
        {**who, "type": "identify", "messageId": f"{NAME}-{number}-i", "traits": traits},
        {**who, "type": "track", "messageId": f"{NAME}-{number}-a", "event": "Product Added", "properties": added},
    ]
    order = {"order_id": f"{NAME}-{number}", "cart_id": f"{NAME}-{number}", "total": 10.5, "currency": "EUR"}
    bought = {"type": "track", "messageId": f"{NAME}-{number}-o", "event": "Order Completed", "properties": order}
    return [*said, {**who, **bought}] if orders else said


def simulated(ask) -> dict[str, Any]:
    """The result of a simulation, once it is there."""
    begun = ask("marketer", "POST", "/v1/journeys/simulate", {"id": NAME, "days": 1})
    assert begun.status == 202, begun.body
    path = f"/v1/journeys/simulations/{begun.json['id']}"
    return eventually(lambda: ask("marketer", "GET", path).json["result"])


@pytest.mark.usefixtures("in_force")
def test_what_a_simulation_tells_is_what_happened(ask, collect, rows) -> None:
    for number in range(PEOPLE):
        collect(batch(number, orders=number < ORDERING))
    eventually(lambda: len(rows("MessagesTable")) == PEOPLE - ORDERING and not standing(rows))
    result = simulated(ask)
    people = {row["pk"]["S"] for row in rows("MessagesTable")}
    assert result["runs"] == len(rows("JourneysTable")) == PEOPLE - ORDERING
    assert [(one["template"], one["count"]) for one in result["messages"]] == [("abandoned-cart", len(people))]
    assert {one["person"] for one in result["sample"]} == people
    assert {one["id"]: one["reached"] for one in result["steps"]} == {"0": len(people), "word": len(people)}


def standing(rows: Callable[[str], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Runs that have not come to their end."""
    return [row for row in rows("JourneysTable") if row["state_"]["S"] == "running"]
