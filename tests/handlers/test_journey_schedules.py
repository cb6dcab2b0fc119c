"""Journeys that begin by the clock: a playbook is applied, and at its time everybody in a segment is in the journey."""

import json
from collections import Counter

from segue.times import DAY, HOUR, from_text
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.handlers.audience import applied, reach, told, with_people
from tests.handlers.starter import started


def sent(world: World) -> Counter[str]:
    return Counter(one.to for one in world.region.mailbox.mails)


def test_everybody_in_the_segment_begins_the_journey_every_monday_by_the_own_clock() -> None:
    with started() as world:
        with_people(world, 6)
        applied(world)
        counts = []
        for moment in ("2026-01-04T23:59", "2026-01-05T00:05", "2026-01-05T14:05", "2026-01-12T14:05"):
            reach(world, moment)
            counts.append(sum(sent(world).values()))
    assert counts == [0, 2, 6, 12]
    assert set(sent(world).values()) == {2}


def test_applying_again_changes_nothing_and_it_is_told_like_a_broadcast() -> None:
    with started() as world:
        api = with_people(world, 3)
        for _ in range(3):
            applied(world, "UTC")
        reach(world, "2026-01-05T10:00")
        applied(world, "UTC")
        world.pass_time(HOUR)
        (listed,) = api.get("/v1/broadcasts")[1]["items"]
        refused = api.post(f"/v1/broadcasts/{listed['id']}/cancel", {})
        run = told(api, listed["id"])["runs"][0]
    assert (listed["starts"], run["by_template"], refused[0]) == ("mondays", {"mondays": 3}, 409)
    assert (sum(sent(world).values()), listed["next"]) == (3, "2026-01-12T09:00")


def test_a_schedule_that_the_playbook_has_no_more_ends_and_one_that_comes_back_goes_on() -> None:
    with started() as world:
        with_people(world, 3)
        applied(world, "UTC")
        reach(world, "2026-01-06T00:00")
        applied(world, "UTC", "sunday")
        reach(world, "2026-01-13T00:00")
        moved = sum(sent(world).values())
        applied(world, "UTC")
        reach(world, "2026-01-20T00:00")
    assert (moved, sum(sent(world).values())) == (6, 9)


def test_nobody_begins_twice_whatever_is_brought_again() -> None:
    with started() as world:
        api = with_people(world, 4)
        applied(world, "UTC")
        reach(world, "2026-01-05T10:00")
        moment = from_text("2026-01-05T09:00:00Z")
        for row in rows(world, "Messages"):
            said = {"kind": "start", "person": row["pk"], "journey": "mondays", "moment": moment}
            world.region.queues.by_name["JourneysQueue"].send(json.dumps(said))
        order = {"broadcast": api.get("/v1/broadcasts")[1]["items"][0]["id"], "run": 20260105, "at": "2026-01-05T09:00"}
        world.region.queues.by_name["BroadcastsQueue"].send(json.dumps({**order, "step": 0, "due": moment}))
        world.pass_time(DAY)
    assert (len(sent(world)), set(sent(world).values())) == (4, {1})
