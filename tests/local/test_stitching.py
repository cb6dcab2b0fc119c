"""Snowplow's web events on the running stack: the people API tells of the same people as the in-memory cloud."""

import base64
import time
from collections.abc import Callable
from typing import Any

import pytest

from segue.times import Millis, to_text
from tests.handlers.snowplow import DATA, Upload, collected, table, uploads

PATIENCE = 120  # seconds on a busy machine

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no data: the folder ../shared/data is not here")


@pytest.fixture
def post(outputs, call) -> Callable[[Upload], None]:
    """Sends an upload as from a browser that was offline since."""
    key = base64.b64encode(f"{outputs['write_key']}:".encode()).decode()

    def sent(one: Upload) -> None:
        now: Millis = time.time_ns() // 1_000_000
        body = {"batch": one.messages, "sentAt": to_text(now - one.behind)}
        answer = call("POST", f"{outputs['ingest']}/v1/batch", body, {"Authorization": f"Basic {key}"})
        assert (answer.status, answer.json) == (200, {"success": True})

    return sent


@pytest.fixture
def person(outputs, call, token) -> Callable[[str, str], dict[str, Any]]:
    """`person("user_id", "kim")` is whom it leads to; nothing yet: an empty mapping."""
    url, headers = f"{outputs['api']}/v1/people/find", {"Authorization": f"Bearer {token('admin')}"}

    def found(kind: str, value: str) -> dict[str, Any]:
        answer = call("POST", url, {"type": kind, "value": value}, headers)
        return answer.json if answer.status == 200 else {}

    return found


def events_of(person: dict[str, Any]) -> int:
    """How many events the profile counts."""
    return sum(row["count"] for row in person["facets"]["engagement"]) if person else 0


def together(found: dict[str, dict[str, Any]]) -> set[frozenset[str]]:
    """Names of one person each."""
    ids = {one["id"] for one in found.values()}
    return {frozenset(name for name, one in found.items() if one["id"] == person) for person in ids}


def test_the_people_are_those_of_the_in_memory_cloud(post, person) -> None:
    rows = table("source/events")
    seen = collected(uploads(rows))
    for one in uploads(rows):
        post(one)
    users = {one["user_id"] for one in rows}
    counts = {one: seen.count(one) for one in users}
    until = time.monotonic() + PATIENCE
    while {one: events_of(person("user_id", one)) for one in users} != counts and time.monotonic() < until:
        time.sleep(2)
    found = {one: person("user_id" if one in users else "anonymous_id", one) for one in seen.people}
    assert {one: events_of(found[one]) for one in users} == counts
    assert together(found) == seen.partition
