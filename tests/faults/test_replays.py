"""What leaves quarantine is counted once: two members of staff at the same time, and a fault at any request."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from segue.deliveries import Delivery, Parsed, Rejected
from segue.intake.replaying import parse
from segue.times import HOUR, MINUTE
from segue.wiring import counting
from segue.wiring.accepting import accepting
from segue.wiring.quarantine import quarantine
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.nemesis import ENUMERATED, Fault, Once, nothing
from tests.faults.cloud.turns import Interleaved, Job, following
from tests.faults.cloud.world import World
from tests.faults.shop import http

MESSAGES = [{"type": "track", "event": "Found", "messageId": one, "userId": "u1"} for one in ("m1", "m2")]
MOST = 80  # schedules of a race; fewer are all of them
Ask = Callable[[str], dict[str, Any]]


def replay(record: str) -> dict[str, Any]:
    """An administrator's request to understand a record again."""
    return asked(f"/v1/quarantine/{record}/replay", {})


def set_aside(record: str) -> dict[str, Any]:
    """An administrator's request to wait for a record no longer."""
    return asked(f"/v1/quarantine/{record}/set-aside", {"reason": "a test"})


def asked(path: str, body: dict[str, Any]) -> dict[str, Any]:
    """A post of an administrator's."""
    event = http("POST", path, json.dumps(body), {})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "ann", "cognito:groups": "[admin]"}}}
    return event


def held(world: World) -> str:
    """A record of two events, held for what was a bug of ours."""
    body = json.dumps({"batch": MESSAGES}).encode()
    delivery = Delivery("web", "segment", body, {"route": "batch"}, world.clock)
    with world.aside():
        accepting().accept(Parsed(rejected=(Rejected(delivery, "was-a-bug"),)))
        (record,) = quarantine().newest(1)
    return record.id


def counted(world: World) -> tuple[int, int, dict[str, int], dict[str, int]]:
    """(stored, duplicates, ignored, quarantined) of the source."""
    with world.aside():
        found = counting.counts().of("web")
    return found.stored, found.duplicate, dict(found.ignored), dict(found.quarantined)


def raced(schedule: list[int], first: Ask, second: Ask) -> tuple[Any, list[int]]:
    """What is counted after two requests at once, and the choices that there were."""
    world = World()
    with world.open():
        record = held(world)
        interleaved = Interleaved(world.lambdas, schedule)
        jobs: list[Job] = [
            lambda run: run.invoke("people", first(record)),
            lambda run: run.invoke("people", second(record)),
        ]
        assert interleaved.run(*jobs) == [None, None]
        world.pass_time(HOUR)
        return counted(world), interleaved.choices


def outcomes(first: Ask, second: Ask) -> list[Any]:
    """What is counted after every order of two requests."""
    found, schedule = [], list[int]()
    for _ in range(MOST):
        ending, choices = raced(schedule, first, second)
        found.append((schedule, ending))
        following_one = following(schedule, choices)
        if following_one is None:
            break
        schedule = following_one
    return found


def test_two_who_replay_one_record_at_once_take_it_off_once() -> None:
    found = outcomes(replay, replay)
    assert len(found) > 3
    assert [one for one in found if one[1] != (2, 0, {}, {})] == []


def test_replayed_and_set_aside_at_once_it_is_counted_once() -> None:
    found = outcomes(replay, set_aside)
    assert len(found) > 3
    assert [one for one in found if one[1] != (2, 0, {}, {})] == []


def tried_twice(ask: Ask, plan: Once) -> Any:
    """What is counted after a request that a fault strikes, and the same again on a quiet day."""
    world = World()
    with world.open():
        record = held(world)
        world.region.gate.plan = plan
        with suppress(Crash):
            world.lambdas.invoke("people", ask(record))
        world.region.gate.plan = nothing
        world.lambdas.invoke("people", ask(record))
        world.pass_time(MINUTE)
        return counted(world)


@pytest.mark.parametrize("fault", [*ENUMERATED, Fault.THROTTLE, Fault.CONFLICT])
@pytest.mark.parametrize(
    ("ask", "wanted"), [(replay, (2, 0, {}, {})), (set_aside, (0, 0, {"set-aside": 1}, {}))], ids=["replay", "aside"]
)
def test_a_fault_at_any_request_and_a_second_try_count_it_once(ask: Ask, wanted: Any, fault: Fault) -> None:
    plans = [Once("people", index, fault) for index in range(12)]
    found = [(tried_twice(ask, plan), plan.struck) for plan in plans]
    assert sum(bool(struck) for _, struck in found) > 3
    assert not found[-1][1]
    assert [one for one in found if one[0] != wanted] == []


def test_what_came_another_way_meanwhile_is_a_duplicate() -> None:
    world = World()
    with world.open():
        record = held(world)
        world.pass_time(MINUTE)
        body = json.dumps({"batch": MESSAGES[:1]}).encode()
        with world.aside():
            accepting().accept(parse(Delivery("web", "segment", body, {"route": "batch"}, world.clock)))
        world.lambdas.invoke("people", replay(record))
        world.lambdas.invoke("people", replay(record))
        world.pass_time(MINUTE)
        assert counted(world) == (2, 1, {}, {})
