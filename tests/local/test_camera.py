"""The camera example on the running stack: in and out within seconds, a boundary of time within its minute, and a
journey that is edited while people are inside."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from segue.aws.playbooks import FRESH_SECONDS
from segue_tools.places import ROOT
from tests.local.waiting import eventually

pytestmark = pytest.mark.thorough

EXAMPLE = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "segments-language-events.md").read_text(), re.DOTALL)[-1]
SEGMENT, MINUTE_OLD, TOUR = "macro-lens", "left-for-a-minute", "lens-tour"
LEFT = "name: Left for a minute\nwhen:\n  cart: {untouched_for: 1m}\n"
STAY = 20  # seconds that the journey waits
JOURNEY = f"""name: Lens tour
entry: {{segment: {SEGMENT}}}
changed: move
steps:
  - {{id: pause, wait: {STAY}s}}
  - {{id: mark, set_trait: {{tour: first}}}}
"""
PEOPLE = 20
FEW_SECONDS = 2
PATIENCE = 60


@pytest.fixture(scope="module")
def applied(ask) -> Iterator[None]:
    """The example, a cart that is left for a minute and a journey, in force; afterwards the playbook as it was."""
    before = ask("marketer", "GET", "/v1/playbook").json["files"]
    files = {f"segments/{SEGMENT}.yaml": EXAMPLE, f"segments/{MINUTE_OLD}.yaml": LEFT, f"journeys/{TOUR}.yaml": JOURNEY}
    put_in_force(ask, files)
    yield
    ask("marketer", "POST", "/v1/playbook/apply", {"files": before, "replace": True})


def put_in_force(ask, files: dict[str, str]) -> None:
    answer = ask("marketer", "POST", "/v1/playbook/apply", {"files": files})
    assert answer.status in (200, 201), answer.body
    time.sleep(FRESH_SECONDS + 1)  # whoever has just looked at the playbook looks again after that


def order(name: str, category: str) -> dict[str, Any]:
    line = {"product_id": category, "category": category, "price": 429, "quantity": 1}
    said = {"order_id": f"{name}-{category}", "total": 429, "currency": "EUR", "products": [line]}
    return did(name, "Order Completed", f"{name}-{category}", **said)


def reads(name: str, number: int) -> dict[str, Any]:
    return did(name, "Article Viewed", f"{name}-r{number}", topics=["Macro"])


def did(name: str, event: str, key: str, **said: Any) -> dict[str, Any]:
    return {"type": "track", "event": event, "userId": name, "messageId": key, "timestamp": now(), "properties": said}


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@pytest.fixture(scope="module")
def profile(ask) -> Callable[[str], dict[str, Any]]:
    """The person behind a user id, {} as long as there is none."""

    def read(name: str) -> dict[str, Any]:
        found = ask("marketer", "POST", "/v1/people/find", {"type": "user_id", "value": name})
        return found.json if found.status == 200 else {}

    return read


@pytest.fixture(scope="module")
def inside(profile) -> Callable[[str, str], bool]:
    """Whether somebody is in a segment now."""
    return lambda name, segment: segment in [one["id"] for one in profile(name).get("segments", [])]


@pytest.fixture
def seconds(inside) -> Callable[[str, bool], float]:
    """`seconds("kim", True)`: how long it takes until somebody is in the segment or out of it, asking included."""

    def measured(name: str, wanted: bool) -> float:
        begin = time.monotonic()
        while inside(name, SEGMENT) is not wanted and time.monotonic() - begin < PATIENCE:
            time.sleep(0.05)
        return time.monotonic() - begin

    return measured


@pytest.fixture(scope="module")
def left(applied, collect, inside) -> Iterator[tuple[float, Future[float]]]:
    """When somebody left a cart alone, and when they were seen in the segment: a minute in which other tests go on."""
    line = {"product_id": "p", "price": 9, "quantity": 1, "cart_id": "left-1"}
    collect([did("left", "Product Added", "left-1", **line)])
    touched = time.time()

    def seen() -> float:
        time.sleep(45)
        assert not inside("left", MINUTE_OLD)
        eventually(lambda: inside("left", MINUTE_OLD))
        return time.time()

    with ThreadPoolExecutor(1) as pool:
        yield touched, pool.submit(seen)


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95) - 1]


@pytest.mark.usefixtures("left")
def test_people_enter_and_leave_within_seconds(collect, report, inside, seconds, record_property) -> None:
    names = [f"camera-{number}" for number in range(PEOPLE)]
    collect([one for name in names for one in (order(name, "cameras"), reads(name, 1))])
    eventually(lambda: inside(names[-1], "new"))
    entered, left = [], []
    for name in names:
        collect([reads(name, 2)])
        entered.append(seconds(name, True))
        report([did(name, "Conversation Opened", f"{name}-c", conversation_id=name)])
        left.append(seconds(name, False))
    record_property("entry_p95_seconds", p95(entered))  # in the report of `pytest --junit-xml`
    record_property("exit_p95_seconds", p95(left))
    assert max(p95(entered), p95(left)) < FEW_SECONDS


@pytest.mark.usefixtures("applied")
def test_why_tells_what_decided(ask, collect, profile, inside) -> None:
    collect([order("why", "cameras"), reads("why", 1), reads("why", 2)])
    eventually(lambda: inside("why", SEGMENT))
    told = ask("marketer", "GET", f"/v1/people/{profile('why')['id']}/why/segments/{SEGMENT}").json
    assert told["member"]
    assert [part["holds"] for part in told["why"]["parts"]] == [True] * 4
    assert told["why"]["parts"][0]["facts"][0]["event"] == "Order Completed"


@pytest.mark.usefixtures("applied")
def test_a_live_journey_is_edited_with_people_inside(ask, collect, profile) -> None:
    names = [f"tour-{number}" for number in range(3)]
    collect([one for name in names for one in (order(name, "cameras"), reads(name, 1), reads(name, 2))])
    eventually(lambda: all(tours(ask, profile(name)) for name in names))
    edited = {f"journeys/{TOUR}.yaml": JOURNEY.replace("first", "second")}
    (change,) = ask("marketer", "POST", "/v1/playbook/plan", {"files": edited}).json["changes"]
    assert change["affected"]["people"] >= len(names)
    assert change["affected"]["steps"]["pause"] >= len(names)
    put_in_force(ask, edited)
    eventually(lambda: [profile(name)["traits"].get("tour") for name in names] == ["second"] * len(names))


def test_a_boundary_of_time_is_kept_within_its_minute(left, profile) -> None:
    touched, seen = left
    assert seen.result() - touched < 2 * 60
    (since,) = [one["since"] for one in profile("left")["segments"] if one["id"] == MINUTE_OLD]
    assert 59 < datetime.fromisoformat(since).timestamp() - touched < 62  # the boundary, not when somebody looked


def tours(ask, known: dict[str, Any]) -> bool:
    """Whether somebody is in the journey."""
    found = ask("marketer", "GET", f"/v1/people/{known['id']}/journeys").json["items"] if known else []
    return TOUR in [one["journey"] for one in found]
