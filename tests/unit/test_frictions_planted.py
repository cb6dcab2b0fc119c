"""Frictions that are planted in a made-up shop are found and ranked first; where there are none, none are claimed."""

from pathlib import Path

import pytest

from segue.friction.ranking import Found, ranked
from segue.times import from_text
from tests.shop_frictions import BUTTON, SLOW, STEP, Shop

pytestmark = pytest.mark.thorough

SINCE, UNTIL = from_text("2026-11-01T00:00:00Z"), from_text("2026-12-01T00:00:00Z")
PLANTED = {("step", "step 3", "phone"), ("rage", "button#buy", "phone"), ("slow", "", "phone")}
DECOYS = 8  # shops without any; docs/friction.md tells what more of them gave


def found_in(shop: Shop, folder: Path) -> list[Found]:
    return ranked(shop.frictions(folder), SINCE, UNTIL, "EUR")


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_planted_is_ranked_first_and_nothing_else_is_claimed(seed: int, tmp_path: Path):
    found = found_in(Shop(seed, (STEP, BUTTON, SLOW)), tmp_path)
    assert {(one.kind, one.place, one.device) for one in found} >= PLANTED
    assert {(one.kind, one.place) for one in found} == {(kind, place) for kind, place, _ in PLANTED}
    assert (found[0].kind, found[0].place, found[0].device) == ("step", "step 3", "phone")


def test_a_finding_says_who_was_lost_and_what_that_costs(tmp_path: Path):
    shop = Shop(1, (STEP,))
    first = found_in(shop, tmp_path)[0]
    lost = {row["who"] for row in shop.rows if row.get("step") == 3 and row["device"] == "phone"}
    lost -= {row["who"] for row in shop.rows if row["kind"] == "order"}
    assert first.lost == len(lost)
    assert 0 < len(first.samples) <= 10
    assert {one.person for one in first.samples} <= lost
    assert f"{first.lost / first.cases:.0%}".replace("%", " %") in first.sentence


def test_where_nothing_is_planted_nothing_is_claimed(tmp_path: Path):
    claims = [one.sentence for seed in range(1, 1 + DECOYS) for one in found_in(Shop(seed, ()), tmp_path)]
    assert claims == []


def test_what_is_lost_is_priced_as_the_formula_says(tmp_path: Path):
    found = found_in(Shop(1, (STEP,)), tmp_path)[0]
    excess = found.lost / found.cases - found.usual_lost / found.usual_cases
    worth = found.cases * (found.chance or 0) * (found.order_value or 0)
    assert worth > 0
    assert found.revenue == pytest.approx(excess * worth)
    assert found.revenue_low == pytest.approx(found.low * worth)
    assert found.month == pytest.approx(found.revenue)  # its period has 30 days
