"""Why somebody got a message, or did not, at the console: from the person's page to what led to it."""

import pytest

from segue.times import HOUR
from segue.tracing import trace_of
from tests.faults.shop import added, identified, message, opted_out, post
from tests.handlers.console_staff import KIM, as_staff, page_of, two_customers

WHY = r'href="/console(/people/u_[a-z2-7]{24}/why/messages/\w+)"'


@pytest.fixture
def world(world):
    """Kim and Lee have left their carts, and have been reminded."""
    two_customers(world).pass_time(3 * HOUR)
    return world


@pytest.fixture
def kim(world):
    return page_of(as_staff(world, "amy"), KIM)


def why(world, kim, name="max"):
    """The page of the newest message."""
    browser = as_staff(world, name).get(kim)
    return browser.get(browser.find(WHY))


def test_a_message_leads_to_its_journey_its_step_what_began_it_and_its_text(world, kim):
    page = why(world, kim)
    told = ("Why Kim got “Your Tent is waiting”", "at the step “Send Abandoned cart”", "Enters Abandoned cart")
    assert [text for text in told if not page.reads(text)] == []
    led = ("/journeys/abandoned-cart", f"{kim}/why/abandoned-cart", "/playbook/versions/")
    assert [path for path in led if f'href="/console{path}' not in page.body] == []
    assert page.reads("E-mail Chosen Nothing stands against it.")


def test_a_message_leads_to_the_event_that_led_to_it(world, kim):
    trace = trace_of("m2")
    page = why(world, kim)
    assert page.reads(f"Trace {trace} What led to it")
    led = page.get(page.find(rf'href="/console([^"]*)#trace-{trace}"'))
    assert f'id="trace-{trace}"' in led.body
    assert led.reads(f"Trace {trace}")


def test_what_is_stored_comes_first_and_what_holds_now_says_so_with_its_time(world, kim):
    page = why(world, kim)
    then, now = page.body.index("As it was then"), page.body.index("As of now")
    assert then < page.body.index("By which text") < page.body.index("What was decided") < now
    assert page.reads("by the text that is in force. This is not what the message was decided by")
    assert "<time" in page.body[now:]


def test_the_timeline_leads_from_messages_and_segments_to_why(world, kim):
    browser = as_staff(world, "amy").get(f"{kim}?kind=message")
    timeline = browser.body[browser.body.index('class="moments"') :]
    assert "/why/messages/" in timeline
    browser.get(f"{kim}?kind=segment")
    assert browser.reads("in this segment since then")
    assert f"/console{kim}/why/abandoned-cart" in browser.body[browser.body.index('class="moments"') :]


def test_who_may_not_read_the_playbook_is_told_the_journey_and_the_decision(world, kim):
    page = why(world, kim, "amy")
    assert page.reads("Which journey Abandoned cart")
    assert "/playbook/versions/" not in page.body
    assert "/journeys/abandoned-cart" not in page.body


def test_what_was_not_sent_says_what_stood_against_it(world, kim):
    post(world, opted_out(world, "m8", KIM, userId="u1"), added(world, "m9", "c9", userId="u1"))
    world.pass_time(3 * HOUR)
    page = why(world, kim)
    assert page.reads("Why Kim did not get")
    assert page.reads("The customer opted out of this kind of message.")


def test_a_message_of_somebody_else_is_not_there(world, kim):
    browser = as_staff(world, "max").get(kim)
    path = browser.find(WHY)
    lee = page_of(as_staff(world, "amy"), "lee@shop.test")
    assert browser.get(path.replace(kim, lee)).status == 404


def test_where_nobody_was_asked_the_page_says_that_the_policy_lets_it_go(world, kim):
    assert why(world, kim).reads("No consent is recorded; the policy lets it go until the customer says no.")
    assert (
        as_staff(world, "amy")
        .get(kim)
        .reads(
            "Never asked. The policy lets marketing go all the same, by e-mail and in-app, until the customer says no."
        )
    )


def test_where_a_yes_is_recorded_the_page_does_not_say_so(world):
    said = {"channel": "email", "purpose": "marketing", "granted": True}
    post(
        world,
        identified(world, "i9", "u9", "noor@shop.test"),
        message(world, "track", "y9", event="Consent Updated", properties=said, userId="u9"),
        added(world, "m9", "c9", userId="u9"),
    )
    world.pass_time(3 * HOUR)
    noor = page_of(as_staff(world, "amy"), "noor@shop.test")
    page = why(world, noor)
    assert page.reads("What was decided, and why")
    assert not page.reads("No consent is recorded")
    assert not as_staff(world, "amy").get(noor).reads("Never asked.")
