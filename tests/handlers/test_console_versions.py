"""The console's versions of the playbook: what each changed, whom a change is about, and the way back."""

import pytest

from segue.times import HOUR
from segue.wiring.tables import playbooks
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import KIM, as_staff
from tests.handlers.starter import starter_files
from tests.handlers.test_console_playbook import OPEN, TEXT, base_of, in_force, written

JOURNEY = "/playbook/journeys/abandoned-cart"


def active(world):
    with world.aside():
        return playbooks().active_version()


def test_versions_say_who_changed_what(world, max_):
    written(max_, "apply")
    page = max_.get("/playbook/versions")
    assert page.reads(f"{active(world)} segments/open-cart You")
    assert page.reads("In force")


def test_a_version_shows_what_it_changed(world, max_):
    written(max_, "apply")
    page = max_.get(f"/playbook/versions/{active(world)}")
    assert page.reads("gone: name: Open cart")
    assert "Go back to this version" not in page.body


def test_a_file_lists_the_versions_that_changed_it(world, max_):
    written(max_, "apply")
    assert max_.get(OPEN).reads(f"Version {active(world)} You")
    assert not max_.get(JOURNEY).reads(f"Version {active(world)}")


def test_going_back_is_seen_before_it_happens_and_is_a_version_too(world, max_):
    first = active(world)
    written(max_, "apply")
    page = max_.get(f"/playbook/versions/{first}/back")
    assert page.reads("new: name: Open cart")
    assert page.post(f"/playbook/versions/{first}/back", {"base": base_of(page)}).at == "/console/playbook?said=back"
    assert (in_force(world), active(world)) == (starter_files(), first + 2)
    assert max_.get("/playbook/versions").reads(f"Back to version {first}")


def test_who_goes_back_is_told_that_somebody_else_was_first(world, max_):
    first = active(world)
    written(max_, "apply")
    page = max_.get(f"/playbook/versions/{first}/back")
    base = base_of(page)
    written(as_staff(world, "ann"), "apply", TEXT.replace("Full", "Other"))
    late = page.post(f"/playbook/versions/{first}/back", {"base": base})
    assert (late.status, late.reads("Somebody else put version")) == (409, True)
    assert in_force(world)[f"{OPEN[10:]}.yaml"] == TEXT.replace("Full", "Other")


def test_a_plan_says_how_many_are_inside(world, max_):
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
    waits = starter_files()["journeys/abandoned-cart.yaml"].replace("steps:\n", "steps:\n  - wait: 5d\n")
    written(max_, "apply", waits, JOURNEY)
    world.pass_time(3 * HOUR)
    page = written(max_, "plan", waits.replace("5d", "6d"), JOURNEY)
    assert page.reads("1 person inside now")
    assert page.reads("Wait 5 days 1 Whoever is inside goes on with the text that they began with.")


def test_a_plan_says_by_the_new_text_what_becomes_of_those_inside(world, max_):
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
    waits = starter_files()["journeys/abandoned-cart.yaml"].replace("steps:\n", "steps:\n  - wait: 5d\n")
    written(max_, "apply", waits, JOURNEY)
    world.pass_time(3 * HOUR)
    page = written(max_, "plan", waits.replace("steps:\n", "changed: leave\nsteps:\n"), JOURNEY)
    assert page.reads("1 person inside now Wait 5 days 1 Whoever is inside leaves.")


def test_a_plan_of_a_new_journey_says_who_comes_in_and_who_does_not(max_):
    page = written(max_, "plan", starter_files()["journeys/abandoned-cart.yaml"], "/playbook/journeys/second?new=1")
    who = "Whoever enters Abandoned cart from now on comes in. Those who are in it already do not"
    assert page.reads(f"{who}, until you bring them in on the journey’s page.")
    each = starter_files()["journeys/abandoned-cart.yaml"].replace("each: cart", "each: order").replace("while:", "#")
    assert written(max_, "plan", each, "/playbook/journeys/third?new=1").reads(f"{who}.")


def test_a_plan_of_a_new_file_names_nobody(world, max_):
    page = written(max_, "plan", TEXT, "/playbook/segments/spare?new=1")
    assert page.reads("New file")
    assert not page.reads("in it now")


@pytest.mark.parametrize("path", ["/playbook/versions/99", "/playbook/versions/99/back"])
def test_a_version_that_was_not_is_not_found(max_, path):
    assert max_.get(path).status == 404
