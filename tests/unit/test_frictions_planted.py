"""Frictions that are planted in a made-up shop are found and ranked first; where there are none, none are claimed."""

from pathlib import Path

import pytest

from segue.friction.ranking import Found, ranked
from segue.times import from_text
from tests.shop_frictions import BUTTON, SLOW, STEP, Shop

SINCE, UNTIL = from_text("2026-11-01T00:00:00Z"), from_text("2026-12-01T00:00:00Z")
PLANTED = {("step", "step 3", "phone"), ("rage", "button#buy", "phone"), ("slow", "", "phone")}
DECOYS = 8  # shops without any; docs/friction.md tells what more of them gave


def found_in(shop: Shop, folder: Path) -> list[Found]:
    return ranked(shop.frictions(folder), SINCE, UNTIL, "EUR")


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_planted_is_ranked_first_with_what_it_costs_and_who_was_lost(seed: int, tmp_path: Path):
    shop = Shop(seed, (STEP, BUTTON, SLOW))
    found = found_in(shop, tmp_path)
    assert {(one.kind, one.place, one.device) for one in found} >= PLANTED
    planted = {(kind, place) for kind, place, _ in PLANTED}
    assert {(one.kind, one.place) for one in found[: len(PLANTED)]} <= planted
    assert {(one.kind, one.place) for one in found} == planted
    first = found[0]
    assert (first.kind, first.place, first.device) == ("step", "step 3", "phone")
    assert first.sentence.startswith(f"On phones {first.share:.0%}".replace("%", " %"))
    assert 0 < first.revenue_low < first.revenue < first.revenue_high
    lost = {row["who"] for row in shop.rows if row.get("step") == 3 and row["device"] == "phone"}
    lost -= {row["who"] for row in shop.rows if row["kind"] == "order"}
    assert first.lost == len(lost)
    assert 0 < len(first.samples) <= 10
    assert {one.person for one in first.samples} <= lost


def test_where_nothing_is_planted_nothing_is_claimed(tmp_path: Path):
    claims = [one.sentence for seed in range(1, 1 + DECOYS) for one in found_in(Shop(seed, ()), tmp_path)]
    assert claims == []


def test_what_is_lost_is_priced_as_the_formula_says(tmp_path: Path):
    found = found_in(Shop(1, (STEP,)), tmp_path)[0]
    excess = found.lost / found.cases - found.usual_lost / found.usual_cases
    assert found.revenue == pytest.approx(excess * found.cases * found.chance * found.order_value)
    assert found.month == pytest.approx(found.revenue)  # its period has 30 days
