"""Traces: short, the same for the same id, never more than two, and no part of what is identical."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from segue.facets.registers import short
from segue.journeys.instances import Instance
from segue.segments.membership import Membership
from segue.tracing import joined, trace_of, trace_of_short, veiled
from tests.builders import NOON
from tests.fake_journeys import SEND, a_signal, a_world

TRACES = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(" ".join)


@given(st.text())
def test_a_trace_is_eight_characters_that_follow_from_the_id(identity: str) -> None:
    assert trace_of(identity) == trace_of_short(short(identity))
    assert len(trace_of(identity)) == 8
    assert trace_of(identity).isalnum()


@given(TRACES, TRACES)
def test_what_began_it_stays_first_and_what_moved_it_last_stands_behind(trace: str, by: str) -> None:
    found = joined(trace, by).split()
    assert len(found) <= 2
    assert found[:1] == (trace or by).split()[:1]
    assert found[-1:] == (by or trace).split()[-1:]
    assert joined(joined(trace, by), by) == joined(trace, by)


@given(st.lists(st.text(), max_size=2), st.text())
def test_on_the_bus_a_trace_is_another_and_only_the_key_leads_back(begun: list[str], signal: str) -> None:
    trace, key = " ".join(map(trace_of, begun)), b"k" * 32
    assert veiled(veiled(trace, key, signal), key, signal) == trace
    assert not trace or veiled(veiled(trace, key, signal), b"o" * 32, signal) != trace


def test_nothing_is_written_anew_for_another_trace() -> None:
    run, membership = Instance("u_1", "carts", "c1", NOON), Membership({"buyers": NOON})
    assert run.woken({}, "abc") == run
    assert replace(membership, trace="abc").as_kept() == membership.as_kept()


def test_whoever_comes_again_with_another_trace_says_nothing_twice() -> None:
    world = a_world(SEND)
    world.crash = 2  # the message is written, the run is not
    signal = {"segment": "any", "id": "s1"}
    try:
        world.listening.signal(a_signal(**signal, trace="a"), NOON)
    except ConnectionError:
        world.listening.signal(a_signal(**signal, trace="b"), NOON)
    (message,) = world.said.values()
    assert (message.trace, world.run.trace, world.run.state) == ("a", "b", "done")


def test_a_signal_without_a_trace_begins_a_way_of_its_own() -> None:
    world = a_world(SEND)
    world.signal(id="s1")
    assert world.run.trace == trace_of("s1")
