"""Previews: what a sample says about everybody, and how far off it may be."""

from random import Random

import pytest

from segue.segments.previewing import estimate


def test_who_looks_at_everybody_is_not_wrong() -> None:
    assert [(one.people, one.low, one.high, one.error) for one in (estimate(7, 1.0), estimate(0, 1.0))] == [
        (7, 7, 7, 0),
        (0, 0, 0, 0),
    ]


def test_nobody_in_a_sample_is_not_nobody() -> None:
    found = estimate(0, 0.01)
    assert (found.people, found.low) == (0, 0)
    assert 300 < found.high < 400  # the rule of three says 300, one-sided


def test_byar_s_bounds_are_those_of_the_poisson_distribution() -> None:
    """Of ten found the exact ones are 4.80 and 18.39 (Fisher and Yates)."""
    found = estimate(10, 1e-6)
    assert found.low == pytest.approx(4.80e6, rel=0.01)
    assert found.high == pytest.approx(18.39e6, rel=0.01)


@pytest.mark.parametrize("most", [100, 1_000])
def test_what_more_people_look_at_is_nearer(most: int) -> None:
    assert estimate(most // 10, 0.1).error * 2 < estimate(most, 0.1).error * 10
    assert estimate(most, 0.5).error / most < estimate(most, 0.1).error / most


@pytest.mark.parametrize(("people", "share"), [(40, 0.1), (400, 0.05), (400, 0.6), (2_000, 0.01)])
def test_the_truth_lies_between_the_bounds_in_95_of_100_samples(people: int, share: float) -> None:
    chance, right = Random(people), 0
    for _ in range(2_000):
        found = estimate(sum(chance.random() < share for _ in range(people)), share)
        right += found.low <= people <= found.high
    assert right >= 0.945 * 2_000
