"""An answer that is due: the timer, the signal on the bus, the journey that it wakes."""

from typing import Any

import pytest

from segue.times import HOUR, MINUTE, to_text
from segue.wiring.conversations import conversations
from tests.faults.cloud.clock import START
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import identified, message, post, put_in_force, reported
from tests.handlers.starter import started

POLICY = "answer_within: {chat: 2m, default: 8h}\nhours: {zone: UTC, days: {every_day: '08:00-20:00'}}\n"
JOURNEY = "entry: {detail-type: [ConversationEscalated]}\nsteps: [{wait: 30d}]\n"


@pytest.fixture
def world():
    with started() as made:
        put_in_force(made, {"policies/conversations.yaml": POLICY, "journeys/late.yaml": JOURNEY})
        post(made, identified(made, "m1", "u1"))
        made.settle()
        yield made


def wrote(world: World, name: str, thread: str = "chat:1", author: str = "customer", channel: str = "chat") -> None:
    said = {"conversation_id": thread, "author": author, "text": "Where is it?", "channel": channel, "turn_id": name}
    reported(world, message(world, "track", name, userId="u1", event="Conversation Turn", properties=said))
    world.settle()


def late(world: World) -> list[dict[str, Any]]:
    return [one["detail"] for one in world.region.bus.log if one["detail-type"] == "ConversationEscalated"]


def at_ten(world: World) -> None:
    """Ten o'clock of the next day."""
    world.settle(START - START % (24 * HOUR) + 34 * HOUR)


def test_a_chat_that_nobody_answers_is_told_of_two_minutes_later_and_a_journey_hears_it(world) -> None:
    at_ten(world)
    begun = world.clock
    wrote(world, "t1")
    world.pass_time(MINUTE)
    assert late(world) == []
    world.pass_time(HOUR)
    (told,) = late(world)
    (head,) = conversations().newest("open", 9, world.clock + 1, {})
    assert (told["conversation"], told["channel"], told["due"]) == (head.id, "chat", to_text(head.due))
    assert (head.due // 1000 - begun // 1000, head.escalated) == (120, head.due)
    assert [row["sk"] for row in rows(world, "Journeys") if row.get("state_")] == ["late#person"]


def test_an_answer_in_time_is_told_nobody_and_two_messages_are_one_wait(world) -> None:
    at_ten(world)
    wrote(world, "t1")
    world.pass_time(MINUTE)
    wrote(world, "t2")
    wrote(world, "t3", author="agent")
    world.pass_time(HOUR)
    assert late(world) == []
    wrote(world, "t4")
    wrote(world, "t5")
    world.pass_time(HOUR)
    assert len(late(world)) == 1


def test_the_clock_stops_at_night_and_a_scheduler_wakes_it(world) -> None:
    at_ten(world)
    world.pass_time(8 * HOUR)
    wrote(world, "t1", "mail:1", channel="email")
    world.pass_time(15 * HOUR)
    assert late(world) == []
    world.pass_time(6 * HOUR)
    (told,) = late(world)
    assert told["due"][11:16] == "14:00"
