"""Looking at pages of measures in tests: the shop with sales, what was wished for, where answers lead."""

import html
import json
import re

import pytest

from tests.handlers.measured_shop import worked_out

PAGE, REVENUE = "/measures", "/measures/revenue"
ADDRESS = re.compile(r'(?:href|action|hx-get)="/console(/measures[^"]*)"')


@pytest.fixture
def sales(world):
    """Revenue and conversion were worked out."""
    worked_out(world, ["revenue", "conversion"])
    world.region.forget_counts()
    return world


def wished(world):
    bodies = [json.loads(one.body) for one in world.region.queues.by_name["MeasureQueue"].messages.values()]
    return [(one["wish"]["name"], one["wish"]["period"], one["wish"]["by"]) for one in bodies if "wish" in one]


def follow(browser):
    """To where the answer leads."""
    return browser.get(browser.at.removeprefix("/console"))


def links(page, beginning):
    return [one for one in map(html.unescape, ADDRESS.findall(page.body)) if one.startswith(beginning)]
