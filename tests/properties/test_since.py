"""Since when an answer holds is when it became so, had one looked at every moment of the past."""

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from segue.events import Event
from segue.segments.conditions import compile_condition
from segue.segments.verdicts import ALWAYS, Condition, earliest
from segue.times import SECOND
from tests.examples import examples
from tests.properties.operators import EXAMPLES
from tests.properties.test_operators import PLAYBOOK, a_person, looks

# Not of carts and orders: where one is told again, an answer can be said older than it is (decision 0125 says so).
AGAIN = {"carts", "orders"}
TOLD_ONCE = {
    name: own
    for name, some in EXAMPLES.items()
    if (own := [one for one in some if not compile_condition(one, PLAYBOOK).facets & AGAIN])
}


def became(condition: Condition, history: list[Event], now: int) -> int:
    """When the answer of now became what it is, by what was known at each moment of the past."""
    moment, since, answer = 0, ALWAYS, None
    while moment <= now:
        verdict = condition.test(a_person([one for one in history if one.timestamp <= moment]), moment)
        if answer is not None and verdict.holds is not answer:
            since = moment
        answer = verdict.holds
        moment = earliest(verdict.until, *(one.timestamp for one in history if one.timestamp > moment)) or now + 1
    return since


@pytest.mark.parametrize("name", TOLD_ONCE)
@given(data=st.data())
@settings(max_examples=examples(40), deadline=None)
def test_an_answer_is_never_said_to_be_older_than_it_is(name: str, data: st.DataObject) -> None:
    history, now = data.draw(looks(TOLD_ONCE[name]))
    known = [one for one in history if one.timestamp <= now]
    for spec in TOLD_ONCE[name]:
        note(str(spec))
        condition = compile_condition(spec, PLAYBOOK)
        since = condition.test(a_person(known), now).since
        assert since is None or since // SECOND >= became(condition, known, now) // SECOND  # some are whole seconds
