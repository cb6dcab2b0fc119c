"""What is asked of purchases: bought, prefers, discount_share, buys_every, overdue and rfm."""

from typing import Any

import pytest

from segue import facets
from segue.errors import Invalid
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from segue.segments.conditions import compile_condition
from segue.segments.rfm import Fifths, fifths
from segue.segments.verdicts import ALWAYS, Verdict
from segue.times import DAY
from tests.builders import NOON, an_event, an_order

CAMERA = {"product_id": "kestrel", "category": "Cameras", "brand": "Corvid", "price": 100, "quantity": 1}
TENT = {"product_id": "tent", "category": "tents", "price": 50, "quantity": 3}
POLICIES = {"rfm": {"frequency": [2, 3, 4, 5], "money": [10, 20, 30, 40], "currency": "EUR", "within": "30d"}}


def asked(spec: dict[str, Any], *events: Event, now: int = NOON) -> Verdict:
    person = Profile("a_1", facets.absorb({}, events), ("a_1",))
    return compile_condition(spec, Compiler(policies=POLICIES)).test(person, now)


def order(days: int, *products: dict[str, Any], number: str = "", **said: Any) -> Event:
    """An order so many days ago."""
    name = number or f"o{days}"
    return an_order(NOON - days * DAY, name, products=list(products), **said)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"category": "cameras"}, True),
        ({"category": ["CAMERAS", "lenses"], "brand": "corvid"}, True),
        ({"product": "kestrel", "category": "tents"}, False),
        ({"category": "tents", "at_least": 3}, True),
        ({"category": "tents", "at_least": 4}, False),
        ({"category": "lenses", "at_most": 0}, True),
        ({"category": "cameras", "within": "5d"}, False),
    ],
)
def test_pieces_are_bought_by_product_category_and_brand(wanted: dict[str, Any], holds: bool) -> None:
    assert asked({"bought": wanted}, order(6, CAMERA, TENT)).holds is holds


def test_what_was_bought_counts_until_its_window_ends_or_the_order_is_cancelled() -> None:
    spec = {"bought": {"category": "cameras", "within": "10d"}}
    assert asked(spec, order(6, CAMERA)) == Verdict(True, NOON + 4 * DAY, NOON - 6 * DAY)
    cancelled = an_event("Order Cancelled", NOON - DAY, properties={"order_id": "o6"})
    assert asked(spec, order(6, CAMERA), cancelled) == Verdict(False, None, NOON - DAY)


def test_a_category_that_one_source_tells_is_known_of_the_other_s_line() -> None:
    bare = {"product_id": "kestrel", "quantity": 1}
    shop = order(1, bare, number="o2", source="shop")
    assert asked({"bought": {"category": "cameras", "at_least": 2}}, order(6, CAMERA), shop).holds


def test_older_orders_keep_their_categories() -> None:
    orders = [order(days, CAMERA) for days in range(9)]
    assert asked({"bought": {"category": "cameras", "at_least": 9}}, *orders).holds


@pytest.mark.parametrize(("share", "holds"), [(0.75, True), (0.751, False), (0, True)])
def test_a_preference_is_a_share_of_all_pieces(share: float, holds: bool) -> None:
    assert asked({"prefers": {"category": "tents", "share": share}}, order(6, CAMERA, TENT)).holds is holds


def test_whoever_bought_nothing_prefers_nothing() -> None:
    assert asked({"prefers": {"category": "tents", "share": 0}}) == Verdict(False, None, ALWAYS)


def test_three_orders_tell_how_sensitive_somebody_is_to_prices() -> None:
    orders = [order(9, TENT, coupon="TEN"), order(5, TENT, discount=3), order(2, TENT)]
    assert asked({"discount_share": {"at_least": 0.6}}, *orders) == Verdict(True, None, NOON - 2 * DAY)
    assert not asked({"discount_share": {"at_least": 0.7}}, *orders).holds
    assert not asked({"discount_share": {"at_least": 0}}, *orders[:2]).holds


def test_the_days_between_orders_are_a_mean() -> None:
    orders = [order(70), order(40), order(10)]
    assert asked({"buys_every": {"at_least": "30d", "at_most": "30d"}}, *orders).holds
    assert not asked({"buys_every": {"at_most": "29d"}}, *orders).holds
    assert asked({"buys_every": {"at_most": "90d"}}, orders[0]) == Verdict(False, None, None)


def test_the_next_order_is_overdue_at_its_moment() -> None:
    orders = [order(70), order(40), order(10)]
    due = NOON + 35 * DAY
    assert asked({"overdue": 1.5}, *orders) == Verdict(False, due, None)
    assert asked({"overdue": 1.5}, *orders, now=due) == Verdict(True, None, due)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"recency": 5}, True),
        ({"recency": [1, 2, 3, 4]}, False),
        ({"frequency": 2, "money": 5}, True),
        ({"frequency": [3, 4, 5]}, False),
    ],
)
def test_fifths_are_drawn_by_the_policy(wanted: dict[str, Any], holds: bool) -> None:
    assert asked({"rfm": wanted}, order(40), order(10), order(2)).holds is holds
    assert not asked({"rfm": wanted}).holds


def test_freshness_falls_at_its_lines() -> None:
    assert asked({"rfm": {"recency": 5}}, order(10)).until == NOON + 20 * DAY
    assert asked({"rfm": {"recency": 4}}, order(10), now=NOON + 20 * DAY) == Verdict(
        True, NOON + 80 * DAY, NOON + 20 * DAY
    )


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ({"recency": ["30d"]}, "4 lines"),
        ({"frequency": [1, 2, 2, 3]}, "above the last"),
        ({"money": [1, 2, 3, 4]}, "currency"),
        ({"colour": 1}, "does not know"),
        ({"frequency": [1, 2, 3, "many"]}, "whole numbers"),
    ],
)
def test_a_wrong_policy_is_refused(policy: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        fifths(policy)


def test_what_the_policy_leaves_out_is_usual() -> None:
    assert fifths({}) == Fifths()
    assert fifths({"money": [1, 2, 3, 4], "currency": "jpy"}).money == (1, 2, 3, 4)
