"""The console's segments: how many are inside, who, what else they are in, and what a text would give."""

import pytest

from segue.times import DAY, HOUR
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, as_staff, two_customers

PAGE = "/segments/open-cart"


@pytest.fixture
def world(monkeypatch):
    with two_customers(monkeypatch) as made:
        yield made


@pytest.fixture
def max_(world):
    """A marketer who has signed in."""
    return as_staff(world, "max")


def test_segments_are_listed_with_how_many_are_inside(world, max_):
    page = max_.get("/segments")
    assert page.reads("Open cart Something is in a cart that has not been ordered. 2")
    assert page.reads("no order came since in any channel. 0")


def test_a_segment_says_what_it_asks_and_who_is_inside(world):
    page = as_staff(world, "ann").get(PAGE)
    assert [text for text in ("2 people inside", "Cart open", KIM) if not page.reads(text)] == []
    person = page.find(r'href="/console(/people/u_[a-z2-7]{24})"')
    assert page.get(person).status == 200


def test_a_marketer_sees_names_and_no_addresses(world, max_):
    page = max_.get(PAGE)
    assert page.reads("Kim")
    assert KIM not in page.body


def test_what_else_they_are_in_is_drawn_as_bars(world):
    world.pass_time(3 * HOUR)
    page = as_staff(world, "max").get("/segments/abandoned-cart")
    assert page.reads("Open cart 100 %")


def test_how_a_count_went_is_drawn_from_the_second_day_on(world, max_):
    assert max_.get(PAGE).reads("from the second day on")
    world.pass_time(DAY)
    post(world, identified(world, "m9", "u9"), added(world, "m10", "c9", userId="u9"))
    world.pass_time(HOUR)
    page = as_staff(world, "max").get(PAGE)
    assert page.reads("1 Jan 2026: 2 2 Jan 2026: 3")
    assert page.get("/segments").body.count('class="trend-line"') >= 1


def test_all_members_are_listed(max_):
    page = max_.get(f"{PAGE}/members")
    assert page.body.count('class="person-row"') == 2
    assert "More" not in page.body


def test_what_is_no_segment_is_not_there(max_):
    assert max_.get("/segments/nothing").status == 404
    assert max_.get(f"{PAGE}/members?after=rubbish").status == 400
