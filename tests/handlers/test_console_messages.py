"""One message at the console: what is to be sent and was, what it said, and stopping it before it leaves."""

from collections.abc import Iterator

import pytest

from segue.times import DAY, HOUR
from tests.faults.cloud.world import World
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed, two_customers
from tests.handlers.test_console_message_whys import WHY
from tests.handlers.test_held_messages import LATER, hours
from tests.handlers.trail import newest


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Kim and Lee have left their carts; mails wait until the morning."""
    with staffed(monkeypatch, hours(LATER)) as made:
        yield two_customers(made)


def opened(world, name="amy"):
    """The page of Kim's newest message."""
    browser = as_staff(world, name)
    browser.get(page_of(browser, KIM))
    at = browser.find(WHY)
    return browser.get(at), at


def test_what_waits_stands_first_on_the_person_s_page_with_until_when_and_why(world):
    world.pass_time(4 * HOUR)
    browser = as_staff(world, "amy")
    page = browser.get(page_of(browser, KIM))
    assert page.reads("Messages To be sent")
    assert page.reads("Quiet hours: the shop's hours for email.")
    assert page.reads("Until now Nothing was sent yet.")
    assert "Held until" in page.body
    assert "#stop" in page.body
    assert page.reads("Today Abandoned cart Held")


def test_the_page_of_a_held_message_says_why_and_that_it_is_not_written_yet(world):
    world.pass_time(4 * HOUR)
    page, _ = opened(world)
    assert page.reads("E-mail Chosen Quiet hours: the shop's hours for email.")
    assert page.reads("Not written yet")
    assert page.body.index("Asked for") < page.body.index('class=" coming"')


def test_an_agent_stops_it_with_a_reason_and_it_never_leaves(world):
    world.pass_time(4 * HOUR)
    browser, at = opened(world)
    page = browser.get(browser.post(f"{at}/stop", {"reason": "She called."}).at.removeprefix("/console"))
    assert page.reads("Stopped: it will not be sent.")
    assert page.reads("Somebody at the shop stopped this message.")
    world.pass_time(2 * DAY)
    assert [one.to for one in world.region.mailbox.mails] == ["lee@shop.test"]
    with world.aside():
        assert [(one.action, one.reason) for one in newest(9) if one.action == "message.stop"] == [
            ("message.stop", "She called.")
        ]


def test_what_was_sent_cannot_be_stopped_and_is_shown_as_it_was_sent(world):
    world.pass_time(DAY)
    browser, at = opened(world)
    assert "Stop this message" not in browser.body
    assert browser.reads("Your Tent is waiting Why Kim got")
    assert '<iframe class="proof-frame" sandbox="allow-popups"' in browser.body
    page = browser.get(browser.post(f"{at}/stop", {}).at.removeprefix("/console"))
    assert page.reads("Too late")
    mail = browser.get(f"{at}/mail")
    assert "Tent" in mail.body
    assert mail.headers["content-security-policy"].startswith("sandbox")


def test_who_decides_who_is_who_sees_the_message_and_stops_nothing(world):
    world.pass_time(4 * HOUR)
    browser, at = opened(world, "pia")
    assert "Stop this message" not in browser.body
    assert browser.post(f"{at}/stop", {}).status == 403
