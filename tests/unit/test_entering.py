"""Who gets into a journey: by what, how often, how late, and for what there is a run each."""

from typing import Any

import pytest

from segue.journeys.instances import brought_in
from segue.segments.membership import Membership
from segue.times import DAY, HOUR, to_text
from tests.builders import NOON
from tests.fake_journeys import NAMELESS, SEND, World, a_world

VIP = {"trait": "vip", "equals": True}
ORDER = {"detail-type": ["OrderPlaced"]}


def signalled(world: World, at: int, name: str = "SegmentEntered", **detail: Any) -> World:
    world.now = max(world.now, at)
    world.signal(name, time=to_text(at), **detail)
    return world


def test_a_segment_is_an_entry() -> None:
    world = a_world(SEND, entry={"segment": "vip"})
    world.signal(segment="other")
    assert not world.rows
    world.signal(segment="vip")
    assert world.steps == ["0"]


def test_once_is_once_unless_the_text_says_otherwise() -> None:
    world = a_world(SEND)
    for day in range(3):
        signalled(world, NOON + day * DAY)
    assert (world.steps, world.run.run, world.shelf) == (["0"], 1, [])


def test_who_may_come_again_gets_a_message_of_its_own_and_the_earlier_run_is_kept() -> None:
    world = a_world(SEND, reenter={"after": "2d", "most": 2})
    for day in range(5):
        signalled(world, NOON + day * DAY)
    assert world.steps == ["0", "0~2"]
    assert [(one.run, one.entered) for one in world.shelf] == [(1, NOON)]
    assert world.run.entered == NOON + 2 * DAY


def test_a_signal_that_comes_again_or_late_begins_no_second_run() -> None:
    world = a_world(SEND, reenter="always")
    for at in (NOON, NOON, NOON - HOUR):
        signalled(world, at)
    assert world.steps == ["0"]


@pytest.mark.parametrize(("then", "runs"), [("fire", 1), ("update", 0), ("ignore", 0)])
def test_a_late_signal_begins_what_the_text_says(then: str, runs: int) -> None:
    world = a_world(SEND, late={"after": "1h", "then": then})
    world.now = NOON + 2 * HOUR
    world.signal(time=to_text(NOON))
    assert len(world.rows) == runs


def test_a_late_signal_may_refresh_a_run_that_goes_on() -> None:
    world = a_world({"wait": "5h"}, late={"after": "1h", "then": "update"})
    signalled(world, NOON, product="tent")
    world.now = NOON + 2 * HOUR
    world.signal(time=to_text(NOON), product="mug")
    assert world.run.data["product"] == "mug"


def test_where_is_asked_at_the_entry() -> None:
    assert not signalled(a_world(SEND, where=VIP), NOON).rows


def test_there_is_a_run_for_each_order() -> None:
    world = a_world(SEND, entry=ORDER, each="order")
    for order in ("o1", "o2", "o1"):
        signalled(world, NOON, "OrderPlaced", order=order)
    assert [key for _, key in world.rows] == ["o1", "o2"]


def test_a_signal_that_comes_once_waits_for_an_address() -> None:
    world = a_world(SEND, entry=ORDER, profile=NAMELESS)
    signalled(world, NOON, "OrderPlaced")
    assert world.run.why == "no-address"


def test_history_and_signals_about_nobody_begin_nothing() -> None:
    world = a_world(SEND)
    world.signal(backfill=True)
    world.signal(person=None)
    assert not world.rows


def test_who_stands_in_the_segment_begins_once_and_never_again_by_time() -> None:
    world = a_world(SEND, entry={"segment": "vip"}, reenter="always")
    for day in range(3):
        world.listening.standing(world.profile, Membership({"vip": NOON}), NOON, NOON + day * DAY)
    assert world.steps == ["0"]


def test_a_journey_of_the_api_begins_when_it_is_asked_for() -> None:
    world = a_world(SEND, entry={"api": True})
    for moment in (NOON, NOON):
        world.listening.start({"person": "u_1", "journey": "j", "moment": moment, "data": {"a": 1}}, NOON)
    assert (world.steps, world.run.data) == (["0"], {"a": 1})


@pytest.mark.parametrize(("order", "state"), [("o1", "exited"), ("o2", "running"), ("", "exited")])
def test_what_happens_to_another_order_ends_no_run_for_this_one(order: str, state: str) -> None:
    returned = {"signal": {"detail-type": ["OrderRefunded"]}}
    world = a_world({"wait": "1d"}, SEND, entry=ORDER, each="order", exits=[returned])
    world.signal("OrderPlaced", order="o1")
    world.signal("OrderRefunded", order=order)
    assert world.rows["j", "o1"].state == state


def test_a_start_that_is_asked_for_again_begins_no_second_run_though_it_comes_at_another_moment() -> None:
    world = a_world(SEND, entry={"api": True}, reenter="always")
    for late, cause in ((0, "a"), (HOUR, "a"), (2 * HOUR, "b")):
        asked = {"person": "u_1", "journey": "j", "moment": NOON + late, "id": cause}
        world.listening.start(asked, NOON + late)
    assert world.steps == ["0", "0~2"]


def test_an_endless_id_begins_nothing_rather_than_holding_the_queue_up() -> None:
    world = a_world(SEND, entry=ORDER, each="order")
    for order in ("o" * 513, "o" * 512):
        signalled(world, NOON, "OrderPlaced", order=order)
    assert [len(key) for _, key in world.rows] == [512]


def test_what_a_run_was_over_by_may_begin_the_next_one() -> None:
    hold = {"hold": {"until": {"signal": ORDER}, "timeout": "9d"}}
    world = a_world(hold, entry=ORDER, reenter="always")
    for day in range(2):
        signalled(world, NOON + day * DAY, "OrderPlaced", id=f"s{day}")
    assert (world.run.run, world.run.running) == (2, True)


def test_who_was_brought_in_by_hand_is_not_again_by_the_same_text_whatever_came_between() -> None:
    world = a_world(SEND, entry=ORDER, reenter="always")
    for day, text in enumerate(("a", "", "a", "b")):
        world.now = NOON + day * DAY
        asked = {"person": "u_1", "journey": "j", "moment": world.now, **brought_in(text)}
        world.listening.start(asked, world.now) if text else world.signal("OrderPlaced", id="s")
    assert world.steps == ["0", "0~2", "0~3"]


def test_who_has_no_address_is_not_used_up_by_being_brought_in() -> None:
    world = a_world(SEND, profile=NAMELESS)
    world.listening.start({"person": "u_1", "journey": "j", "moment": NOON, **brought_in("a")}, NOON)
    assert world.rows == {}
