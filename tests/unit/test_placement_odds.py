"""How likely a bandit draws each of its variants, and how sure a rate is: against draws, and against known numbers."""

from collections import Counter
from math import sqrt

import pytest

from segue.placements.bandits import Arm, drawn
from segue.placements.odds import odds
from segue.placements.placements import Placement, Variant
from segue.placements.standing import Standing, Tally
from segue.times import DAY, from_text

NOW = from_text("2026-11-29T12:00:00Z")
TRIES = 1500


@pytest.mark.parametrize(
    "arms",
    [
        {"a": Arm(100, 10), "b": Arm(80, 12), "c": Arm()},
        {"a": Arm(1e6, 1e5), "b": Arm(1e6, 1.002e5), "c": Arm(1, 0)},
        {"a": Arm(3, 9), "b": Arm(3, 3)},
    ],
)
def test_the_odds_are_those_of_the_draws(arms):
    found = odds(arms, arms)
    seen = Counter(drawn(arms, arms, f"visit-{one}") for one in range(TRIES))
    assert sum(found.values()) == pytest.approx(1)
    for key, share in found.items():
        assert abs(seen[key] / TRIES - share) < 4 * sqrt(share * (1 - share) / TRIES) + 0.003


def test_equals_are_equally_likely_and_one_alone_is_certain():
    assert odds({}, "abcd") == pytest.approx(dict.fromkeys("abcd", 0.25))
    assert odds({}, ["a"]) == {"a": 1.0}
    assert odds({}, []) == {}


@pytest.mark.parametrize(
    ("seen", "clicked", "low", "high"),
    [(10, 1, 0.0179, 0.4042), (100, 50, 0.4038, 0.5962), (20, 0, 0.0, 0.1611), (5, 9, 0.5655, 1.0)],
)
def test_a_rate_comes_with_wilson_s_interval(seen, clicked, low, high):
    assert Tally(seen, clicked).interval == pytest.approx((low, high), abs=1e-4)


def test_without_a_view_there_is_no_rate():
    assert (Tally(0, 3).rate, Tally().interval) == (None, None)


def test_results_are_of_the_last_28_days_and_the_holdout_stands_apart():
    placement = Placement("hero", (Variant("a", {}), Variant("b", {}, since=NOW + DAY)), strategy="bandit")
    days = {
        "2026-11-29": {"s:a": 4, "c:a": 1, "h:": 2, "s:old": 1},
        "2026-11-02": {"s:a": 3, "s:b": 1, "k:": 1},
        "2026-11-01": {"s:a": 100, "c:b": 9},
    }
    stands = Standing(placement, days, NOW)
    assert (stands.of("a"), stands.of("b"), stands.whole, stands.held) == ((7, 1), (1, 0), (9, 1), (2, 1))
    assert ([one.id for one in stands.live], stands.gone, stands.draws) == (["a"], ["old"], {"a": 1.0})
    assert (len(stands.by_day()), stands.by_day("a")[0], stands.by_day()[-1]) == (28, (3, 0), (5, 1))
