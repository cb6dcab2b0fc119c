"""Any journey, at any time, with any crash: it ends or waits with an alarm, and says nothing twice."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.journeys.instances import END
from segue.times import DAY, HOUR, MINUTE, to_text
from tests.builders import NOON
from tests.examples import examples
from tests.fake_journeys import NAMELESS, SEND, World, a_journey, a_world

ORDER = {"signal": {"detail-type": ["OrderPlaced"]}}
VIP = {"trait": "vip", "exists": True}
WAITS = st.sampled_from(["1h", "3d", {"until": {"weekday": ["monday"], "at": "09:00"}}, {"until": {"trait": "x"}}])
PLAIN = st.one_of(
    st.just(SEND),
    WAITS.map(lambda one: {"wait": one}),
    st.just({"set_trait": {"tier": "gold"}}),
    st.just({"add_to_list": "spring"}),
    st.just({"pause_marketing": "3d"}),
    st.just({"hand_over": {"queue": "service"}}),
    st.just({"survey": {"kind": "effort", "template": "t"}}),
    st.just({"call": {"url": "https://crm.example/in", "secret": "crm"}}),
)


def branching(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    steps = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.tuples(steps, steps).map(lambda two: {"split": {"when": VIP, "then": two[0], "otherwise": two[1]}}),
        st.tuples(steps, steps).map(
            lambda two: {"split": {"shares": [{"share": 50, "steps": two[0]}, {"share": 50, "steps": two[1]}]}}
        ),
        steps.map(lambda one: {"experiment": {"name": "e", "variants": [{"name": "a", "share": 100, "steps": one}]}}),
        st.tuples(steps, steps, st.booleans()).map(
            lambda it: {"hold": {"until": ORDER, "timeout": "2d", "reset": it[2], "then": it[0], "otherwise": it[1]}}
        ),
    )


FLOWS = st.lists(st.recursive(PLAIN, branching, max_leaves=8), min_size=1, max_size=5)
# What comes, and how long after what came before.
EVENTS = st.lists(
    st.tuples(st.sampled_from(["SegmentEntered", "OrderPlaced"]), st.sampled_from([0, 97 * MINUTE, 55 * HOUR])),
    max_size=4,
)


def played(steps: list[Any], events: list[tuple[str, int]], crash: int = -1, times: int = 1) -> World:
    """A world in which all of it came, each so many times, and then a month went by."""
    world = a_world(*steps, reenter="always")
    world.crash = crash
    at = NOON
    for number, (name, after) in enumerate([("SegmentEntered", 0), *events]):
        at += after
        world.pass_time(max(0, at - world.now))
        for _ in range(times):
            world.signal(name, time=to_text(at), id=f"s{number}")
    world.pass_time(30 * DAY)
    return world


def ended(world: World) -> Any:
    """What is the same however often a process died on the way."""
    run = world.run
    notes = sorted((key, identity) for key, identity, _ in world.noted)
    assert len(notes) == len(set(notes)), "a second try is the same event"
    return sorted(world.said), notes, sorted(world.called), sorted(world.told), (run.state, run.step, run.run)


@given(FLOWS, EVENTS)
def test_a_run_ends_or_waits_with_an_alarm(steps: list[Any], events: list[tuple[str, int]]) -> None:
    world = a_world(*steps)
    world.signal()
    for name, after in [*events, ("", 0)]:
        run = world.run
        due = [at for at, _, body in world.alarms if body["kind"] == "alarm"]
        assert not run.running or (run.due is not None and run.due in due)
        world.pass_time(after)
        if name:
            world.signal(name)


@given(FLOWS)
def test_a_run_is_over_some_day(steps: list[Any]) -> None:
    world = a_world(*steps, profile=NAMELESS)
    world.signal("SegmentEntered")
    if world.rows:
        world.pass_time(5 * 366 * DAY)
        assert not world.run.running


@given(FLOWS, EVENTS)
def test_a_step_says_one_thing_once_in_a_run(steps: list[Any], events: list[tuple[str, int]]) -> None:
    world = played(steps, events)
    assert not [one for one, count in Counter(world.steps).items() if count > 1]


@settings(max_examples=examples(60))
@given(FLOWS, EVENTS, st.data())
def test_a_crash_between_any_two_effects_changes_nothing(
    steps: list[Any], events: list[tuple[str, int]], data: st.DataObject
) -> None:
    wanted = played(steps, events)
    crash = data.draw(st.integers(1, max(1, wanted.used)))
    assert ended(played(steps, events, crash)) == ended(wanted)


@given(FLOWS, EVENTS)
def test_a_signal_that_comes_twice_changes_nothing(steps: list[Any], events: list[tuple[str, int]]) -> None:
    assert ended(played(steps, events, times=2)) == ended(played(steps, events))


@given(FLOWS)
def test_every_way_leads_forward_to_the_end(steps: list[Any]) -> None:
    journey = a_journey(*steps)
    order = {END: 0}
    while len(order) <= len(journey.steps):
        ready = [
            key for key, one in journey.steps.items() if key not in order and all(to in order for to in one.leads_to)
        ]
        assert ready, "these go round in a circle"
        order |= {key: 1 + max(order[to] for to in journey.steps[key].leads_to) for key in ready}
