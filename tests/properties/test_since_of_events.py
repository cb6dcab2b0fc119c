"""Since when: what a verdict says is what somebody who had looked all the time would have seen."""

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from segue.events import Event
from segue.segments.conditions import compile_condition
from segue.segments.verdicts import ALWAYS, Condition
from segue.times import DAY, SECOND
from tests.builders import NOON
from tests.examples import examples
from tests.properties.operators import EXAMPLES
from tests.properties.test_operators import PLAYBOOK, a_person, looks

NAMES = ("did", "first", "last", "sequence")


def until(history: list[Event], moment: int) -> list[Event]:
    """What had happened then; times of activity are whole seconds."""
    return [one for one in history if one.timestamp // SECOND * SECOND <= moment]


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=examples(80), deadline=None)
def test_an_answer_is_as_old_as_it_says(name: str, data: st.DataObject) -> None:
    history, now = data.draw(looks(EXAMPLES[name]))
    for spec in EXAMPLES[name]:
        note(str(spec))
        is_as_old_as_it_says(compile_condition(spec, PLAYBOOK), history, now, data)


def is_as_old_as_it_says(condition: Condition, history: list[Event], now: int, data: st.DataObject) -> None:
    """Whether the answer was the same since then, and another before."""
    verdict = condition.test(a_person(until(history, now)), now)
    since = NOON - 400 * DAY if verdict.since == ALWAYS else verdict.since
    if since is not None:
        for moment in (since, data.draw(st.integers(since, now))):
            assert condition.test(a_person(until(history, moment)), moment).holds is verdict.holds
    if verdict.since:
        before = verdict.since - 1
        assert condition.test(a_person(until(history, before)), before).holds is not verdict.holds
