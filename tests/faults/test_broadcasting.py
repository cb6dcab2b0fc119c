"""A broadcast with a fault at every AWS request of its function: everybody gets one message, and counts are right."""

from collections import Counter
from functools import partial
from typing import Any

import pytest

from segue.aws import members
from segue.broadcasts import fanning
from segue.times import DAY, HOUR
from segue.wiring.broadcasts import broadcasts
from tests.faults.cloud.clock import START
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows, violations
from tests.faults.striking import odd_ones
from tests.handlers.audience import applied, made, with_journey, with_people

pytestmark = pytest.mark.thorough

JOB, PEOPLE = "broadcast", 4
TWO = {"template": "", "variants": [{"template": "a"}, {"template": "b"}]}
SAID: dict[str, dict[str, Any]] = {
    "by people's own clocks, once": {"at": "2026-01-03T09:00", "zone": "local"},
    "with a trial": {**TWO, "ab": {"share": 50, "after": "1h"}},
    "to start a journey": {"starts": "mondays", "at": "2026-01-05T09:00"},
    "to bring everybody into a journey": {"enter": "vips"},
    "every day, at a pace": {"at": "2026-01-02T09:00", "every": "day", "pace": 12},
}
VIPS = "entry: {segment: vips}\nsteps: [{send: {template: news, channel: email, purpose: marketing}}]"
LASTS = {"now": 3 * HOUR, "at": 2 * DAY + 12 * HOUR, "starts": 5 * DAY}


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    """Few people on a page, and a segment in two parts."""
    monkeypatch.setattr(fanning, "PAGE", 3)
    monkeypatch.setattr(members, "SHARDS", 2)


def played(said: dict[str, Any], plan: Plan = nothing) -> World:
    """A world in which the broadcast has come to its end, or to its second day."""
    world = World()
    with world.open():
        api = with_people(world, PEOPLE, ("Asia/Tokyo", "Europe/Berlin"))
        if "starts" in said:
            applied(world)
        elif "enter" in said:
            with_journey(world, VIPS)
            assert api.post("/v1/journeys/vips/enter", {})[0] == 202
        else:
            made(api, **said)
        world.region.gate.plan = plan
        world.settle(START + LASTS["starts" if "starts" in said else "at" if "at" in said else "now"])
        world.region.gate.plan = nothing
    return world


def ending(world: World) -> tuple[Any, ...]:
    """Who was written to in which run with what, and what the broadcast says of itself."""
    with world.open(), world.aside():
        (known,) = broadcasts().newest(9)
        runs = [(one.number, one.stage, one.reached, one.skipped, one.winner) for one in broadcasts().runs(known.id)]
        kept = sorted((row["pk"], row["step"], row["template"], row["state_"]) for row in rows(world, "Messages"))
        assert violations(world) == []
    return kept, runs, Counter(mail.to for mail in world.region.mailbox.mails)


@pytest.mark.parametrize(("said", "times"), list(zip(SAID.values(), (1, 1, 1, 1, 2), strict=True)), ids=list(SAID))
def test_a_quiet_broadcast_reaches_everybody(said: dict[str, Any], times: int) -> None:
    kept, runs, mails = ending(played(said))
    assert (len(kept), [run[1] for run in runs]) == (PEOPLE * times, ["done"] * times)
    assert set(mails.values()) == {times}
    assert [sum(run[2].values()) for run in runs] == [PEOPLE] * times


@pytest.mark.parametrize("said", SAID.values(), ids=list(SAID))
def test_a_fault_at_any_request_changes_nothing(said: dict[str, Any]) -> None:
    assert not odd_ones(partial(played, said), ending, JOB)
