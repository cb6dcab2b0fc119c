"""The pages of measures: out of the last results, filled in when they are there, told by what one asks, taken along."""

import csv
import re
from io import StringIO

import pytest

from segue.measures.definitions import definitions
from segue.measures.results import Result, Wish
from segue.times import HOUR, SECOND
from tests import made_results
from tests.faults.cloud.failures import AwsError
from tests.handlers.measured_shop import keep, worked_out

PAGE, REVENUE = "/measures", "/measures/revenue"


@pytest.fixture
def shop(world):
    worked_out(world)
    world.region.forget_counts()
    return world


def asked(world) -> list[str]:
    return [one.body for one in world.region.queues.by_name["MeasureQueue"].messages.values()]


def goes(browser, page):
    """To where the answer leads."""
    return browser.get(page.at.removeprefix("/console"))


def test_every_dashboard_shows_its_measures_out_of_the_last_results(shop, max_):
    page = max_.get(PAGE)
    assert page.status == 200
    for query in re.findall(r'href="/console/measures(\?[^"]*group=[^"]*)"', page.body):
        assert max_.get(PAGE + query.replace("&amp;", "&")).status == 200
        assert "hx-trigger" not in max_.body
    assert asked(shop) == []


@pytest.mark.parametrize("name", sorted(definitions()))
def test_every_measure_has_a_page_with_picture_table_sql_and_a_file(shop, max_, name):
    page = max_.get(f"{PAGE}/{name}")
    assert page.status == 200
    assert page.reads(definitions()[name].about.split(".")[0])
    assert "<table>" in page.body
    assert "SELECT part, count(*)" in page.body
    assert 'role="img"' in page.body or definitions()[name].chart == "list"
    assert not re.search(r"\b(nan|inf)\b", page.body, re.IGNORECASE)
    assert max_.get(f"{PAGE}/{name}.csv").status == 200
