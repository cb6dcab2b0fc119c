"""The console's broadcasts: asked for with a count before, looked at, and cancelled midway."""

import pytest

from segue.times import DAY, MINUTE
from tests.faults.shop import message, opted_out, post
from tests.handlers.audience import with_people
from tests.handlers.console_staff import as_staff

ASKED = {"segment": "vips", "template": "news", "channel": "email", "purpose": "marketing"}


@pytest.fixture
def world(world):
    with_people(world, 3)
    return world


def made(browser, **more):
    """The page of a broadcast that was asked for and confirmed."""
    page = browser.get("/broadcasts/new").post("/broadcasts/new", ASKED | more | {"do": "count"})
    occasion = page.find(r'name="occasion" value="([^"]+)"')
    return page.post("/broadcasts/new", ASKED | more | {"do": "make", "occasion": occasion})


def test_how_many_is_told_before_anything_goes_out(world, max_):
    page = max_.get("/broadcasts/new?segment=vips").post("/broadcasts/new", ASKED | {"do": "count"})
    assert page.reads("3 people in VIPs now Would get it 3 people Left out 0 people")
    assert page.reads("Everybody in the segment was looked at just now.")
    world.pass_time(MINUTE)
    assert max_.get("/broadcasts").reads("No broadcast yet")


def test_who_would_be_left_out_is_told_before_anything_goes_out(world, max_):
    post(world, opted_out(world, "o1", "u0@shop.test", userId="u0"))
    post(world, message(world, "identify", "n1", userId="n1", traits={"vip": True}))
    world.pass_time(MINUTE)
    page = max_.get("/broadcasts/new").post("/broadcasts/new", ASKED | {"do": "count"})
    assert page.reads("4 people in VIPs now Would get it 2 people Left out 2 people")
    assert page.reads("1 No address of this channel is known.")
    assert page.reads("1 The customer opted out of this kind of message.")


def test_a_broadcast_goes_out_and_says_to_whom(world, max_):
    to = made(max_).at.removeprefix("/console")
    assert max_.get(to).reads("It is planned.")
    world.pass_time(5 * MINUTE)
    page = max_.get(to)
    assert page.reads("Written to 3 Left out 0")
    assert max_.get("/broadcasts").reads("To VIPs, at once 3 written to")


def test_a_form_that_is_sent_twice_makes_one(max_):
    page = max_.get("/broadcasts/new")
    asked = ASKED | {"do": "make", "occasion": page.find(r'name="occasion" value="([^"]+)"')}
    assert page.post("/broadcasts/new", asked).at == max_.get("/broadcasts/new").post("/broadcasts/new", asked).at


def test_a_planned_one_is_cancelled_and_nothing_goes_out(world, max_):
    to = made(max_, at="2026-01-03T09:00", zone="local").at.removeprefix("/console").partition("?")[0]
    assert max_.get(to).reads("2026-01-03 at 09:00 by each person’s own clock")
    assert max_.get(f"{to}/cancel").reads("0 have been written to so far.")
    assert max_.get(f"{to}/cancel").post(f"{to}/cancel", {}).at == f"/console{to}?said=cancelled"
    world.pass_time(4 * DAY)
    page = as_staff(world, "max").get(to)
    assert page.reads("Cancelled")
    assert page.reads("by you")


@pytest.mark.parametrize(
    "wrong", [{"at": "2020-01-01T09:00"}, {"pace": "quickly"}, {"second": "news"}, {"template": "nothing"}]
)
def test_what_cannot_be_is_told_with_what_was_typed(max_, wrong):
    page = max_.get("/broadcasts/new").post("/broadcasts/new", ASKED | {"do": "make"} | wrong)
    assert page.status == 422
    assert 'role="alert"' in page.body


def test_two_messages_are_tried_first(world, max_):
    to = made(max_, template="a", second="b", share="50", after="1h", by="opened").at.removeprefix("/console")
    assert max_.get(to).reads("50 % of the people first; 1 hour later the rest gets what was opened most.")


def test_what_is_no_broadcast_is_not_there(max_):
    assert max_.get("/broadcasts/b_nothing").status == 404
