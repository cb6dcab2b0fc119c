"""The policies at the console: what is in force in plain words, and what would be decided for one person now."""

from collections.abc import Iterator

import pytest

from tests.faults.cloud.world import World
from tests.faults.shop import opted_out, post
from tests.handlers.browser import Browser
from tests.handlers.console_staff import KIM, as_staff, staffed, two_customers
from tests.handlers.starter import starter_files
from tests.handlers.test_held_messages import LATER, hours

PAGE = "/policies"
CAPS = {"policies/caps.yaml": "caps: {a-week: {most: 2, within: 7d, channel: sms}}\npriorities: {broadcasts: 30}\n"}
MAIL = {"template": "abandoned-cart", "purpose": "marketing", "channel": "email"}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Kim and Lee, and caps on text messages."""
    with staffed(monkeypatch, starter_files() | CAPS) as made:
        yield two_customers(made)


def foreseen(world: World, **asked: str) -> Browser:
    """The page after it was asked about Kim."""
    browser = as_staff(world, "max").get(PAGE)
    return browser.get(browser.post(PAGE, {"q": KIM, **MAIL, **asked}).at.removeprefix("/console").partition("#")[0])


def test_the_policies_in_force_are_told_in_plain_words_with_the_way_to_their_text(world):
    page = as_staff(world, "max").get(PAGE)
    told = (
        "A week At most 2 marketing messages by SMS in any 7 days",
        "Broadcasts 30",
        "In-app Until the customer says no",
        "Only after a recorded yes",
        "Every day 08:00–21:00",
    )
    assert [one for one in told if not page.reads(one)] == []
    assert 'href="/console/playbook/policies/caps"' in page.body


def test_what_would_be_decided_is_told_with_its_reasons_and_nothing_is_written(world):
    as_staff(world, "max")  # who signs in is kept
    before = dict(world.region.meter.writes)
    page = foreseen(world)
    before |= {("console", "RequestsTable"): world.region.meter.writes["console", "RequestsTable"]}  # who looked
    assert page.reads("It would go out now, by e-mail.")
    assert page.reads("E-mail Chosen Nothing stands against it.")
    assert dict(world.region.meter.writes) == before
    world.settle()
    assert world.region.mailbox.mails == []


def test_where_any_channel_will_do_the_best_is_told_and_why(world):
    page = foreseen(world, channel="best")
    assert page.reads("It would go out now, by e-mail.")
    assert page.reads("E-mail Chosen By e-mail: nothing is learned of the customer yet")


def test_who_was_typed_stays_out_of_the_address(world):
    browser = as_staff(world, "max").get(PAGE)
    at = browser.post(PAGE, {"q": KIM, **MAIL}).at
    assert "person=u_" in at
    assert "kim" not in at


def test_one_who_said_no_gets_nothing_and_the_page_says_why(world):
    post(world, opted_out(world, "m8", KIM, userId="u1"))
    world.settle()
    page = foreseen(world)
    assert page.reads("It would not be sent")
    assert page.reads("E-mail Not taken The customer opted out of this kind of message.")
    assert foreseen(world, channel="sms").reads("SMS Not taken No address of this channel is known.")


def test_in_quiet_hours_it_would_be_held_until_they_end(monkeypatch):
    with staffed(monkeypatch, hours(LATER)) as made:
        page = foreseen(two_customers(made))
    assert page.reads("It would be held until")
    assert page.reads("Quiet hours: the shop's hours for email. Until")


def test_somebody_whom_nobody_knows_is_said_and_what_was_chosen_stays(world):
    page = as_staff(world, "max").get(PAGE).post(PAGE, {"q": "nobody@shop.test", **MAIL, "channel": "sms"})
    assert (page.status, page.reads("Nobody is known by that.")) == (422, True)
    assert '<option value="sms" selected>' in page.body


def test_words_that_mean_nothing_are_the_first_that_there_is_and_nobody_is_not_found(world):
    browser = as_staff(world, "max")
    assert browser.get(f"{PAGE}?template=nothing&purpose=x&channel=y").status == 200
    assert browser.get(f"{PAGE}?person=u_nobody").status == 404
