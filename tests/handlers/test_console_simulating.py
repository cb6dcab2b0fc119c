"""The console's simulations: asked for with a form, and what they come to on the picture of the flow."""

import pytest

from segue.console.journeys.simulating import rounds
from segue.times import DAY, HOUR, MINUTE
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM
from tests.handlers.starter import starter_files
from tests.handlers.test_console_playbook import in_force, written

PAGE = "/journeys/abandoned-cart"
ORDERED = "{detail-type: [OrderPlaced]}"  # which nobody has


@pytest.fixture
def world(world):
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
    world.pass_time(4 * HOUR)
    return world


def asked(browser, **fields):
    """Where a simulation that was asked for is shown."""
    page = browser.get(f"{PAGE}/simulate")
    occasion = page.find(r'name="occasion" value="([^"]+)"')
    return page.post(f"{PAGE}/simulate", {"occasion": occasion, **fields}).at.removeprefix("/console")


def test_a_simulation_says_how_far_it_is_and_then_what_it_comes_to(world, max_):
    to = asked(max_, days="7", share="100")
    assert max_.get(to).reads("Still at it")
    world.pass_time(2 * MINUTE)
    page = max_.get(to)
    told = (
        "Would have come in 1",
        "Messages 1",
        "7 days up to",
        "Came to the end 1",
        "Messages, by day",
        "The numbers say how many would have come to each step",
    )
    assert [text for text in told if not page.reads(text)] == []
    assert page.body.count('class="station-count"') > 1


def test_a_simulation_names_some_of_those_who_would_have_come(world, max_):
    to = asked(max_, days="7", share="100")
    world.pass_time(2 * MINUTE)
    assert max_.get(to).reads("Some of them Kim ")


def test_who_goes_the_same_steps_again_is_told_them_once():
    assert rounds(["In", "Send", "End"] * 2) == {"path": ["In", "Send", "End"], "times": 2}
    assert rounds(["In", "Send", "In"]) == {"path": ["In", "Send", "In"], "times": 1}
    assert rounds([]) == {"path": [], "times": 0}


def test_a_form_that_is_sent_twice_simulates_once(max_):
    fields = {"occasion": "once", "days": "7", "share": "1"}
    first = max_.get(f"{PAGE}/simulate").post(f"{PAGE}/simulate", fields).at
    assert max_.get(f"{PAGE}/simulate").post(f"{PAGE}/simulate", fields).at == first


def test_a_text_is_simulated_before_it_is_in_force(world, max_):
    text = starter_files()["journeys/abandoned-cart.yaml"].replace("name: Abandoned cart", "name: Tried out")
    page = written(max_, "simulate", text, f"/playbook{PAGE}")
    world.pass_time(2 * MINUTE)
    assert max_.get(page.at.removeprefix("/console")).reads("Simulation of Tried out")
    assert in_force(world) == starter_files()


@pytest.mark.parametrize("path", ["/journeys/nothing/simulate", "/simulations/sim_nothing"])
def test_what_is_not_there_is_not_found(max_, path):
    assert max_.get(path).status == 404


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (ORDERED, "1 really came in meanwhile; by this text nobody would have. It waits for: Order placed."),
        ("{api: true}", "1 really came in meanwhile, by what a simulation does not see."),
    ],
)
def test_where_nobody_would_have_come_in_it_says_who_really_did(world, max_, entry, told):
    text = f"name: Tried out\nentry: {entry}\neach: person\nsteps:\n  - wait: 1d\n"
    page = written(max_, "simulate", text, f"/playbook{PAGE}")
    world.pass_time(2 * MINUTE)
    shown = max_.get(page.at.removeprefix("/console"))
    assert (shown.reads("Would have come in 0"), shown.reads(told)) == (True, True)


def test_today_s_text_is_what_nobody_came_in_by_once_it_is_in_force(world, max_):
    text = f"name: Changed\nentry: {ORDERED}\neach: person\nsteps:\n  - wait: 1d\n"
    written(max_, "apply", text, f"/playbook{PAGE}")
    to = asked(max_, days="7", share="100")
    world.pass_time(2 * MINUTE)
    assert max_.get(to).reads("1 really came in meanwhile; by today's text nobody would have.")
    before = asked(max_, days="7", share="10")
    world.pass_time(2 * MINUTE)
    assert not max_.get(before).reads("really came in")


def test_who_came_in_before_those_days_is_not_counted(world, max_):
    text = f"name: Tried out\nentry: {ORDERED}\neach: person\nsteps:\n  - wait: 1d\n"
    world.pass_time(40 * DAY)
    page = written(max_, "simulate", text, f"/playbook{PAGE}")
    world.pass_time(2 * MINUTE)
    shown = max_.get(page.at.removeprefix("/console"))
    assert (shown.reads("Would have come in 0"), shown.reads("really came in")) == (True, False)
