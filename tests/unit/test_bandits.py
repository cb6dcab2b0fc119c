"""A bandit of a placement: the best is shown most, the others often enough, and a visit keeps what it was shown."""

from collections import Counter
from random import Random
from statistics import fmean, pstdev

import pytest

from segue.placements.bandits import HALF_LIFE, Arm, decayed, draw, drawn
from segue.times import DAY
from tests.builders import NOON
from tests.unit.test_placements import chosen, made

BANDIT = "strategy: bandit\nvariants: [{id: a, content: {t: 1}}, {id: b, content: {t: 2}}]"


def test_a_bandit_shows_what_is_clicked_most_and_tries_the_others():
    arms = {"a": Arm(1000, 20), "b": Arm(1000, 60)}
    shown = Counter(chosen(made(BANDIT), seed=f"s{one}", arms=arms).shown for one in range(500))
    assert shown["b"] > 490
    unsure = {"a": Arm(20, 1), "b": Arm(20, 2)}
    tried = Counter(chosen(made(BANDIT), seed=f"s{one}", arms=unsure).shown for one in range(500))
    assert 50 < tried["a"] < tried["b"]


def test_a_bandit_learns_which_is_best():
    """Simulated: two click rates, and counts that grow by what was shown and clicked."""
    counts, rates, luck = {"a": [0, 0], "b": [0, 0]}, {"a": 0.05, "b": 0.15}, Random(7)
    for visit in range(3000):
        one = drawn({name: Arm(*map(float, two)) for name, two in counts.items()}, counts, f"visit {visit}")
        counts[one][0] += 1
        counts[one][1] += luck.random() < rates[one]
    assert counts["b"][0] > 2500
    assert counts["a"][0] > 10


def test_a_visit_keeps_what_it_was_shown_and_the_same_seed_draws_the_same():
    arms = {"a": Arm(1000, 20), "b": Arm(1000, 60)}
    kept = chosen(made(BANDIT), arms=arms, holds={"hero": "a"})
    assert (kept.shown, kept.reason) == ("a", "kept")
    assert chosen(made(BANDIT), arms=arms, holds={"hero": "gone"}).shown == "b"
    assert len({chosen(made(BANDIT), arms={}).shown for _ in range(20)}) == 1


def test_counts_lose_half_their_weight_in_a_fortnight():
    days = {NOON // DAY - HALF_LIFE // DAY: (100, 10)}
    found = decayed(days, NOON // DAY * DAY)
    assert (round(found.seen, 6), round(found.clicked, 6)) == (50.0, 5.0)
    assert Arm(0, 0).rate == 0.5


@pytest.mark.parametrize("arm", [Arm(), Arm(20, 2), Arm(1000, 400)])
def test_draws_are_spread_as_what_is_believed(arm):
    """Beta(a, b) has the mean a / (a + b) and the variance ab / ((a + b)² (a + b + 1))."""
    drawn_rates = [draw(arm, f"x{one}") for one in range(3000)]
    won, lost = 1 + arm.clicked, 1 + arm.seen - arm.clicked
    spread = (won * lost / ((won + lost) ** 2 * (won + lost + 1))) ** 0.5
    assert abs(fmean(drawn_rates) - arm.rate) < 4 * spread / 3000**0.5
    assert 0.9 < pstdev(drawn_rates) / spread < 1.1
