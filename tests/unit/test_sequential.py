"""Intervals that hold at every look: against the closed form, published numbers and simulated experiments."""

from math import isclose

import numpy as np
import pytest
from scipy.special import lambertw

from bench.experiments import Shop, played
from bench.experiments import planned as power_of
from segue.errors import Invalid
from segue.judging.power import Planned, plan
from segue.judging.ratio_check import ratio
from segue.judging.sequential import ALPHA, HORIZON, WEIGHT, Arm, difference, each, width

pytestmark = pytest.mark.thorough

TIMES = 150  # experiments of each kind, of a fixed seed; `python -m bench.experiments` plays thousands


def test_the_weight_is_the_one_that_makes_the_interval_narrowest_at_the_horizon() -> None:
    assert isclose(WEIGHT, 1 / (-lambertw(-(ALPHA**2) / np.e, -1).real - 1), rel_tol=1e-5)


def test_an_interval_is_that_of_the_theorem() -> None:
    """Waudby-Smith et al. 2021, theorem 2.2, of n differences of variance 1 with rho^2 = 1 / (WEIGHT * HORIZON)."""
    n, rho2 = 2000.0, 1 / (WEIGHT * HORIZON)
    published = np.sqrt(2 * (n * rho2 + 1) / (n * n * rho2) * np.log(np.sqrt(n * rho2 + 1) / ALPHA))
    assert isclose(width(n) / np.sqrt(n), published, rel_tol=1e-9)


def test_a_random_walk_stays_within_the_bound_forever_in_at_least_95_of_100() -> None:
    rng = np.random.default_rng(2)
    steps = np.unique(np.geomspace(20, 50_000, 400).astype(int))
    bound = np.array([width(float(n)) for n in steps]) * np.sqrt(steps)
    gains = rng.standard_normal((2000, len(steps))) * np.sqrt(np.diff(steps, prepend=0))
    outside = (abs(gains.cumsum(axis=1)) > bound).any(axis=1).mean()
    assert 0.01 < outside <= ALPHA  # not so wide that it says nothing, either


def test_what_chance_shows_is_the_error_at_which_the_interval_ends_at_nothing() -> None:
    one, two = Arm(4000, 240, 240, 240), Arm(4000, 180, 180, 180)
    found = difference(one, two)
    assert found is not None
    edge = difference(one, two, found.chance)
    assert edge is not None
    assert isclose(edge.low, 0, abs_tol=1e-9)


def test_nothing_is_told_too_early() -> None:
    assert difference(Arm(99, 50, 50, 50), Arm(5000, 50, 50, 50)) is None
    assert difference(Arm(5000, 5, 5, 5), Arm(5000, 5, 5, 5)) is None


def test_an_arm_in_which_nothing_happened_is_not_surely_nothing() -> None:
    found = difference(Arm(300, 0, 0, 0), Arm(300, 21, 21, 21))
    assert found is not None
    assert found.low < found.value < found.high


@pytest.mark.parametrize(
    "shop",
    [
        Shop(weekly=3000),
        Shop(weekly=3000, shares=(1 / 3, 1 / 3, 1 / 3), makes=(1, 1, 1)),
        Shop(weekly=12_000, shares=(0.1, 0.9), at_once=True),
    ],
    ids=["two arms", "three arms", "a holdout of everybody"],
)
def test_looking_every_day_raises_at_most_5_false_alarms_in_100(shop: Shop) -> None:
    found = played(shop, TIMES, 3)
    assert found["orders_sure"] <= ALPHA
    assert found["revenue_sure"] <= ALPHA
    assert found["sample_ratio_alarms"] <= 0.02


def test_a_true_difference_is_found_and_sooner_than_at_the_end() -> None:
    found = played(Shop(weekly=6000, makes=(1.0, 1.6)), 60, 4)
    assert found["orders_sure"] > 0.9
    assert found["orders_day"] < 24


def test_as_many_people_as_are_planned_find_the_difference_in_about_8_of_10() -> None:
    assert 0.78 <= power_of(1000, 5)["found"] <= 0.9


def test_without_looking_the_people_are_those_of_the_textbook() -> None:
    """From 10 % to 12 %, 80 % power: 3,839 an arm by the unpooled formula (Fleiss, Levin, Paik 2003, without the
    correction of continuity)."""
    made = plan(Planned(base=0.1, effect=0.2))
    assert abs(made.people_one_look - 2 * 3839) <= 4
    assert 1.7 < made.people / made.people_one_look < 2.3


def test_more_variants_and_an_uneven_share_need_more_people() -> None:
    even, three, held = (plan(Planned(0.05, 0.2, *one)) for one in ((1, 0.5), (2, 1 / 3), (1, 0.1)))
    assert even.control < three.control
    assert even.people < held.people
    assert held.control < held.variant
    assert plan(Planned(0.05, 0.2, weekly=even.people / 4)).weeks == pytest.approx(4, rel=0.001)


@pytest.mark.parametrize(
    "wrong",
    [
        Planned(0, 0.1),
        Planned(0.5, 3),
        Planned(0.05, 0),
        Planned(0.05, float("nan")),
        Planned(0.05, 0.1, 0),
        Planned(0.05, 0.1, 1, 1.0),
    ],
)
def test_a_plan_of_nonsense_is_refused(wrong: Planned) -> None:
    with pytest.raises(Invalid):
        plan(wrong)


def test_several_comparisons_share_the_errors() -> None:
    assert each(ALPHA, 2) == ALPHA / 2
    one, two = Arm(2000, 140, 140, 140), Arm(2000, 90, 90, 90)
    alone, shared = difference(one, two), difference(one, two, each(ALPHA, 3))
    assert alone is not None
    assert shared is not None
    assert shared.low < alone.low


def test_arms_of_the_wrong_size_are_noticed() -> None:
    """821,588 and 815,482 of an even split: the example of Kohavi, Tang, Xu 2020, chapter 3 (p = 1.8e-6)."""
    even = {"a": 1, "b": 1}
    found, sound = ratio({"a": 821_588, "b": 815_482}, even), ratio({"a": 5100, "b": 4900}, even)
    assert found is not None
    assert found.broken
    assert sound is not None
    assert not sound.broken


def test_sizes_that_nobody_meant_are_not_judged() -> None:
    assert ratio({"a": 10, "b": 90}, {}) is None
    assert ratio({"a": 10, "b": 90}, {"a": 1}) is None
    assert ratio({}, {"a": 1}) is None


def test_sound_sizes_looked_at_every_day_raise_at_most_1_false_alarm_in_100() -> None:
    rng = np.random.default_rng(6)
    alarms = 0
    for _ in range(1000):
        held = rng.binomial(400, 0.1, 60).cumsum()
        days = [ratio({"h": int(h), "s": 400 * day - int(h)}, {"h": 10, "s": 90}) for day, h in enumerate(held, 1)]
        alarms += any(one and one.broken for one in days)
    assert alarms <= 10
