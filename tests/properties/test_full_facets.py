"""Bounds keep the sums: a facet that has dropped something is the same in any order, split and grouping."""

import random
from functools import reduce
from unittest.mock import patch

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from segue.events import Event
from segue.facets import FACETS
from tests.examples import examples
from tests.properties.histories import FILLS, NAMES, canonical, distinct, events

pytestmark = pytest.mark.thorough

ANY = settings(max_examples=2000, phases=[Phase.generate])  # until one is found, which need not be the smallest


def test_every_facet_is_filled() -> None:
    assert FILLS.keys() == FACETS.keys()


def about(name: str) -> st.SearchStrategy[Event]:
    """An event that is most about this facet."""
    names = FILLS[name].names
    return events(st.sampled_from(names) if names else NAMES)


@pytest.mark.parametrize("name", FACETS)
@given(data=st.data(), seed=st.randoms(use_true_random=False))
@settings(max_examples=examples(150), deadline=None)
def test_a_full_facet_adds_up_to_the_same(name: str, data: st.DataObject, seed: random.Random) -> None:
    fill = FILLS[name]
    worth = [FACETS[name].of(one) for one in data.draw(st.lists(about(name), max_size=16).map(distinct))]
    with patch.multiple(f"segue.facets.{name}", **fill.bounds):
        expected = canonical(reduce(FACETS[name].add, worth, {}))
        shuffled = seed.sample(worth, len(worth))
        cut = seed.randint(0, len(worth))
        left, right = (reduce(FACETS[name].add, part, {}) for part in (shuffled[:cut], shuffled[cut:]))
        assert canonical(FACETS[name].add(left, right)) == canonical(FACETS[name].add(right, left)) == expected
        assert canonical(reduce(FACETS[name].add, shuffled, {})) == expected


@pytest.mark.parametrize("name", FACETS)
def test_the_strategies_reach_every_facet(name: str) -> None:
    found = find(about(name), lambda one: bool(FACETS[name].of(one)), settings=ANY)
    assert FACETS[name].of(found)
