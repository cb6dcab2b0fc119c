"""A conversation at the desk by keyboard, and what its page says once something new is there, in a real Chromium."""

import pytest

from segue.times import MINUTE
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.pictures import Visitor
from tests.handlers.served import served
from tests.handlers.talks import known, listed, the_one, wrote

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
BOX = "Your answer or note"


@pytest.fixture
def kim(monkeypatch):
    """A world in which Kim has written."""
    with staffed(monkeypatch) as world:
        known(world)
        wrote(world, "Where is my tent?", "i1")
        world.pass_time(MINUTE)
        yield world


@pytest.fixture
def talk(kim):
    """The address of Kim's conversation, as an agent has it."""
    Visitor.browser = as_staff(kim, "amy")
    with served(kim, Visitor) as place:
        yield f"{place}/console/inbox/{the_one(kim)['id']}"


def test_macros_and_articles_are_one_key_away(page, talk):
    page.goto(talk)
    page.keyboard.press("m")
    assert page.locator(".offers-menu").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Answers"


@pytest.mark.parametrize("typed", [True, False])
def test_what_was_done_is_told_until_something_new_is_there(page, talk, kim, typed):
    page.goto(f"{talk}?said=resolved")
    page.locator(".talk-said", has_text="Resolved.").wait_for()
    if typed:
        page.get_by_label(BOX).fill("And")
    else:
        wrote(kim, "One more thing", "i2")
        kim.pass_time(MINUTE)
    page.locator(".talk-said").wait_for(state="detached")


def test_what_was_not_sent_goes_on_at_its_end(page, talk):
    page.goto(talk)
    page.get_by_label(BOX).fill("Your order [order?] left")
    page.get_by_label(BOX).press("Control+Enter")
    page.locator("#reply-wrong").wait_for()
    page.keyboard.type(" today")
    assert page.get_by_label(BOX).input_value() == "Your order [order?] left today"


def test_snoozing_is_two_keys_and_leads_on(page, talk, kim):
    page.goto(talk)
    page.keyboard.press("z")
    assert page.evaluate("document.activeElement.textContent").startswith("In an hour")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Snooze"
    page.keyboard.press("z")
    page.keyboard.press("Enter")
    page.locator(".talk-said", has_text="Snoozed.").wait_for()
    page.get_by_text("Bring it back").wait_for()
    assert [one["state"] for one in listed(kim, "?state=snoozed")] == ["snoozed"]


def test_the_list_of_moments_goes_when_somebody_looks_elsewhere(page, talk, kim):
    page.goto(talk)
    wrote(kim, "One more thing", "i2")
    page.locator(".thread", has_text="One more thing").wait_for()
    page.locator("#snooze summary").click()
    page.locator("#snooze[open]").wait_for()
    page.locator("#thread").click()
    page.locator("#snooze:not([open])").wait_for()
