"""A fault at every request of whoever snoozes a conversation and of whoever has it back: none sleeps for ever."""

from typing import Any

from segue.times import DAY, HOUR, MINUTE, to_text
from tests.faults import talks
from tests.faults.cloud.clock import START
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.striking import odd_ones, requests_of

BACK = START + 2 * DAY


def snoozed(plan: Plan = nothing) -> World:
    """Kim writes; an agent answers and snoozes it for two days, and changes their mind to three."""
    world = World(shards=2)
    with world.open():
        talks.known(world)
        talks.texted(world, "Where is my tent?", "i1")
        world.pass_time(MINUTE)
        assert talks.asked(world, "turns", {"text": "I ask the depot"})[0] == 201
        assert talks.asked(world, "snooze", {"until": to_text(BACK)}, "k1")[0] == 200
        world.region.gate.plan = plan
        assert talks.asked(world, "snooze", {"until": to_text(BACK + DAY)}, "k2")[0] == 200
        world.pass_time(4 * DAY)
    return world


def waiting(plan: Plan = nothing) -> World:
    """Kim writes and waits; an agent snoozes it for two days; nobody answers after that either."""
    world = World(shards=2)
    with world.open():
        talks.known(world)
        talks.texted(world, "Where is my tent?", "i1")
        world.pass_time(MINUTE)
        assert talks.asked(world, "snooze", {"until": to_text(BACK)})[0] == 200
        world.region.gate.plan = plan
        world.pass_time(6 * DAY)
    return world


def late(world: World) -> list[tuple[str, bool]]:
    """Where it stands, and whether it was told that its answer is late."""
    with world.open(), world.aside():
        return [(one.state, one.escalated == one.due > 0) for one in talks.heads(world)]


def ending(world: World) -> tuple[tuple[str, int, int], Any]:
    """Where it stands, since when, and what else there is."""
    with world.open(), world.aside():
        (head,) = talks.heads(world)
    return (head.state, head.snoozed, head.reopened), talks.outcome(world)


def test_quietly_it_is_back_at_its_second_moment():
    (state, snoozed_, reopened), _ = ending(snoozed())
    assert (state, snoozed_, reopened) == ("open", 0, BACK + DAY)


def test_a_fault_in_snoozing_leaves_none_asleep():
    assert odd_ones(snoozed, ending, "conversations") == []


def test_a_fault_in_bringing_it_back_leaves_none_asleep():
    assert requests_of(snoozed(), "file_turns") > 10
    assert odd_ones(snoozed, ending, "file_turns") == []


def test_while_it_sleeps_nobody_has_it_in_a_list():
    world = World(shards=2)
    with world.open():
        talks.known(world)
        talks.texted(world, "Where is my tent?", "i1")
        world.pass_time(MINUTE)
        talks.asked(world, "snooze", {"until": to_text(BACK)})
        world.settle(BACK - HOUR)
        with world.aside():
            assert [one.state for one in talks.heads(world)] == ["snoozed"]


def test_a_fault_in_bringing_it_back_leaves_no_answer_unwatched():
    assert late(waiting()) == [("open", True)]
    assert odd_ones(waiting, late, "file_turns") == []
