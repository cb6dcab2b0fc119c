"""In this order, in so long: found exactly where somebody who tries all times of all steps finds it."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from segue import facets
from segue.profile.profiles import Profile
from segue.segments.conditions import compile_condition
from segue.times import SECOND
from tests.builders import NOON, an_event
from tests.examples import examples

NAMES = ("A", "B")
HAPPENED = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 9)), max_size=6)
STEPS = st.lists(st.sampled_from(NAMES), min_size=2, max_size=4)


def found(happened: list[tuple[str, int]], steps: list[str], within: int) -> bool:
    """Any choice of different times, one for each step, that is in order and short enough."""
    for chosen in permutations(happened, len(steps)):
        times = [time for _, time in chosen]
        if [name for name, _ in chosen] == steps and times == sorted(times) and times[-1] - times[0] <= within:
            return True
    return False


@given(happened=HAPPENED, steps=STEPS, within=st.integers(0, 9))
@settings(max_examples=examples(300), deadline=None)
def test_a_sequence_is_found_where_there_is_one(happened: list[tuple[str, int]], steps: list[str], within: int) -> None:
    events = [an_event(name, NOON + time * SECOND, message_id=str(n)) for n, (name, time) in enumerate(happened)]
    person = Profile("a_1", facets.absorb({}, events), ("a_1",))
    condition = compile_condition({"sequence": {"steps": steps, "within": f"{within}s"}})
    assert condition.test(person, NOON + 9 * SECOND).holds is found(happened, steps, within)
