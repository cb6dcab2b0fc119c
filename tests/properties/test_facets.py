"""Every facet is a commutative monoid: any order, any split, any grouping gives the same value."""

import random
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue import facets
from segue.events import Event
from segue.facets import FACETS
from tests.examples import examples
from tests.properties.histories import HISTORIES, canonical


@pytest.mark.parametrize("name", FACETS)
@given(history=HISTORIES, seed=st.randoms(use_true_random=False))
@settings(max_examples=examples(120), deadline=None)
def test_a_facet_adds_up_to_the_same_in_any_order_and_grouping_and_nothing_added_changes_nothing(
    name: str, history: list[Event], seed: random.Random
) -> None:
    facet = FACETS[name]
    worth = [facet.of(one) for one in history]
    expected = canonical(reduce(facet.add, worth, {}))
    shuffled = seed.sample(worth, len(worth))
    cut = seed.randint(0, len(worth))
    left, right = (reduce(facet.add, part, {}) for part in (shuffled[:cut], shuffled[cut:]))
    value = reduce(facet.add, shuffled, {})
    assert canonical(value) == expected
    assert canonical(facet.add(left, right)) == canonical(facet.add(right, left)) == expected
    assert canonical(facet.add(value, {})) == canonical(facet.add({}, value)) == expected


@given(history=HISTORIES, seed=st.randoms(use_true_random=False))
@settings(max_examples=examples(120), deadline=None)
def test_a_whole_profile_adds_up_to_the_same_in_any_order_and_split(history: list[Event], seed: random.Random) -> None:
    expected = canonical(facets.absorb({}, history))
    shuffled = seed.sample(history, len(history))
    cut = seed.randint(0, len(history))
    assert canonical(facets.absorb(facets.absorb({}, shuffled[:cut]), shuffled[cut:])) == expected
    parts = [facets.absorb({}, shuffled[:cut]), facets.absorb({}, shuffled[cut:])]
    assert canonical(facets.total(parts)) == canonical(facets.total(parts[::-1])) == expected
