"""A new broadcast in a real Chromium: the result stands only for what it is of, and channels are the message's own."""

import pytest

from tests.handlers.audience import FILES, with_people
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.pictures import Visitor
from tests.handlers.served import served

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
SMS = {"templates/short.yaml": "sms: Hello\n", "templates/both.yaml": FILES["templates/news.yaml"] + "sms: Hello\n"}
CHANNELS = "[...document.getElementById('channel').options].map(one => one.value)"


@pytest.fixture
def asked(page, monkeypatch):
    """The page of a broadcast, as a marketer has it."""
    monkeypatch.setattr("tests.handlers.audience.FILES", FILES | SMS)
    with staffed(monkeypatch) as world:
        with_people(world, 3)
        Visitor.browser = as_staff(world, "max")
        with served(world, Visitor) as place:
            page.goto(f"{place}/console/broadcasts/new")
            yield page


def count(page):
    """Asks how many."""
    page.select_option("#segment", "vips")
    page.select_option("#template", "news")
    page.get_by_role("button", name="See how many").click()
    page.get_by_role("heading", name="3 people in VIPs now").wait_for()


@pytest.mark.parametrize(("field", "other", "back"), [("segment", "open-cart", "vips"), ("template", "a", "news")])
def test_a_result_goes_once_something_else_is_chosen_and_comes_back_with_it(asked, field, other, back):
    count(asked)
    send = asked.get_by_role("button", name="Send it now")
    assert send.is_visible()
    asked.select_option(f"#{field}", other)
    assert not asked.locator("#result").is_visible()
    assert asked.locator("#result button[value=make]").is_disabled()
    assert asked.get_by_text("You have changed something since").is_visible()
    asked.select_option(f"#{field}", back)
    assert send.is_enabled()


def test_a_time_that_is_typed_takes_the_result_away(asked):
    count(asked)
    asked.fill("#at", "2026-12-01T09:00")
    assert not asked.locator("#result").is_visible()


def test_only_channels_of_the_message_are_offered(asked):
    asked.select_option("#template", "short")
    assert asked.evaluate(CHANNELS) == ["", "sms"]
    assert asked.locator("#channel").input_value() == "sms"
    asked.select_option("#template", "both")
    assert asked.evaluate(CHANNELS) == ["", "email", "sms"]
    asked.select_option("#template", "news")
    assert asked.evaluate(CHANNELS) == ["", "email"]
