"""Signals in any order, each any number of times: no run begins by what is older than the last one, and none twice."""

from collections import Counter
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.times import DAY, MINUTE, to_text
from tests.builders import NOON
from tests.examples import examples
from tests.fake_journeys import World, a_world
from tests.properties.test_flows import FLOWS

NAMES = st.sampled_from(["SegmentEntered", "OrderPlaced"])
SIGNALS = st.lists(st.tuples(NAMES, st.integers(0, 300)), min_size=1, max_size=6, unique_by=lambda one: one[1])
Came = list[tuple[str, int]]


def heard(steps: list[Any], came: Came, often: int) -> World:
    """A world in which these came in this order, an hour apart, each so often; then years went by."""
    world = a_world(*steps, reenter="always")
    world.now = NOON + 300 * MINUTE
    for name, at in came:
        for _ in range(often):
            world.signal(name, id=f"s{at}", time=to_text(NOON + at * MINUTE))
        world.pass_time(60 * MINUTE)
    world.pass_time(5 * 366 * DAY)
    return world


@settings(max_examples=examples(80))
@given(FLOWS, SIGNALS, st.randoms(use_true_random=False))
def test_in_any_order_runs_follow_the_time_of_what_began_them_and_a_step_is_said_once(
    steps: list[Any], signals: Came, order: Random
) -> None:
    came = order.sample(signals, len(signals))
    world = heard(steps, came, 2)
    moments = [one.moment for one in (*world.shelf, *world.rows.values())]
    assert moments == sorted(set(moments))
    assert {(one - NOON) // MINUTE for one in moments} <= {at for name, at in signals if name == "SegmentEntered"}
    assert not [one for one, count in Counter(world.steps).items() if count > 1]
    assert not [one for one in world.rows.values() if one.running]


@settings(max_examples=examples(60))
@given(FLOWS, SIGNALS, st.randoms(use_true_random=False))
def test_whatever_the_order_what_came_twice_is_as_if_it_had_come_once(
    steps: list[Any], signals: Came, order: Random
) -> None:
    came = order.sample(signals, len(signals))
    once, twice = heard(steps, came, 1), heard(steps, came, 2)
    assert (sorted(once.said), sorted(once.told), once.rows) == (sorted(twice.said), sorted(twice.told), twice.rows)
