"""The made-up past of the demo shop."""

from collections import Counter

import pytest

from segue_tools.demo.past import past

END = 1_795_910_400


@pytest.mark.parametrize("seed", range(12))
def test_everybody_has_bought_something_within_the_months_and_nothing_later(seed):
    made = list(past(seed, END, 120, "http://shop.test/"))
    assert made == list(past(seed, END, 120, "http://shop.test/"))
    orders = Counter(one["userId"] for one in made if one["type"] == "track")
    assert len(orders) == len({one["userId"] for one in made}) == 120
    assert len({one["messageId"] for one in made}) == len(made)
    times = sorted(one["timestamp"] for one in made if one["type"] == "track")
    assert "2025-05-2" < times[0] < times[-1] <= "2026-11-29T00:00:00.000Z"


def test_coffee_is_bought_again_and_again_and_coupons_are_some_peoples():
    made = [one for one in past(1, END, 300, "http://shop.test/") if one["type"] == "track"]
    again = Counter(one["userId"] for one in made if one["properties"]["products"][0]["product_id"] == "morning-ridge")
    assert again.most_common(1)[0][1] > 15
    with_coupon = {one["userId"] for one in made if "coupon" in one["properties"]}
    assert 50 < len(with_coupon) < 90
