"""Snowplow's web events on the running stack: the people API tells of the same people as the in-memory cloud.

Of one of them, who answers banners in 26 browsers, two fifths of all events, the first of each browser: more of the
same stitches nothing. `tests/handlers/test_snowplow.py` plays all of it.
"""

import time
from collections.abc import Callable
from typing import Any

import pytest

from segue.times import to_text
from tests.handlers.snowplow import DATA, Row, Upload, collected, table, uploads
from tests.local.waiting import eventually

OF_BANNERS = "consent_accel"

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not DATA.is_dir(), reason="no data: the folder ../shared/data is not here"),
]


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


def shortened(rows: list[Row]) -> list[Row]:
    """Without what more than once comes from a browser of whoever answers banners."""
    of_banners = {one["domain_userid"]: one for one in reversed(rows) if one["user_id"] == OF_BANNERS}
    return [one for one in rows if one["user_id"] != OF_BANNERS or one is of_banners[one["domain_userid"]]]


def test_the_people_are_those_of_the_in_memory_cloud(post, person) -> None:
    rows = shortened(table("source/events"))
    seen = collected(uploads(rows))
    for one in uploads(rows):
        post(one)
    users = {one["user_id"] for one in rows}
    for one in users:
        eventually(lambda one=one: events_of(person("user_id", one)) == seen.count(one))
    found = {one: person("user_id" if one in users else "anonymous_id", one) for one in seen.people}
    assert together(found) == seen.partition
