"""Groups of conditions: since when, for how long, in other segments, and what is too much."""

from typing import Any

import pytest

from segue import facets
from segue.errors import Invalid
from segue.events import Event
from segue.playbook import compile_playbook
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from segue.segments.compiling import compile_segments
from segue.segments.conditions import MOST_COST, MOST_DEPTH, compile_condition
from segue.segments.verdicts import ALWAYS, Verdict
from segue.times import DAY, HOUR
from tests.builders import NOON, an_add, an_order

ORDERED, OPEN = {"ordered": {"within": "30d"}}, {"cart": "open"}


def asked(when: Any, *events: Event, now: int = NOON + 9 * DAY) -> Verdict:
    return compile_condition(when).test(Profile("a_1", facets.absorb({}, events), ("a_1",)), now)


def refused(when: Any, **segments: Any) -> Invalid:
    with pytest.raises(Invalid) as wrong:
        compile_condition(when, Compiler({key: {"when": one} for key, one in segments.items()}))
    return wrong.value


def test_all_is_true_since_the_last_part_and_false_since_the_first() -> None:
    both = {"all": [ORDERED, OPEN]}
    assert asked(both, an_order(NOON), an_add(NOON + HOUR)) == Verdict(True, NOON + 30 * DAY, NOON + HOUR, ("c1",))
    assert asked(both, an_add(NOON), an_order(NOON + HOUR)) == Verdict(False, None, NOON + HOUR)


def test_any_is_true_since_the_first_part_and_false_since_the_last() -> None:
    one = {"any": [ORDERED, OPEN]}
    assert asked(one, an_order(NOON), an_add(NOON + HOUR)).since == NOON
    assert asked(one, an_order(NOON), now=NOON + 31 * DAY) == Verdict(False, None, NOON + 30 * DAY)
    assert asked(one) == Verdict(False, None, ALWAYS)


def test_has_been_is_true_once_it_has_held_so_long_without_a_break() -> None:
    week = {"has_been": {"for": "7d", "when": OPEN}}
    due = NOON + 7 * DAY
    assert asked(week, an_add(NOON), now=due - 1) == Verdict(False, due)
    assert asked(week, an_add(NOON), now=due) == Verdict(True, None, due, ("c1",))
    assert asked(week, an_add(NOON), an_order(NOON + DAY), an_add(NOON + 2 * DAY), now=due).until == due + 2 * DAY


def test_a_segment_asks_what_another_one_asks() -> None:
    made = compile_segments({"a": {"when": {"not": {"in_segment": "b"}}}, "b": {"when": ORDERED}}, {})
    assert made["a"].when.facets == {"orders"}
    person = Profile("a_1", facets.absorb({}, [an_order(NOON)]), ("a_1",))
    assert made["a"].when.test(person, NOON + 40 * DAY) == Verdict(True, None, NOON + 30 * DAY)


def test_circles_and_strangers_are_refused_with_words() -> None:
    assert "a → b → a" in refused({"in_segment": "a"}, a={"in_segment": "b"}, b={"in_segment": "a"}).detail
    assert "did you mean `regulars`?" in refused({"in_segment": "regular"}, regulars=OPEN).detail


@pytest.mark.parametrize(
    ("when", "path"),
    [
        ({"all": [OPEN, {"ordered": {"at_least": "x"}}]}, ("all", 1, "ordered", "at_least")),
        ({"not": {"not": {"crat": "open"}}}, ("not", "not", "crat")),
        ({"has_been": {"for": "7", "when": OPEN}}, ("has_been", "for")),
        ({"any": [{"trait": "day", "before": "soon"}]}, ("any", 0, "before")),
        ({"cart": {"untouched": "2h"}}, ("cart", "untouched")),
        ({"trait": "day", "befor": "2026-01-01"}, ("befor",)),
        ({"spent": {"at_least": 5}}, ("spent", "currency")),
    ],
)
def test_what_is_wrong_is_told_with_its_place(when: Any, path: tuple[str | int, ...]) -> None:
    assert refused(when).path == path


def test_what_costs_too_much_is_refused_and_what_is_nested_too_deep() -> None:
    assert "cost" in refused({"all": [ORDERED] * MOST_COST}).detail
    deep: Any = OPEN
    for _ in range(MOST_DEPTH + 1):
        deep = {"not": deep}
    assert "deep" in refused(deep).detail


def test_a_segment_that_costs_too_much_with_those_it_asks_for_is_refused_when_it_is_applied() -> None:
    half = f"when: {{any: [{', '.join(['{ordered: {at_least: 2}}'] * (MOST_COST // 10 + 1))}]}}"
    both = "when: {any: [{in_segment: half}, {in_segment: half}]}"
    assert compile_playbook({"segments/half.yaml": half})
    with pytest.raises(Invalid, match=r"segments/both.yaml:1: this asks too much"):
        compile_playbook({"segments/half.yaml": half, "segments/both.yaml": both})
