"""Every facet is a commutative monoid: any order, any split, any grouping gives the same value."""

import json
import random
from functools import reduce
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue import facets
from segue.events import Event
from segue.facets import FACETS, carts
from segue.times import DAY, to_text
from tests.builders import NOON, an_event
from tests.examples import examples

TIMES = st.integers(NOON - 130 * DAY, NOON) | st.integers(NOON, NOON + 5)
IDS = st.sampled_from(["1", "2", "3"])
NAMES = st.sampled_from(
    [
        "Product Added",
        "Product Removed",
        "Cart Updated",
        "Checkout Started",
        "Checkout Updated",
        "Order Completed",
        "Order Updated",
        "Order Refunded",
        "Order Cancelled",
        "Order Fulfilled",
        "Cart Deleted",
        "Consent Updated",
        "Unsubscribed",
        "Email Opened",
        "Email Bounced",
        "Product Viewed",
        "Email Link Clicked",
        "Email Delivered",
        "SMS Replied",
        "Product List Viewed",
        "Product Added to Wishlist",
        "Dwelled",
        "Checkout Step Completed",
        "Payment Info Entered",
        "Conversation Opened",
        "Conversation Turn",
        "Conversation Resolved",
        "Live Chat Message Sent",
        "Call Ended",
        "Survey Answered",
        "Profile Merged",
    ]
)
PRODUCTS = st.fixed_dictionaries(
    {"product_id": IDS, "price": st.decimals(0, 999, places=2).map(float), "quantity": st.integers(0, 9)},
    optional={
        "name": st.text(max_size=8),
        "image_url": st.just("https://shop.example/1.jpg"),
        "variant_id": IDS | st.integers(1, 2),
        "variant": st.sampled_from(["Blue", "Red"]),
        "sku": IDS,
    },
)
SAID = st.fixed_dictionaries(
    {"currency": st.sampled_from(["EUR", "JPY", "", None])},
    optional={
        "cart_id": IDS,
        "order_id": IDS,
        "refund_id": IDS,
        "total": st.integers(0, 500),
        "products": st.lists(PRODUCTS, max_size=3),
        "product_id": IDS,
        "variant_id": IDS,
        "completed_at": st.just("2026-11-22T12:00:00Z"),
        "quantity": st.integers(0, 5),
        "granted": st.booleans(),
        "purpose": st.sampled_from(["marketing", "news"]),
        "email": st.sampled_from(["a@shop.example", "B@shop.example"]),
        "coupon": st.sampled_from(["", "TEN"]),
        "category": IDS,
        "brand": IDS,
        "tags": st.lists(IDS, max_size=2),
        "seconds": st.integers(-5, 99),
        "step": st.integers(0, 3),
        "message_id": IDS,
        "link_url": IDS,
        "sent_at": st.just(to_text(NOON)),
        "format": st.sampled_from(["short", "picture"]),
        "conversation_id": IDS,
        "topic": IDS,
        "survey": st.sampled_from(["ces", "nps", "mood"]),
        "score": st.integers(-1, 10),
        "body": st.text(max_size=3) | st.just("long " * 60),
    },
)
CONTEXTS = st.fixed_dictionaries(
    {},
    optional={
        "timezone": st.sampled_from(["Europe/Paris", "Asia/Tokyo"]),
        "locale": st.sampled_from(["fr-FR", "ja"]),
        "userAgent": st.sampled_from(["Mozilla/5.0", "Mozilla/5.0 (iPhone) Mobile", "Mozilla/5.0 (X11) Firefox"]),
        "traits": st.fixed_dictionaries({"email": st.sampled_from(["c@shop.example", "d@shop.example"])}),
    },
)
CHANNELS = st.sampled_from(["web", "mobile", "store", "commerce", "email"])
TRAITS = st.dictionaries(IDS, st.none() | st.booleans() | st.text(max_size=3) | st.integers(0, 9), max_size=3)


@st.composite
def events(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> Event:
    """Any event that a facet looks at; ids repeat on purpose, so that ties happen."""
    at = draw(TIMES)
    if draw(st.integers(0, 4)) == 0:
        return an_event(None, at, type="identify", user_id="u", message_id=draw(IDS), traits=draw(TRAITS))
    given = {"source": draw(st.sampled_from(["web", "shop"])), "channel": draw(CHANNELS), "context": draw(CONTEXTS)}
    given["anonymous_id"] = draw(st.sampled_from(["visitor-1", "visitor-2"]))
    return an_event(draw(names), at, message_id=draw(IDS) + str(at), properties=draw(SAID), **given)


def distinct(found: list[Event]) -> list[Event]:
    """What the ledger lets through: each message id and client time once."""
    return list({(one.message_id, one.original_timestamp): one for one in found}.values())


HISTORIES = st.lists(events(), max_size=14).map(distinct)


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True).encode()


@pytest.mark.parametrize("name", FACETS)
@given(history=HISTORIES, seed=st.randoms(use_true_random=False))
@settings(max_examples=examples(120), deadline=None)
def test_a_facet_adds_up_to_the_same_in_any_order_and_grouping(
    name: str, history: list[Event], seed: random.Random
) -> None:
    facet = FACETS[name]
    worth = [facet.of(one) for one in history]
    expected = canonical(reduce(facet.add, worth, {}))
    shuffled = seed.sample(worth, len(worth))
    cut = seed.randint(0, len(worth))
    left, right = (reduce(facet.add, part, {}) for part in (shuffled[:cut], shuffled[cut:]))
    assert canonical(reduce(facet.add, shuffled, {})) == expected
    assert canonical(facet.add(left, right)) == canonical(facet.add(right, left)) == expected


@pytest.mark.parametrize("name", FACETS)
@given(history=HISTORIES)
@settings(max_examples=examples(60), deadline=None)
def test_nothing_added_changes_nothing(name: str, history: list[Event]) -> None:
    facet = FACETS[name]
    value = reduce(facet.add, map(facet.of, history), {})
    assert canonical(facet.add(value, {})) == canonical(facet.add({}, value)) == canonical(value)


@given(history=HISTORIES, seed=st.randoms(use_true_random=False))
@settings(max_examples=examples(120), deadline=None)
def test_a_whole_profile_adds_up_to_the_same_in_any_order_and_split(history: list[Event], seed: random.Random) -> None:
    expected = canonical(facets.absorb({}, history))
    shuffled = seed.sample(history, len(history))
    cut = seed.randint(0, len(history))
    assert canonical(facets.absorb(facets.absorb({}, shuffled[:cut]), shuffled[cut:])) == expected
    parts = [facets.absorb({}, shuffled[:cut]), facets.absorb({}, shuffled[cut:])]
    assert canonical(facets.total(parts)) == canonical(facets.total(parts[::-1])) == expected


@given(history=HISTORIES, seed=st.randoms(use_true_random=False))
@settings(max_examples=examples(200), deadline=None)
def test_a_full_cart_log_adds_up_to_the_same(history: list[Event], seed: random.Random) -> None:
    with patch.object(carts, "LAST", 4):
        worth = [carts.of(one) for one in history]
        expected = canonical(reduce(carts.add, worth, {}))
        shuffled = seed.sample(worth, len(worth))
        cut = seed.randint(0, len(worth))
        left, right = (reduce(carts.add, part, {}) for part in (shuffled[:cut], shuffled[cut:]))
        assert canonical(carts.add(left, right)) == canonical(carts.add(right, left)) == expected
