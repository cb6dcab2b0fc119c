"""A conversation at the desk by keyboard, and what its page says once something new is there, in a real Chromium."""

import pytest

from segue.times import MINUTE
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.pictures import Visitor
from tests.handlers.served import served
from tests.handlers.talks import known, the_one, wrote

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
