"""A long timeline: how many rows and requests a page takes, whatever is asked for. Counts, not seconds."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bench.timeline import Watch, filled, pages
from segue.wiring.tables import messages
from tests.faults.cloud.world import World
from tests.handlers.browser import Browser
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.staff_requests import Api

ITEMS, MESSAGES, KEYS = 2_000, 200, 6  # the user, the address, four devices


@pytest.fixture(scope="module")
def long() -> Iterator[tuple[World, str]]:
    """A world with one person of two thousand items over six source identities, and the person."""
    with pytest.MonkeyPatch.context() as patch, staffed(patch) as world:
        yield world, filled(world, ITEMS, MESSAGES)


def rows_read(world: World, person: str, query: str) -> tuple[int, int]:
    """How many items all requests of the first page brought, and how many requests there were."""
    found = 0

    class Counting:
        """Counts what the cloud answers."""

        def __init__(self, inner: Any) -> None:
            self.inner = inner

        def apply(self, request: Any) -> Any:
            """Lets it through."""
            nonlocal found
            answer = self.inner.apply(request)
            found += len(answer.get("Items", ())) if isinstance(answer, dict) else 0
            return answer

    gate = world.region.gate
    gate.cloud = Counting(inner := gate.cloud)
    _, watch = next(pages(world, person, query))
    gate.cloud = inner
    return found, watch.requests


def test_a_page_reads_about_twice_what_it_shows_and_a_mark_a_message(long: tuple[World, str]):
    rows, requests = rows_read(*long, "")
    assert rows - MESSAGES <= 3 * 50
    assert requests <= 3 * KEYS + 6


@pytest.mark.parametrize("query", ["kind=survey", "kind=turn,survey", "channel=email"])
def test_what_is_rare_is_found_without_reading_what_is_not_asked_for(long: tuple[World, str], query: str):
    rows, requests = rows_read(*long, query)
    assert rows <= 2 * 50 + MESSAGES
    assert requests <= 5 * KEYS + 6


def test_whoever_asks_for_messages_reads_no_event(long: tuple[World, str]):
    rows, _ = rows_read(*long, "kind=message")
    assert rows == MESSAGES


def scrolled(world: World, browser: Browser, body: str) -> Iterator[str]:
    """The further parts of a person's page, each asked for as the browser asks for it, by few requests."""
    while further := re.search(r'hx-get="/console([^"]+before=[^"]+)"', body):
        watch = Watch(world.region.gate.cloud)
        world.region.gate.cloud = watch
        body = browser.get(html.unescape(further[1])).body
        world.region.gate.cloud = watch.inner
        assert watch.requests <= 6 * KEYS
        yield body


@pytest.mark.parametrize("query", ["kind=turn", "channel=email", "kind=turn&channel=email"])
def test_the_console_leads_from_part_to_part_until_all_is_told_each_by_few_requests(
    long: tuple[World, str], query: str
):
    world, person = long
    browser, way = as_staff(world, "ann"), f"/people/{person}?{query}"
    whole = browser.get(way).body.partition('id="moments"')[2]
    parts = [whole, *scrolled(world, browser, whole)]
    seen = sum(one.count('class="moment ') for one in parts)
    rare = (ITEMS - MESSAGES) // 100
    assert seen == {"kind=turn": rare, "channel=email": 2 * rare + MESSAGES, "kind=turn&channel=email": rare}[query]


def test_all_that_is_rare_is_on_the_first_page_though_it_is_spread_over_years(long: tuple[World, str]):
    world, person = long
    _, page = Api(world).get(f"/v1/people/{person}/timeline?kind=survey")
    assert [one["kind"] for one in page["items"]] == ["survey"] * ((ITEMS - MESSAGES) // 100)
    assert page["next"] is None


def test_a_long_timeline_is_told_once_from_end_to_end(long: tuple[World, str]):
    world, person = long
    seen, further = [], ""
    while further is not None:
        _, page = Api(world).get(f"/v1/people/{person}/timeline?limit=200&before={further}")
        seen, further = seen + [one["id"] for one in page["items"]], page["next"]
    assert len(seen) == len(set(seen))
    with world.aside():
        assert len(messages().marks([person], True)) == MESSAGES
    assert len(seen) == ITEMS + 4  # and the four times that they signed in
