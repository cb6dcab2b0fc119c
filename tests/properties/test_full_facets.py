"""Bounds keep the sums: a facet that has dropped something is the same in any order, split and grouping."""

import random
from functools import reduce
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from segue.events import Event
from segue.facets import (
    FACETS,
    carts,
    consent,
    engagement,
    interests,
    names,
    orders,
    sessions,
    style,
    support,
    traits,
)
from tests.examples import examples
from tests.properties.test_facets import NAMES, canonical, distinct, events

BOUNDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "carts": (carts, {"LAST": 4}),
    "traits": (traits, {"MOST": 2, "VALUES": 1}),
    "orders": (orders, {"MOST": 2, "WHOLE": 1}),
    "interests": (interests, {"MOST": 2, "PRODUCTS": 2, "WINDOW": 1}),
    "engagement": (engagement, {"MOST": 2, "CLICKS": 1, "WINDOW": 5, "BLOCKS": 1}),
    "support": (support, {"MOST": 2}),
    "names": (names, {"MOST": 1}),
    "consent": (consent, {"MOST": 2}),
    "sessions": (sessions, {"STEPS": 1, "WINDOW": 2}),
    "style": (style, {"MOST": 1, "WINDOW": 1}),
}


# The names that matter most to a facet, so that a history fills it; to the others all do.
ABOUT = {
    "carts": ("Product Added", "Product Removed", "Cart Updated", "Order Completed"),
    "orders": ("Order Completed", "Order Updated", "Order Refunded"),
    "consent": ("Consent Updated", "Unsubscribed"),
    "engagement": ("Email Link Clicked", "Email Opened", "Product Viewed"),
    "interests": ("Product Viewed", "Product Added", "Dwelled"),
    "support": ("Conversation Opened", "Conversation Resolved", "Call Ended", "Survey Answered"),
    "sessions": ("Checkout Started", "Checkout Step Completed", "Order Completed"),
    "style": ("Email Link Clicked", "Conversation Turn"),
}


def history_of(name: str) -> st.SearchStrategy[list[Event]]:
    return st.lists(events(st.sampled_from(ABOUT[name]) if name in ABOUT else NAMES), max_size=16).map(distinct)


@pytest.mark.parametrize("name", FACETS)
@given(data=st.data(), seed=st.randoms(use_true_random=False))
@settings(max_examples=examples(150), deadline=None)
def test_a_full_facet_adds_up_to_the_same(name: str, data: st.DataObject, seed: random.Random) -> None:
    module, bounds = BOUNDS[name]
    worth = [FACETS[name].of(one) for one in data.draw(history_of(name))]
    with patch.multiple(module, **bounds):
        expected = canonical(reduce(FACETS[name].add, worth, {}))
        shuffled = seed.sample(worth, len(worth))
        cut = seed.randint(0, len(worth))
        left, right = (reduce(FACETS[name].add, part, {}) for part in (shuffled[:cut], shuffled[cut:]))
        assert canonical(FACETS[name].add(left, right)) == canonical(FACETS[name].add(right, left)) == expected
        assert canonical(reduce(FACETS[name].add, shuffled, {})) == expected


@pytest.mark.parametrize("name", FACETS)
def test_the_strategies_reach_every_facet(name: str) -> None:
    found = find(events(), lambda one: bool(FACETS[name].of(one)))
    assert FACETS[name].of(found)
