"""The cost meter: counted events and messages, measured units, list prices."""

import pytest

from segue.costs import pricing
from segue.costs.metering import NAMES, Counted, costs
from segue.costs.pricing import measured, prices_of
from segue.times import from_text
from segue_tools.costs import PAGE, UNITS, page, written

NOON = from_text("2026-11-04T12:00:00Z")
PRICES = prices_of("us-east-1")
QUIET, BUSY = Counted("2026-11-03"), Counted("2026-11-02", 2_000_000, {"email": 1_000_000, "sms": 1_000_000})


def test_a_day_costs_its_counts_times_units_times_prices():
    (day,) = costs([BUSY], PRICES, NOON).days
    units, paid = measured(), PRICES.prices
    assert day.parts["archive"] == pytest.approx(2 * units["event"]["object_puts"] * paid["object_puts"])
    writes, reads = (2 * (units["event"][one] + units["send"][one]) for one in ("write_units", "read_units"))
    assert day.parts["database"] == pytest.approx(writes * paid["write_units"] + reads * paid["read_units"])
    assert day.parts["mails"] == pytest.approx(100.0)  # of the text messages somebody else writes the bill
    assert tuple(day.parts) == NAMES


def test_the_parts_add_up_to_the_days_and_the_days_to_the_whole():
    found = costs([BUSY, QUIET], PRICES, NOON)
    assert sum(found.parts.values()) == pytest.approx(found.total) == pytest.approx(sum(x.total for x in found.days))


def test_a_quiet_day_costs_what_stands_there_anyway():
    (day,) = costs([QUIET], PRICES, NOON).days
    assert day.total == pytest.approx(PRICES.standing / 30)
    assert day.total > 0


def test_the_month_is_foreseen_by_its_whole_days_and_not_by_nothing():
    found = costs([BUSY, QUIET, Counted("2026-11-04", 9)], PRICES, NOON)
    assert found.month == pytest.approx((found.days[0].total + found.days[1].total) / 2 * 30)
    assert costs([QUIET, Counted("2026-11-04", 9)], PRICES, NOON).month is None
    assert costs([Counted("2026-10-31", 9_000)], PRICES, NOON).month is None


def test_a_region_without_prices_gets_those_of_another_and_says_so():
    found = prices_of("ap-south-1")
    assert (found.region, found.asked) == ("us-east-1", "ap-south-1")
    assert prices_of("eu-central-1").prices["write_units"] > PRICES.prices["write_units"]


def test_every_unit_has_its_price_and_its_part():
    units = {*measured()["event"], *measured()["send"], "emails"}
    assert units == {*PRICES.prices}
    assert {*measured()["standing"]} == {*PRICES.monthly}


def test_units_and_the_page_are_as_the_benchmark_and_the_template_say():
    """`python -m segue_tools.costs` writes them."""
    assert UNITS.read_text() == written()
    assert UNITS.parent == pricing.HERE
    assert PAGE.read_text() == page()
