"""The console's journeys: what there is, and one as a picture and in words."""

import pytest

from tests.handlers.console_staff import as_staff, staffed


@pytest.fixture
def world(monkeypatch):
    with staffed(monkeypatch) as made:
        yield made


@pytest.fixture
def max_(world):
    """A marketer who has signed in."""
    return as_staff(world, "max")


def test_journeys_are_listed_with_what_starts_them(max_):
    page = max_.get("/journeys")
    assert page.reads("Abandoned cart One reminder per cart, with what is in it.")
    assert page.reads("Enters Abandoned cart")


def test_a_journey_is_drawn_and_told(max_):
    page = max_.get("/journeys/abandoned-cart")
    told = ("Send Abandoned cart", "once for each cart", "is no longer in Abandoned cart", "Never a second time")
    assert [text for text in told if not page.reads(text)] == []
    assert page.body.count('class="station ') == 3
    assert 'href="/console/playbook/journeys/abandoned-cart"' in page.body


def test_a_journey_that_is_not_there_is_not_found(max_):
    assert max_.get("/journeys/nothing").status == 404
