"""Our matcher of event patterns against another one, moto's, with any pattern and any event.

Where moto is wrong it is not asked, and said here: it takes true for 1, an empty list and an empty mapping for a value
(Event Ruler: `exists` works on leaves alone), and never looks into mappings that stand in a list.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.events.models import EventPattern

from segue.journeys.patterns import check, matches

TEXTS = st.sampled_from(["", "a", "A", "ab", "aB", "b*", "10.0.0.1", "a/b.png", "é"])
NUMBERS = st.sampled_from([-1, 0, 1, 2.5, 3, 300])
PLAIN = st.one_of(TEXTS, NUMBERS, st.none())
FOUND = st.one_of(PLAIN, st.lists(PLAIN, min_size=1, max_size=3))
NAMES = ["a", "b", "c"]
AFFIXES = st.one_of(TEXTS, st.builds(lambda text: {"equals-ignore-case": text}, TEXTS.filter(bool)))
WILDCARDS = st.sampled_from(["*", "a*", "*b", "a*b", "*a*", "a\\*", "a*.png", "A"])
NEGATED = st.one_of(
    TEXTS,
    NUMBERS,
    st.lists(TEXTS, min_size=1, max_size=3),
    st.lists(NUMBERS, min_size=1, max_size=3),
    *(st.builds(lambda one, name=name: {name: one}, TEXTS) for name in ("prefix", "suffix", "equals-ignore-case")),
    st.builds(lambda one: {"wildcard": one}, WILDCARDS),
)
OPERATORS = {
    "prefix": AFFIXES,
    "suffix": AFFIXES,
    "equals-ignore-case": TEXTS,
    "wildcard": WILDCARDS,
    "anything-but": NEGATED,
    "exists": st.booleans(),
    "numeric": st.one_of(
        st.builds(lambda sign, bound: [sign, bound], st.sampled_from(["=", "<", "<=", ">", ">="]), NUMBERS),
        st.builds(lambda low, up: [">=", low, "<", low + up], NUMBERS, st.integers(1, 9)),
    ),
    "cidr": st.sampled_from(["10.0.0.0/8", "10.0.0.1/32", "2001:db8::/32"]),
}
WANTED = st.lists(
    st.one_of(PLAIN, *(st.builds(lambda one, name=name: {name: one}, given) for name, given in OPERATORS.items())),
    min_size=1,
    max_size=3,
)


def _mappings(values: st.SearchStrategy[Any], least: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(NAMES), values, min_size=least, max_size=3)


EVENTS = _mappings(st.one_of(FOUND, _mappings(st.one_of(FOUND, _mappings(FOUND, 1)), 1)), 0)
FLAT = _mappings(WANTED, 1)
DEEP = _mappings(st.one_of(WANTED, FLAT), 1)
PATTERNS = st.one_of(
    DEEP, st.builds(lambda one, more: {**one, "$or": more}, DEEP, st.lists(FLAT, min_size=2, max_size=3))
)


def theirs(pattern: dict[str, Any], event: Any) -> bool:
    return EventPattern(None, pattern).matches_event(event)


@given(PATTERNS, EVENTS)
def test_two_implementations_agree(pattern: dict[str, Any], event: dict[str, Any]) -> None:
    check(pattern)
    assert matches(pattern, event) is theirs(pattern, event)


@pytest.mark.parametrize(
    ("pattern", "event", "ours"),
    [
        ({"a": [1]}, {"a": True}, False),
        ({"a": [{"anything-but": 1}]}, {"a": True}, True),
        ({"a": [{"numeric": [">", 0]}]}, {"a": True}, False),
        ({"a": [{"exists": True}]}, {"a": []}, False),
        ({"a": [{"exists": True}]}, {"a": {}}, False),
        ({"a": {"b": [1]}}, {"a": [{"b": 1}]}, True),
    ],
)
def test_where_the_other_one_is_wrong_it_still_is(pattern: dict[str, Any], event: dict[str, Any], ours: bool) -> None:
    """When this fails moto has been mended: the strategies above may then say more."""
    assert matches(pattern, event) is ours
    assert theirs(pattern, event) is not ours
