"""A burst of interest without a purchase."""

from functools import reduce

import pytest

from segue.facets import FACETS
from segue.profile.researching import BEGUN, changes_at, research, researches
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event

USED = ("interests", "activity", "orders")


def facets(*events):
    return {
        name: reduce(FACETS[name].add, [FACETS[name].of(one) for one in events if FACETS[name].of(one)], {})
        for name in USED
    }


def look(hours, category="cameras", product="x100", **said):
    told = {"product_id": product, "category": category, **said}
    return an_event("Product Viewed", NOON - round(hours * HOUR), properties=told)


def read(hours, seconds=60, feature="autofocus"):
    told = {"product_id": "x100", "feature": feature, "dwell_seconds": seconds}
    return an_event("Product Feature Viewed", NOON - round(hours * HOUR), properties=told)


SIX = [look(hour) for hour in range(1, 7)]


def bought(hours=0, **said):
    goods = [{"product_id": "x100", "quantity": 1, "price": 5, "category": "cameras", **said}]
    return an_event("Order Completed", NOON - hours * HOUR, properties={"order_id": "o1", "products": goods})


def test_six_looks_at_a_category_in_a_day_are_research():
    found = research(facets(*SIX), NOON)
    assert found is not None
    assert (found.kind, found.name, found.looks, found.points) == ("category", "cameras", 6, 6)
    assert found.since == NOON - 6 * HOUR
    assert found.strength == 3.0


def test_reading_of_a_feature_is_research_of_it():
    found = research(facets(read(1), read(2, 120)), NOON)
    assert found is not None
    assert (found.kind, found.name, found.points, found.looks) == ("feature", "autofocus", 18, 2)


@pytest.mark.parametrize("events", [[], SIX[:3], [look(24 * 20 + hour) for hour in range(9)]])
def test_little_or_long_ago_is_none(events):
    assert research(facets(*events), NOON) is None


def test_what_is_usual_for_somebody_is_no_burst():
    weekly = [look(24 * 7 * week + hour) for week in range(2, 9) for hour in range(6)]
    assert research(facets(*SIX, *weekly), NOON) is None


def test_a_purchase_ends_it_unless_it_was_before_or_is_cancelled():
    assert research(facets(*SIX, bought()), NOON) is None
    earlier = research(facets(*SIX, *(look(hour) for hour in range(7, 13)), bought(24 * 40)), NOON)
    assert earlier is not None
    assert earlier.name == "cameras"
    gone = an_event("Order Cancelled", NOON, properties={"order_id": "o1"})
    assert research(facets(*SIX, bought(), gone), NOON) is not None


def test_a_purchase_of_something_else_does_not():
    found = research(facets(*SIX, bought(product_id="pan", category="kitchen")), NOON)
    assert found is not None
    assert found.name == "cameras"


def test_the_product_that_was_read_about_ends_the_research_of_its_feature():
    assert research(facets(read(2), read(3), bought(1)), NOON) is None


def test_it_is_over_after_two_weeks():
    value = facets(*SIX)
    assert research(value, NOON + 20 * DAY) is None


def test_what_is_yet_to_come_does_not_count():
    assert research(facets(*SIX), NOON - 30 * DAY) is None


def test_a_look_after_a_purchase_is_no_research_but_six_are():
    assert research(facets(bought(9), look(1)), NOON) is None
    again = research(facets(bought(9), *SIX), NOON)
    assert again is not None
    assert (again.looks, again.since) == (6, NOON - 6 * HOUR)


def test_who_has_only_begun_to_read_is_known_where_that_is_asked():
    value = facets(read(1, 20))
    assert research(value, NOON) is None
    assert [(one.name, one.points) for one in researches(value, NOON, BEGUN)] == [("autofocus", 2)]


def test_of_what_is_equally_strong_the_narrower_comes_first():
    named = [look(hour, feature="low light", brand="corvid") for hour in range(6)]
    assert [one.name for one in researches(facets(*named), NOON)] == ["low light", "corvid", "cameras"]


def test_it_changes_by_itself_as_weeks_begin_and_no_more_when_all_is_over():
    value = facets(*SIX)
    first = changes_at(value, NOON)
    assert first is not None
    assert NOON < first <= NOON + 7 * DAY
    assert (changes_at(value, first + 7 * DAY), changes_at({}, NOON)) == (None, None)


def test_what_was_read_without_a_product_is_known_since_it_was_read():
    said = {"feature": "low light", "dwell_seconds": 60}
    found = research(facets(an_event("Product Feature Viewed", NOON - HOUR, properties=said)), NOON)
    assert found is not None
    assert (found.name, found.since, found.looks) == ("low light", NOON - HOUR, 1)
