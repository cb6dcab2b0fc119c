"""The console's page that simulates a journey: a form, how far it is, and what it would have done."""

import pytest

from segue.times import HOUR
from tests.faults.shop import added, identified, opted_out, post
from tests.handlers.console_staff import KIM, LEE, as_staff, staffed

PAGE = "/journeys/abandoned-cart/simulate"


@pytest.fixture
def world(monkeypatch):
    """Kim's cart is left alone, and Lee's, who wants no mail."""
    with staffed(monkeypatch) as made:
        post(made, identified(made, "m1", "u1", KIM), added(made, "m2", "c1", userId="u1"))
        post(made, identified(made, "m3", "u2", LEE), opted_out(made, "m5", LEE, userId="u2"))
        post(made, added(made, "m4", "c2", userId="u2"))
        made.pass_time(4 * HOUR)
        yield made


@pytest.fixture
def max_(world):
    """A marketer who has signed in."""
    return as_staff(world, "max")


def begun(browser, **fields):
    """The path of the page of a simulation that was asked for."""
    return browser.get(PAGE).post(PAGE, {"days": "7", "share": "100"} | fields).at.removeprefix("/console")


def test_a_journey_leads_to_its_simulation(max_):
    assert f'href="/console{PAGE}"' in max_.get("/journeys/abandoned-cart").body
    assert max_.get(PAGE).reads("Nothing is sent, and nobody comes in.")


def test_while_it_runs_the_page_looks_again_by_itself(max_):
    page = max_.get(begun(max_))
    assert page.reads("0 people looked at so far.")
    assert 'hx-trigger="every 2s"' in page.body


def test_what_it_would_have_done_is_drawn_and_told(world, max_):
    path = begun(max_)
    world.settle(world.clock)
    page = max_.get(path)
    told = ("Would have come in 2", "People of 2 2", "Messages 1", "came here", "2 runs came to its end.")
    assert [text for text in told if not page.reads(text)] == []
    assert page.reads("1 message: The customer opted out of this kind of message.")
    assert "hx-trigger" not in page.body
    assert max_.get(page.find(r'href="/console(/people/[^"]+)"')).status == 200


@pytest.mark.parametrize(("days", "share"), [("0", "100"), ("x", "100"), ("7", "")])
def test_other_numbers_are_refused(max_, days, share):
    assert max_.get(PAGE).post(PAGE, {"days": days, "share": share}).status == 400


def test_only_marketers_simulate_and_a_simulation_stands_with_its_journey(world, max_):
    path = begun(max_)
    assert as_staff(world, "amy").get(PAGE).status == 403
    assert max_.get(path.replace("abandoned-cart", "another")).status == 404
    assert max_.get(f"{PAGE}?run=sim_none").status == 404
