"""Snowplow's web events on the running stack: the people API tells of the same people as the in-memory cloud."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from segue.times import to_text
from tests.handlers.snowplow import DATA, Upload, collected, table, uploads
from tests.local.waiting import eventually

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no data: the folder ../shared/data is not here")


@pytest.fixture
def post(collect) -> Callable[[Upload], None]:
    """Sends an upload as from a browser that was offline since."""
    return lambda one: collect(one.messages, sentAt=to_text(time.time_ns() // 1_000_000 - one.behind))


@pytest.fixture
def person(ask) -> Callable[[str, str], dict[str, Any]]:
    """`person("user_id", "kim")` is whom it leads to; nothing yet: an empty mapping."""

    def found(kind: str, value: str) -> dict[str, Any]:
        answer = ask("admin", "POST", "/v1/people/find", {"type": kind, "value": value})
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
    eventually(lambda: {one: events_of(person("user_id", one)) for one in users} == counts)
    found = {one: person("user_id" if one in users else "anonymous_id", one) for one in seen.people}
    assert together(found) == seen.partition
