"""Interests: how many points an event is worth, to what, and how they are read."""

from typing import Any

import pytest

from segue.facets import interests
from segue.facets.interests import WEEK
from segue.facets.registers import short
from segue.times import SECOND
from tests.builders import NOON, an_event

NOW = NOON // WEEK


def points(called: str | None = "Product Viewed", **said: Any) -> dict[str, int]:
    return interests.of(an_event(called, properties=said)).get("w", {}).get(NOW, {})


def test_an_event_is_worth_points_to_all_that_it_names() -> None:
    event = an_event(properties={"product_id": "p1", "category": " Tents ", "brand": "Primus", "feature": "Warm"})
    assert interests.of(event) == {
        "w": {NOW: {"c:tents": 1, "b:primus": 1, "f:warm": 1}},
        "p": [[NOON // SECOND, short(event.message_id) & 0xFFFF, "p1", 1]],
    }


@pytest.mark.parametrize(
    ("called", "worth"),
    [("Product Added", 3), ("Order Completed", 5), ("Product Shared", 2), (None, 1), ("Dwelled", 0), ("Logged In", 0)],
)
def test_the_more_it_costs_the_more_it_says(called: str | None, worth: int) -> None:
    assert points(called, category="a").get("c:a", 0) == worth


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ({"seconds": 9}, 0),
        ({"seconds": 10}, 1),
        ({"duration": 29.9}, 2),
        ({"dwell_seconds": 20, "seconds": 90}, 2),
        ({"seconds": 1e6}, 30),
        ({"seconds": 1e9}, 0),
        ({"seconds": -10}, 0),
        ({"seconds": True}, 0),
        ({"seconds": "20"}, 0),
    ],
)
def test_ten_seconds_are_a_point_up_to_thirty(said: dict[str, Any], more: int) -> None:
    assert points("Product Viewed", category="a", **said) == {"c:a": 1 + more}


@pytest.mark.parametrize("kind", ["page", "screen"])
def test_a_page_of_a_site_and_a_screen_of_an_app_are_worth_the_same(kind: str) -> None:
    assert interests.of(an_event(None, type=kind, properties={"category": "a"}))["w"] == {NOW: {"c:a": 1}}


def test_a_product_is_kept_with_the_second_and_a_name_of_forty_letters() -> None:
    (entry,) = interests.of(an_event(at=NOON + 1, properties={"product_id": "x" * 50}))["p"]
    assert (entry[0], type(entry[0]), entry[2]) == (NOON // SECOND, int, "x" * 40)


def test_features_are_named_one_by_one_or_in_lists_of_ten() -> None:
    assert points(features=["a", 7, None], tags=["b"], topics=["c"]) == dict.fromkeys(("f:a", "f:7", "f:b", "f:c"), 1)
    assert len(points(tags=[f"t{n}" for n in range(12)])) == 10
    assert points(tags="a", features={"a": 1}) == {}
    assert points(category="x" * 50) == {"c:" + "x" * 40: 1}


def test_an_order_is_about_each_of_its_products_and_a_list_about_none() -> None:
    goods = [{"product_id": "b", "category": "x"}, {"sku": "a", "category": "x"}, "c"]
    order = interests.of(an_event("Order Completed", properties={"products": goods}))
    assert (order["w"], [one[2:] for one in order["p"]]) == ({NOW: {"c:x": 5}}, [["a", 5], ["b", 5]])
    assert interests.of(an_event("Product List Viewed", properties={"products": goods})) == {}
    many = [{"category": f"c{n}"} for n in range(60)]
    assert len(interests.of(an_event("Order Completed", properties={"products": many}))["w"][NOW]) == 50


def test_the_last_eight_products_and_thirteen_weeks_stay() -> None:
    value: interests.Interests = {}
    for n in range(15):
        value = interests.add(value, {"w": {NOW - n: {"c:a": 1}}, "p": [[n, 0, f"p{n}", 1]]})
    assert sorted(value["w"]) == list(range(NOW - 13, NOW + 1))
    assert [one[0] for one in value["p"]] == list(range(7, 15))
    assert interests.add({}, {}) == {}


def test_scores_halve_in_four_weeks_and_the_highest_come_first() -> None:
    second = NOW * WEEK // SECOND
    value = {
        "w": {NOW - 4: {"c:old": 4, "b:x": 1}, NOW: {"c:new": 2, "c:also": 2, "f:y": 1}},
        "p": [[second - 8 * WEEK // SECOND, 1, "p1", 4], [second, 1, "p2", 1], [second, 2, "p2", 2]],
    }
    rows = {kind: [(one["name"], one["score"]) for one in found] for kind, found in interests.read(value).items()}
    assert rows == {
        "categories": [("also", 2.0), ("new", 2.0), ("old", 2.0)],
        "brands": [("x", 0.5)],
        "features": [("y", 1.0)],
        "products": [("p2", 3.0), ("p1", 1.0)],
    }
    assert [one["name"] for one in interests.read(value, 1)["categories"]] == ["also"]


def test_the_newest_week_may_be_that_of_a_product_and_scores_have_two_digits() -> None:
    value = {"w": {NOW - 1: {"c:a": 1}}, "p": [[NOW * WEEK // SECOND, 1, "p1", 1]]}
    assert interests.read(value)["categories"] == [{"name": "a", "score": 0.84}]
    assert interests.read({}) == {"categories": [], "brands": [], "features": [], "products": []}
