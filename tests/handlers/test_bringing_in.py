"""Everybody who is in a segment already is brought into a journey: counted before, once for each text, and bounded."""

from collections.abc import Iterator
from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.handlers.audience import mails, told, with_journey, with_people
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started

SEND = "steps: [{send: {template: news, channel: email, purpose: marketing}}]"
VIPS = f"entry: {{segment: vips}}\nreenter: always\n{SEND}"
ENTER = "/v1/journeys/vips/enter"


@pytest.fixture
def api() -> Iterator[Api]:
    """Three VIPs."""
    with started() as world:
        yield with_people(world, 3)


def entered(api: Api, text: str = VIPS, **said: Any) -> dict[str, Any]:
    """The answer to a wish to bring everybody in, half an hour later."""
    with_journey(api.world, text)
    status, answer = api.post(ENTER, said)
    assert status == 202, answer
    api.world.pass_time(30 * MINUTE)
    return answer


def states(world: World) -> list[str]:
    return sorted(one["state_"] for one in rows(world, "Journeys"))


def test_who_is_in_the_segment_is_counted_and_nobody_is_brought_in_by_a_dry_run(api: Api) -> None:
    answer = entered(api, dry_run=True)
    assert (answer["count"], answer["segment"], rows(api.world, "Journeys")) == (3, "vips", [])


def test_everybody_is_brought_in_and_it_is_told_like_a_broadcast(api: Api) -> None:
    found = told(api, entered(api)["id"])
    assert (found["state"], found["starts"], found["runs"][0]["intended"]) == ("done", "vips", 3)
    assert (states(api.world), set(mails(api.world).values())) == (["done"] * 3, {1})


def test_nobody_is_brought_in_twice_by_one_text_though_it_may_begin_again(api: Api) -> None:
    for text, most in (
        (VIPS, 1),
        (VIPS, 1),
        (f"name: Others\n{VIPS}", 1),
        (f"{VIPS}\nlate: {{after: 1d, then: fire}}", 2),
    ):
        entered(api, text)
        api.world.pass_time(DAY)
        assert set(mails(api.world).values()) == {most}


def test_who_would_leave_at_once_is_not_brought_in_and_not_used_up(api: Api) -> None:
    entered(api, f"{VIPS}\nwhile: open-cart")
    assert rows(api.world, "Journeys") == []


def test_it_is_stopped_midway_like_a_broadcast(api: Api) -> None:
    with_journey(api.world, VIPS)
    job = api.post(ENTER, {"pace": 1})[1]["id"]
    api.world.pass_time(90_000)
    assert api.post(f"/v1/broadcasts/{job}/cancel", {})[0] == 200
    api.world.pass_time(HOUR)
    assert 0 < len(states(api.world)) < 3


ORDERS = f"entry: {{detail-type: [OrderDelivered]}}\neach: order\n{SEND}"
SIGNAL = f"entry: {{detail-type: [OrderPlaced]}}\n{SEND}"


@pytest.mark.parametrize(
    ("text", "said", "answer"),
    [
        (ORDERS, {"segment": "vips"}, (409, "not-for-a-segment")),
        (SIGNAL, {}, (400, "no-segment")),
        (SIGNAL, {"segment": "nobody"}, (400, "unknown-segment")),
        (VIPS, {"pace": -1}, (400, "bad-pace")),
    ],
)
def test_what_cannot_be_is_refused(api: Api, text: str, said: dict[str, Any], answer: tuple[int, str]) -> None:
    with_journey(api.world, text)
    status, problem = api.post(ENTER, said)
    assert (status, problem["type"].rpartition(":")[2]) == answer


def test_nobody_is_brought_into_a_journey_that_is_paused(api: Api) -> None:
    with_journey(api.world, VIPS)
    api.post("/v1/journeys/vips/pause", {})
    assert api.post(ENTER, {})[0] == 409
