"""What ends a run before its end, what holds it up, and whose text it goes by."""

from typing import Any

import pytest

from segue.errors import Invalid
from segue.journeys.steering import Order
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON
from tests.fake_journeys import SEND, World, a_journey, a_segment, a_world, someone

VIP = {"trait": "vip", "equals": True}
REFUND = {"detail-type": ["OrderRefunded"]}
WAIT = {"wait": "1d", "id": "pause"}


def inside(**spec: Any) -> World:
    """A world in which Kim waits a day and is then written to."""
    world = a_world(WAIT, SEND, **spec)
    world.segments = a_segment("vip", **VIP)
    world.profile = someone(vip=True) if spec.get("while") else world.profile
    world.signal()
    return world


def after(world: World, **traits: Any) -> tuple[str, str, list[str]]:
    """How the run stands two days later, when this is known of Kim."""
    world.profile = someone(**traits)
    world.pass_time(2 * DAY)
    return world.run.state, world.run.why, world.steps


@pytest.mark.parametrize(
    ("spec", "traits", "why"),
    [
        ({"while": "vip"}, {}, "no longer in the segment"),
        ({"exits": [{"segment": "vip"}]}, {"vip": True}, "segment vip"),
        ({"exits": [{"when": {"trait": "moved", "exists": True}}]}, {"moved": "yes"}, "condition"),
    ],
)
def test_exits_win_before_any_further_step(spec: dict, traits: dict, why: str) -> None:
    assert after(inside(**spec), **traits) == ("exited", why, [])


def test_nothing_leads_out_of_a_journey_whose_exits_do_not_hold() -> None:
    assert after(inside(exits=[{"segment": "vip"}, {"signal": REFUND}])) == ("done", "", ["1"])


@pytest.mark.parametrize("paused", [False, True])
def test_a_signal_leads_out_at_once_also_of_a_pause_and_when_it_is_history(paused: bool) -> None:
    world = inside(exits=[{"signal": REFUND}])
    world.orders = [Order("j", "paused")] if paused else []
    world.pass_time(HOUR)
    world.signal("OrderRefunded", backfill=True)
    assert (world.run.state, world.run.why, world.names[-1]) == ("exited", "signal", "JourneyExited")


def test_the_stricter_word_holds_and_nobody_enters_or_goes_on_meanwhile() -> None:
    for orders in ([Order("j", "paused"), Order("all")], [Order("j"), Order("all", "paused")]):
        world = inside()
        world.orders = orders
        world.pass_time(2 * DAY)
        other = a_world(SEND)
        other.orders = orders
        other.signal()
        assert (world.run.step, world.steps, other.rows) == ("pause", [], {})


def test_what_a_hold_waits_for_counts_also_when_it_happens_in_a_pause() -> None:
    hold = {"until": {"signal": {"detail-type": ["OrderPlaced"]}}, "timeout": "1d", "otherwise": [SEND]}
    world = a_world({"hold": hold}, {"wait": "1d"}, {**SEND, "id": "thanks"})
    world.signal(id="s1")
    world.orders = [Order("j", "paused")]
    world.pass_time(HOUR)
    world.signal("OrderPlaced", id="s2")
    assert (world.run.step, world.run.due, world.steps) == ("1", None, [])
    world.pass_time(DAY)
    world.orders = []
    world.ring({"kind": "alarm", "journey": "j", "key": "person"}, world.now)
    world.pass_time(2 * DAY)
    assert world.steps == ["thanks"]


def test_what_began_a_run_happens_again_in_a_pause_and_the_time_begins_anew_all_the_same() -> None:
    hold = {"until": {"signal": {"detail-type": ["OrderPlaced"]}}, "timeout": "1d", "reset": True}
    world = a_world({"hold": hold})
    world.signal(id="s1")
    world.orders = [Order("j", "paused")]
    world.pass_time(HOUR)
    world.signal(id="s2")
    assert (world.run.step, world.run.due) == ("0", NOON + HOUR + DAY)


def test_who_is_stopped_leaves_with_the_next_look() -> None:
    world = inside()
    world.orders = [Order("all", "stopped")]
    assert after(world) == ("left", "stopped by staff", [])


def edited(changed: str, **spec: Any) -> World:
    """The journey has another message, and a step before the wait, when Kim is inside."""
    world = inside()
    world.pass_time(MINUTE)
    steps = [{"add_to_list": "new", "id": "first"}, WAIT, {**SEND, "id": "new"}]
    world.journeys, world.place = {"j": a_journey(*steps, changed=changed, **spec)}, "2"
    world.pass_time(2 * DAY)
    return world


def test_an_edit_finishes_the_old_text_moves_to_the_new_or_lets_go() -> None:
    ends = {changed: edited(changed) for changed in ("finish", "move", "leave")}
    assert {one: (world.run.state, world.steps) for one, world in ends.items()} == {
        "finish": ("done", ["1"]),
        "move": ("done", ["new"]),
        "leave": ("left", []),
    }
    assert {one: world.run.book for one, world in ends.items()} == {"finish": "1", "move": "2", "leave": "1"}


def test_a_move_leads_where_it_says_and_out_where_there_is_no_such_step() -> None:
    world = edited("move", moves={"pause": "end"})
    assert (world.run.state, world.steps) == ("done", [])
    gone = inside()
    gone.journeys, gone.place = {"j": a_journey({**SEND, "id": "new"}, changed="move")}, "2"
    assert after(gone) == ("left", "no such step any more", [])


def test_nobody_is_moved_by_a_mere_place_since_that_is_another_steps_after_an_edit() -> None:
    with pytest.raises(Invalid, match="needs an `id` at every step"):
        a_journey({"add_to_list": "new", "id": "first"}, SEND, changed="move")


def test_who_finishes_an_old_text_still_hears_though_nothing_in_force_does() -> None:
    world = inside(exits=[{"signal": REFUND}])
    world.journeys, world.place = {"j": a_journey(WAIT, SEND)}, "2"
    world.signal("OrderRefunded")
    assert (world.run.state, world.run.why) == ("exited", "signal")


def test_a_wait_keeps_its_end_when_it_is_moved() -> None:
    world = inside()
    world.journeys, world.place = (
        {"j": a_journey({"wait": "9d", "id": "pause"}, {**SEND, "id": "new"}, changed="move")},
        "2",
    )
    world.pass_time(DAY)
    assert (world.run.state, world.now) == ("done", NOON + DAY)


def test_who_is_in_a_journey_that_was_dropped_leaves() -> None:
    world = inside()
    world.journeys = {}
    assert after(world) == ("left", "the journey is no longer in the playbook", [])
