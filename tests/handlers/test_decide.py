"""What a page is to show: segments, unread messages and placements, for whom it is and for nobody else."""

import base64
import json
from typing import Any

import pytest

from segue.aws.secrets import write_key
from segue.times import MINUTE
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import added, http, identified, message, post
from tests.handlers.test_inbox import hashed, left, world

__all__ = ["world"]
NOTHING = {"variant": None, "content": None, "reason": "no-placement", "holdout": False}


def asked(world: World, key: str = "", method: str = "POST", **said: Any) -> tuple[int, dict[str, Any]]:
    """What a page is answered."""
    with world.aside():
        key = key or write_key()
    header = {"authorization": f"Basic {base64.b64encode(f'{key}:'.encode()).decode()}", "origin": "https://shop.test"}
    answer = world.lambdas.invoke("decide", http(method, "/v1/decide", json.dumps(said), header))
    return answer["statusCode"], json.loads(answer["body"] or "{}")


def test_a_visitor_gets_the_segments_of_the_person_the_unread_messages_and_an_answer_for_each_placement(world):
    left(world, anonymousId="a1")
    status, said = asked(world, anonymousId="a1", placements=["hero", "cart"])
    assert (status, said["placements"]) == (200, {"hero": NOTHING, "cart": NOTHING})
    assert (said["segments"], [one["title"] for one in said["messages"]]) == (
        ["abandoned-cart", "open-cart"],
        ["Your cart is still here"],
    )


def test_what_was_read_is_not_among_the_messages(world):
    left(world, anonymousId="a1")
    about = {"message_id": asked(world, anonymousId="a1")[1]["messages"][0]["id"]}
    post(world, message(world, "track", "r1", event="Message Read", properties=about, anonymousId="a1"))
    world.pass_time(MINUTE)
    assert asked(world, anonymousId="a1")[1]["messages"] == []


def test_a_user_is_proven_and_then_gets_what_is_known_of_the_whole_person(world):
    left(world, anonymousId="a1")
    post(world, identified(world, "m9", "u1", anonymousId="a1"))
    world.pass_time(MINUTE)
    assert asked(world, userId="u1")[1]["type"] == "urn:segue:problem:bad-user-hash"
    status, said = asked(world, userId="u1", userHash=hashed(world, "u1"))
    assert (status, "open-cart" in said["segments"], len(said["messages"])) == (200, True, 1)


def test_of_a_stranger_nothing_is_known(world):
    left(world, anonymousId="a1")
    assert asked(world, anonymousId="a2") == (200, {"placements": {}, "segments": [], "messages": [], "visit": []})


def test_events_on_the_way_are_taken_in_as_a_batch_and_what_is_broken_is_counted(world):
    events = [added(world, "m1", anonymousId="a1"), {"type": "track", "anonymousId": "a1"}]
    status, said = asked(world, anonymousId="a1", events=events)
    assert (status, said["quarantined"], said["segments"]) == (200, 1, ["open-cart"])
    asked(world, anonymousId="a1", events=events[:1])
    world.pass_time(MINUTE)
    assert len(rows(world, "Ledger")) == 1
    assert asked(world, anonymousId="a1")[1]["segments"] == ["open-cart"]


@pytest.mark.parametrize("proof", [{"userId": "u1"}, {"anonymousId": "a1", "key": "wk_no"}])
def test_without_proof_no_event_is_taken_in(world, proof):
    assert asked(world, events=[added(world, "m1", anonymousId="a1")], **proof)[0] == 401
    assert rows(world, "Ledger") == []


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.LOST])
@pytest.mark.parametrize("number", range(5))
def test_what_is_asked_again_after_a_fault_has_counted_once(world, fault, number):
    left(world, anonymousId="a1")
    asking: list[Any] = []

    def fails(one: Any) -> Fault | None:
        asking.extend([one] if one.function == "decide" else [])
        return fault if one.function == "decide" and len(asking) == number + 1 else None

    world.region.gate.plan, before = fails, len(rows(world, "Ledger"))
    event = message(world, "page", "p1", anonymousId="a1")
    answers = [_brave(world, event) for _ in range(2)]
    assert (len(asking) > number, answers[1]["segments"]) == (True, ["abandoned-cart", "open-cart"])
    assert len(rows(world, "Ledger")) == before + 1


def _brave(world: World, event: dict[str, object]) -> dict[str, Any]:
    """An answer, or none where the process died."""
    try:
        return asked(world, anonymousId="a1", events=[event])[1]
    except Crash:
        return {}


@pytest.mark.parametrize(
    ("said", "status", "reason"),
    [
        ({}, 400, "nobody-named"),
        ({"anonymousId": "a1", "events": {}}, 400, "bad-json"),
        ({"anonymousId": "a1", "placements": "hero"}, 400, "bad-json"),
        ({"anonymousId": "a1", "placements": [""]}, 400, "bad-placements"),
        ({"anonymousId": "a1", "placements": ["x"] * 51}, 400, "bad-placements"),
        ({"anonymousId": "a1", "method": "GET"}, 404, "unknown-route"),
        ({"anonymousId": "a1", "placements": ["x" * 600_000]}, 413, "oversize"),
    ],
)
def test_a_caller_s_mistake_is_answered_in_a_sentence(world, said, status, reason):
    answer = asked(world, **said)
    assert (answer[0], answer[1]["type"]) == (status, f"urn:segue:problem:{reason}")


def test_a_browser_may_ask_from_any_origin(world):
    answer = world.lambdas.invoke("decide", http("OPTIONS", "/v1/decide", headers={"origin": "https://shop.test"}))
    assert (answer["statusCode"], answer["headers"]["access-control-allow-origin"]) == (204, "https://shop.test")
