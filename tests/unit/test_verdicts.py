"""What is said of an experiment, and when."""

import re

import pytest

from segue.judging.outlook import further
from segue.judging.sentences import sentence
from segue.judging.sequential import difference, each
from segue.judging.verdicts import Judged, control_of, judged
from tests.experiment_stories import played


def of(days: int = 20, shares: dict[str, float] | None = None, **arms: tuple[int, int]) -> Judged:
    return judged(played(arms, days), shares=shares)


def test_one_arm_alone_is_compared_with_nothing() -> None:
    found = of(A=(200, 6))
    assert found.state == "waiting"
    assert "nothing to compare" in sentence(found)


def test_too_few_people_or_too_few_orders_say_nothing_and_what_is_lacking() -> None:
    assert "at least 100 people, the smaller has 40" in sentence(of(A=(2, 0), B=(2, 1)))
    few = of(A=(200, 0), B=(200, 0))
    assert few.state == "early"
    assert "too few orders" in sentence(few)


def test_what_is_surely_better_is_said_with_its_figures_and_since_when() -> None:
    found = of(A=(200, 6), B=(200, 20))
    assert (found.state, found.best, found.decided) == ("better", "B", "2026-11-03")
    low, high = map(float, re.findall(r"of 100 people ([\d.]+) to ([\d.]+) more", sentence(found))[0])
    told = found.told("B")
    assert told is not None
    assert (low, high) == (round(100 * told.low, 1), round(100 * told.high, 1))
    assert low < 7 < high
    assert "in at most 1 of 1,000,000 experiments" in sentence(found)


def test_what_is_surely_worse_is_said_of_the_arm_and_not_of_the_other() -> None:
    found = of(holdout=(200, 20), sent=(200, 8))
    assert (found.state, found.best, found.control) == ("worse", "sent", "holdout")
    assert re.match(
        r"“sent” sells less: of 100 people [\d.]+ to [\d.]+ fewer buy than with those held out", sentence(found)
    )


def test_what_is_not_sure_is_said_with_the_weeks_that_it_may_take() -> None:
    found = of(A=(200, 12), B=(200, 14))
    assert found.state == "open"
    assert re.search(r"of 100 people from \d\.\d fewer to \d\.\d more buy", sentence(found))
    weeks = further(found, "B")
    assert weeks is not None
    days = 20 + round(7 * weeks)
    assert of(days, A=(200, 12), B=(200, 14)).state == "better"
    assert of(days // 2, A=(200, 12), B=(200, 14)).state == "open"


def test_arms_of_the_wrong_size_are_not_judged_however_sure_the_difference_looks() -> None:
    found = of(shares={"A": 50, "B": 50}, A=(200, 6), B=(260, 30))
    assert found.state == "broken"
    assert "do not trust" in sentence(found)
    assert of(shares={"A": 20, "B": 26}, A=(200, 6), B=(260, 30)).state == "better"


def test_several_arms_share_the_errors_and_the_best_is_named() -> None:
    found = of(holdout=(200, 8), A=(200, 14), B=(200, 18))
    assert (found.state, found.best) == ("better", "B")
    trial = found.trial
    assert found.told("B") == difference(trial.arm("B", "ordered"), trial.arm("holdout", "ordered"), each(0.05, 2))
    assert found.told("B", "revenue") == difference(
        trial.arm("B", "revenue"), trial.arm("holdout", "revenue"), each(0.05, 8)
    )


@pytest.mark.parametrize(
    ("found", "declared", "control"),
    [
        (["a", "holdout"], ["a"], "holdout"),
        (["b", "a"], ["b", "a"], "b"),
        (["b", "a"], [], "a"),
        ([], [], ""),
    ],
)
def test_arms_are_compared_with_who_is_held_out_else_with_the_first(
    found: list[str], declared: list[str], control: str
) -> None:
    assert control_of(found, declared) == control


def test_each_day_is_told_as_it_was_then() -> None:
    found = of(A=(200, 12), B=(200, 20))
    looks = found.looks["B"]
    assert [one.day for one in looks][:2] == ["2026-11-01", "2026-11-02"]
    widths = [one.interval.high - one.interval.low for one in looks if one.interval]
    assert widths == sorted(widths, reverse=True)
    assert of(7, A=(200, 12), B=(200, 20)).looks["B"] == looks[:7]
