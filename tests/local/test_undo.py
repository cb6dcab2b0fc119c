"""On the running stack: a merge, a thousand events, an undo; both people are then what a replay of the ledger gives."""

import json
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from segue.aws.identities import identity_of
from segue.aws.items import from_item, unpack
from segue.events import Event, decode
from segue.facets import absorb, total
from segue.profile.identities import mark
from segue.times import MINUTE, to_text
from tests.local.waiting import eventually

pytestmark = pytest.mark.thorough

EVENTS, BATCH = 1000, 100
KINDS = ("Product Viewed", "Product Added", "Product Removed", "Order Completed", "Email Opened", "Consent Updated")


@pytest.fixture
def staff(ask) -> Callable[[str, Any], Any]:
    """`staff("/v1/merges", {...})` posts to the people API as an agent; None where nobody is known by that."""

    def post(path: str, body: Any) -> Any:
        answer = ask("agent", "POST", path, body)
        assert answer.status < 300 or answer.status == 404, (path, answer.status, answer.body)
        return answer.json if answer.status < 300 else None

    return post


def a_story(name: str, seed: int) -> Iterator[dict[str, Any]]:
    """Half a thousand events of one customer with an account and two browsers, some of them late or twice."""
    dice, now = random.Random(seed), int(time.time() * 1000)
    for number in range(EVENTS // 2):
        who = dice.choice(
            [{"userId": name}, {"userId": name, "anonymousId": f"{name}-b1"}, {"anonymousId": f"{name}-b1"}]
        )
        yield {
            "type": "track",
            "event": dice.choice(KINDS),
            "messageId": f"{name}-{dice.randrange(number + 1) if dice.random() < 0.05 else number}",
            "timestamp": to_text(now - dice.randrange(90) * MINUTE),
            "properties": said(dice, name),
            **who,
        }


def said(dice: random.Random, name: str) -> dict[str, Any]:
    line = {"product_id": f"p{dice.randrange(9)}", "name": "Tent", "price": 10, "quantity": dice.randint(1, 3)}
    names = {"cart_id": f"{name}-c{dice.randrange(3)}", "order_id": f"{name}-o{dice.randrange(9)}", "currency": "EUR"}
    answer = {"channel": "email", "purpose": "marketing", "granted": dice.random() < 0.5}
    return {**line, **names, **answer, "total": dice.randrange(90), "products": [line]}


def ledger_of(aws, resource, name: str) -> list[Event]:
    """Every event that the story of this name left in the ledger, each once."""
    events = [decode(unpack(row["b"])) for row in rows_of(aws, resource("LedgerTable"))]
    return [one for one in events if one.message_id.startswith(f"{name}-")]


def rows_of(aws, table: str) -> list[dict[str, Any]]:
    pages = aws("dynamodb").get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    return [from_item(item) for page in pages for item in page["Items"]]


def replayed(aws, resource, name: str) -> Any:
    """The facets of somebody who is nothing but the sum of the ledger's events of this name."""
    events = {(one.user_id or one.anonymous_id, mark(one)): one for one in ledger_of(aws, resource, name)}
    return plain(absorb({}, events.values()))


def stored(aws, resource, person: str) -> Any:
    """The facets of a person as the tables hold them: the sum of the rows of the person's identities."""
    keys = next(row["keys"] for row in rows_of(aws, resource("PeopleTable")) if row["pk"] == person and "keys" in row)
    rows = [row for row in rows_of(aws, resource("IdentitiesTable")) if row["pk"] in keys]
    return plain(total(identity_of(row).facets for row in rows))


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.fixture
def parted(collect, staff) -> list[dict[str, Any]]:
    """Two people who were merged, had a thousand events and were parted, as the API tells them; names in `value`."""
    names = (f"ada{time.time_ns()}", f"bea{time.time_ns()}")
    who = [{"type": "user_id", "value": name} for name in names]
    stories = [list(a_story(name, seed)) for seed, name in enumerate(names)]
    for name, story in zip(names, stories, strict=True):
        collect([{"type": "identify", "messageId": f"{name}-i", "userId": name}, *story[:50]])
    eventually(lambda: all(staff("/v1/people/find", one) for one in who))
    merge = staff("/v1/merges", {"keep": who[0], "absorb": who[1], "reason": "the same card"})
    assert len({staff("/v1/people/find", one)["id"] for one in who}) == 1
    both = [one for pair in zip(*stories, strict=True) for one in pair][100:]
    for start in range(0, len(both), BATCH):
        collect(both[start : start + BATCH])
    staff(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    return [{**staff("/v1/people/find", one), **one} for one in who]


def test_a_merge_a_thousand_events_and_an_undo_equal_the_replay(parted, aws, resource) -> None:
    for one in parted:
        wanted = replayed(aws, resource, one["value"])
        eventually(lambda one=one, wanted=wanted: stored(aws, resource, one["id"]) == wanted)
    assert len({one["id"] for one in parted}) == 2
    values = [{row["value"] for row in one["identifiers"]} for one in parted]
    assert all(
        one["value"] in known and f"{one['value']}-b1" in known for one, known in zip(parted, values, strict=True)
    )
    assert not values[0] & {two for two in values[1] if two.startswith(("ada", "bea"))}
