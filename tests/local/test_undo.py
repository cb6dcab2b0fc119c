"""On the running stack: a merge, a thousand events, an undo; both people are then what a replay of the ledger gives."""

import base64
import json
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from segue.aws.items import from_item, unpack
from segue.events import Event, decode
from segue.facets import absorb
from segue.identities import mark
from segue.profiles import Profile
from segue.times import MINUTE, to_text

EVENTS, BATCH = 1000, 100
PATIENCE = 120  # seconds on a busy machine
KINDS = ("Product Viewed", "Product Added", "Product Removed", "Order Completed", "Email Opened", "Consent Updated")


@pytest.fixture
def staff(outputs, call, token) -> Callable[..., Any]:
    """`staff("POST", "/v1/merges", {...})` asks the people API as an agent."""
    headers = {"Authorization": f"Bearer {token('agent')}"}

    def ask(method: str, path: str, body: Any = None) -> Any:
        answer = call(method, outputs["api"] + path, body, headers)
        assert answer.status < 300, (path, answer.status, answer.body)
        return answer.json

    return ask


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


def posted(outputs, call, messages: list[dict[str, Any]]) -> None:
    key = base64.b64encode(f"{outputs['write_key']}:".encode()).decode()
    answer = call("POST", f"{outputs['ingest']}/v1/batch", {"batch": messages}, {"Authorization": f"Basic {key}"})
    assert (answer.status, answer.json) == (200, {"success": True})


def ledger_of(aws, resource, name: str) -> list[Event]:
    """Every event that the story of this name left in the ledger, each once."""
    pages = aws("dynamodb").get_paginator("scan").paginate(TableName=resource("LedgerTable"))
    events = [decode(unpack(from_item(item)["b"])) for page in pages for item in page["Items"]]
    return [one for one in events if one.message_id.startswith(f"{name}-")]


def replayed(events: list[Event]) -> Any:
    """The facets of a profile that is nothing but the sum of these events, as the API tells them."""
    facets = absorb({}, {(mark(one), one.user_id or one.anonymous_id): one for one in events}.values())
    return json.loads(json.dumps(Profile("u_replay", facets, ()).described()))


def told(staff, name: str) -> Any:
    """Both as JSON, without what is asked of the clock."""
    return staff("POST", "/v1/people/find", {"type": "user_id", "value": name})


def eventually(check: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not check() and time.monotonic() < until:
        time.sleep(1)
    assert check()


def test_a_merge_a_thousand_events_and_an_undo_equal_the_replay(outputs, call, staff, aws, resource) -> None:
    names = (f"ada{time.time_ns()}", f"bea{time.time_ns()}")
    stories = [list(a_story(name, seed)) for seed, name in enumerate(names)]
    for name, story in zip(names, stories, strict=True):
        posted(outputs, call, [{"type": "identify", "messageId": f"{name}-i", "userId": name}, *story[:50]])
    who = [{"type": "user_id", "value": name} for name in names]
    eventually(lambda: all(call_found(staff, one) for one in who))
    merge = staff("POST", "/v1/merges", {"keep": who[0], "absorb": who[1], "reason": "the same card"})
    assert told(staff, names[0])["id"] == told(staff, names[1])["id"]
    both = [one for pair in zip(*stories, strict=True) for one in pair][100:]
    for start in range(0, len(both), BATCH):
        posted(outputs, call, both[start : start + BATCH])
    staff("POST", f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    for name in names:
        wanted = replayed(ledger_of(aws, resource, name))
        eventually(lambda name=name, wanted=wanted: told(staff, name)["facets"] == wanted)
    left, right = (told(staff, name) for name in names)
    assert left["id"] != right["id"]
    assert {one["value"] for one in left["identifiers"]} >= {names[0], f"{names[0]}-b1"}
    assert not {one["value"] for one in left["identifiers"]} & {one["value"] for one in right["identifiers"]}


def call_found(staff, who: dict[str, str]) -> bool:
    try:
        return bool(staff("POST", "/v1/people/find", who))
    except AssertionError:
        return False
