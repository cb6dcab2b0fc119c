"""The console's journeys: what there is, and one as a picture and in words."""

import re

import pytest

from segue.times import DAY, HOUR
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, as_staff
from tests.handlers.starter import starter_files
from tests.handlers.test_console_playbook import written
from tests.handlers.trail import newest

PAGE = "/journeys/abandoned-cart"


@pytest.fixture
def inside(world, max_):
    """Kim waits in the journey for five days; answers a browser that is signed in by then."""
    text = starter_files()["journeys/abandoned-cart.yaml"]
    written(max_, "apply", text.replace("steps:\n", "steps:\n  - wait: 5d\n"), f"/playbook{PAGE}")
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
    world.pass_time(3 * HOUR)
    return as_staff(world, "max")


def said(browser, act, place=PAGE, **fields):
    """The page after a word was said and confirmed."""
    return browser.get(browser.get(f"{place}/{act}").post(f"{place}/{act}", fields).at.removeprefix("/console"))


def states(browser):
    """What the tiles say: came in, inside, ended."""
    return re.findall(r"<dt>(?:Came in|Inside now|Ended)</dt><dd>(\d+)</dd>", browser.get(PAGE).body)


def test_journeys_are_listed_with_what_starts_them(max_):
    page = max_.get("/journeys")
    assert page.reads("Abandoned cart One reminder per cart, with what is in it.")
    assert page.reads("0 came in 0 inside 0 ended Runs")


def test_a_journey_that_sends_leads_to_what_its_messages_brought(max_):
    way = "/measures/revenue_per_send?where.journey=abandoned-cart"
    assert f'href="/console{way}"' in max_.get(PAGE).body
    assert max_.get(max_.get(way).at.removeprefix("/console")).reads("Journey: abandoned-cart")
    assert "/measures/" not in max_.get("/journeys/complaint").body


def test_a_journey_is_drawn_and_told(max_):
    page = max_.get("/journeys/abandoned-cart")
    told = ("Send Abandoned cart", "once for each cart", "No longer in Abandoned cart.", "Never a second time")
    assert [text for text in told if not page.reads(text)] == []
    assert page.body.count('class="station ') == 3
    assert 'href="/console/playbook/journeys/abandoned-cart"' in page.body


def test_a_journey_that_is_not_there_is_not_found(max_):
    assert max_.get("/journeys/nothing").status == 404


def test_a_journey_shows_how_many_are_where(inside):
    assert inside.get("/journeys").reads("1 came in 1 inside 0 ended")
    assert states(inside) == ["1", "1", "0"]
    assert inside.get(PAGE).reads("1 here now")


def test_who_goes_on_with_an_older_text_is_said(inside):
    text = starter_files()["journeys/abandoned-cart.yaml"]
    written(inside, "apply", text.replace("steps:\n", "steps:\n  - {id: later, wait: 6d}\n"), f"/playbook{PAGE}")
    assert inside.get(PAGE).reads("1 goes on with an older text, at a step that is not in this one.")


def test_a_pause_says_where_nobody_is_inside(max_):
    assert max_.get(f"{PAGE}/pause").reads("Nobody is inside right now.")


def test_a_pause_is_confirmed_holds_and_is_taken_back(world, inside):
    assert inside.get(f"{PAGE}/pause").reads("1 is inside right now.")
    assert said(inside, "pause", reason="the template is wrong").reads("Paused. Nobody comes in")
    world.pass_time(6 * DAY)
    late = as_staff(world, "max")
    assert late.get(PAGE).reads("by you")
    assert states(late) == ["1", "1", "0"]
    assert said(late, "resume").reads("It goes on.")
    world.pass_time(HOUR // 2)
    assert states(late) == ["1", "0", "1"]


def test_a_stop_lets_everybody_go(world, inside):
    assert said(inside, "stop").reads("Stopped. Everybody inside leaves.")
    world.pass_time(HOUR // 2)
    assert states(inside) == ["1", "0", "1"]


def test_all_journeys_are_paused_at_once(inside):
    assert said(inside, "pause", "/journeys/all").reads("Let all go on")
    assert inside.get("/journeys").reads("All journeys are paused.")
    assert inside.get(PAGE).reads("Abandoned cart Paused")


def test_who_steered_and_why_is_written_down(world, inside):
    said(inside, "pause", reason="the template is wrong")
    with world.aside():
        (entry,) = [one for one in newest(10) if one.action == "journey.pause"]
    assert (entry.actor, entry.reason) == ("id-of-max@shop.test", "the template is wrong")


@pytest.mark.parametrize("path", ["/journeys/nothing/pause", f"{PAGE}/explode"])
def test_there_is_no_other_word_and_no_other_journey(max_, path):
    assert max_.get(path).status == 404
