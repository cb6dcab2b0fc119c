"""Every operator keeps what it says: until when, by which facets, and that a wrong text is refused with words."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from segue import facets
from segue.errors import Invalid
from segue.events import Event
from segue.facets import FACETS
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from segue.segments.conditions import compile_condition
from segue.segments.groups import GROUPS
from segue.segments.operators import OPERATORS
from segue.segments.schemas import condition_schema
from segue.segments.verdicts import Condition
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.examples import examples
from tests.properties.histories import FILLS, NAMES, distinct, events
from tests.properties.operators import EXAMPLES, POLICIES, SEGMENTS
from tests.properties.test_any_shape import JSON

PLAYBOOK = Compiler(SEGMENTS, POLICIES)
SPECS = [pytest.param(one, id=str(one)) for some in EXAMPLES.values() for one in some]
TAKEN = jsonschema_rs.validator_for({"$defs": condition_schema(), "$ref": "#/$defs/condition"})
AFTER = st.integers(0, 3 * HOUR) | st.integers(0, 40 * DAY)


@st.composite
def looks(draw: st.DrawFn, specs: Sequence[dict[str, Any]]) -> tuple[list[Event], int]:
    """A history of what the conditions are about, and a moment soon or later after one of its events."""
    known = {facet for spec in specs for facet in compile_condition(spec, PLAYBOOK).facets}
    about = sorted({name for facet in known for name in FILLS[facet].names})
    history = draw(st.lists(events(st.sampled_from(about) if about else NAMES), min_size=1, max_size=9))
    return distinct(history), draw(st.sampled_from(history)).timestamp + draw(AFTER)


def a_person(history: list[Event]) -> Profile:
    return Profile("a_1", facets.absorb({}, history), ("a_1",))


@pytest.mark.parametrize("spec", SPECS)
def test_the_schema_for_editors_takes_every_example(spec: dict[str, Any]) -> None:
    TAKEN.validate(spec)


def test_every_operator_has_an_example() -> None:
    assert EXAMPLES.keys() == GROUPS.keys() | OPERATORS.keys()


@pytest.mark.parametrize("name", EXAMPLES)
@given(data=st.data())
@settings(max_examples=examples(80), deadline=None)
def test_a_verdict_holds_until_it_says_and_rests_on_its_facets_alone(name: str, data: st.DataObject) -> None:
    history, now = data.draw(looks(EXAMPLES[name]))  # for all: a history takes far longer to make up than to look at
    whole, by_then = a_person(history), a_person([one for one in history if one.timestamp <= now])
    for spec in EXAMPLES[name]:
        note(str(spec))
        condition = compile_condition(spec, PLAYBOOK)
        rests_on_its_facets(condition, whole, now)
        holds_until_it_says(condition, by_then, now, data)


def holds_until_it_says(condition: Condition, person: Profile, now: int, data: st.DataObject) -> None:
    """Whether the verdict stays what it is until the moment that it names."""
    verdict = condition.test(person, now)
    end = verdict.until if verdict.until is not None else now + 400 * DAY
    assert end > now
    for later in (data.draw(st.integers(now, end - 1)), end - 1):
        found = condition.test(person, later)
        assert (found.holds, found.carts) == (verdict.holds, verdict.carts)


def rests_on_its_facets(condition: Condition, person: Profile, now: int) -> None:
    """Whether the verdict is the same where nothing but the condition's facets is known."""
    assert condition.facets <= FACETS.keys()
    less = Profile("a_1", {name: one for name, one in person.facets.items() if name in condition.facets}, ("a_1",))
    assert condition.test(less, now) == condition.test(person, now)


@pytest.mark.parametrize("name", EXAMPLES)
@given(data=st.data(), event=events())
@settings(max_examples=examples(80), deadline=None)
def test_whatever_the_playbook_says_is_refused_or_can_be_asked(name: str, data: st.DataObject, event: Event) -> None:
    known = sorted({setting for one in EXAMPLES[name] for setting in (*one, *_settings(one[name]))} - {name})
    asked = data.draw(JSON | st.dictionaries(st.sampled_from(known or ["x"]), JSON, min_size=1))
    spec = {name: asked, **data.draw(st.dictionaries(st.sampled_from(known or ["x"]), JSON))}
    made = _compiled(spec)
    assert made is None or TAKEN.is_valid(spec)
    assert made is None or isinstance(made.test(a_person([event]), NOON).holds, bool)


def _settings(asked: Any) -> list[str]:
    return list(asked) if isinstance(asked, dict) else []


def _compiled(spec: dict[str, Any]) -> Condition | None:
    with suppress(Invalid):
        return compile_condition(spec, PLAYBOOK)
    return None
