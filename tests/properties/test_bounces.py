"""Soft bounces and deliveries mean the same in whichever order, and however often, their reports come."""

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.messaging.bounces import Bounces
from segue.times import DAY
from tests.examples import examples

DAYS = st.integers(1, 40).map(lambda day: day * DAY)
MOMENTS = st.lists(DAYS, max_size=8, unique=True)
POLICIES = st.builds(Bounces, st.integers(1, 4), DAYS, DAYS)


@given(MOMENTS, MOMENTS, POLICIES, st.data())
@settings(max_examples=examples(300), deadline=None)
def test_the_order_of_reports_changes_nothing(soft: list[int], arrived: list[int], policy: Bounces, data: Any) -> None:
    shuffled = data.draw(st.permutations(soft))
    assert policy.rests_until(shuffled, max(arrived, default=0)) == policy.rests_until(soft, max(arrived, default=0))


@given(MOMENTS, POLICIES)
@settings(max_examples=examples(300), deadline=None)
def test_an_address_rests_only_after_so_many_within_so_long_and_a_delivery_ends_it(
    soft: list[int], policy: Bounces
) -> None:
    found, last = policy.rests_until(soft, 0), max(soft, default=0)
    assert found in {0, *(one + policy.rest for one in soft)}
    assert policy.rests_until(soft, last) == 0
    near = sum(1 for before, after in pairwise(sorted(soft)) if after - before <= policy.within)
    if policy.soft == 2:
        assert (found > 0) is (near > 0)


@given(MOMENTS, DAYS, POLICIES)
@settings(max_examples=examples(300), deadline=None)
def test_what_came_back_before_the_newest_delivery_is_forgotten(
    soft: list[int], delivered: int, policy: Bounces
) -> None:
    later = [one for one in soft if one > delivered]
    assert policy.rests_until(soft, delivered) == policy.rests_until(later, 0)
