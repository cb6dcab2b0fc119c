"""The desk while others work at it, too: what follows by itself, who was first, and what is told when nothing comes."""

from contextlib import contextmanager

import pytest

from tests.local.test_console import PATIENCE
from tests.local.test_desk import Customer, answered, opened

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]
ASKED = "**/inbox/*/new*"  # what is new in a conversation


@contextmanager
def without(page, address):
    """Inside, the page does not reach an address."""
    page.route(address, lambda route: route.abort())
    yield
    page.unroute(address)


def text(page):
    """The box that one types into."""
    return page.get_by_label("Your answer or note")


def test_the_customer_follows_and_what_was_opened_stays_open(desk, kim, report):
    desk.locator("#fold-consent > summary").click()
    line = {"cart_id": kim.mark, "product_id": "p1", "name": "Tent", "price": 189, "quantity": 1, "currency": "EUR"}
    added = {"type": "track", "event": "Product Added", "messageId": f"c-{kim.mark}", "userId": kim.mark}
    report([added | {"properties": line}])
    desk.get_by_role("heading", name="Open cart").wait_for(timeout=PATIENCE)
    assert desk.locator("#fold-consent").get_attribute("open") is not None


def test_the_list_still_says_which_conversation_is_open(desk, kim):
    kim.says("Hello? Anybody?")
    row = desk.locator(".talk-row[aria-current]")
    row.get_by_text("Hello? Anybody?").wait_for(timeout=PATIENCE)
    assert row.count() == 1


def test_whoever_has_read_what_somebody_else_answered_can_send(desk, second, outputs, kim):
    opened(second, outputs, kim, "admin")
    text(second).fill("I look it up")
    answered(desk, "It is in Bremen")
    second.get_by_text("has answered meanwhile: read it above").wait_for(timeout=PATIENCE)
    second.locator(".turn", has_text="It is in Bremen").wait_for()
    version = desk.locator("#reply [name=version]").input_value()
    second.wait_for_function("(one) => document.querySelector('#reply [name=version]').value === one", arg=version)
    answered(second, "I look it up")
    second.locator(".talk-said", has_text="Sent.").wait_for()


def test_what_was_not_in_view_is_not_read(desk, second, outputs, kim):
    for number in range(12):
        kim.says(f"Word {number}")
    opened(second, outputs, kim, "admin")
    second.locator(".turn", has_text="Word 11").wait_for(timeout=PATIENCE)
    second.locator("#thread").evaluate("(one) => { one.scrollTop = 0; }")
    before = second.locator("#reply [name=version]").input_value()
    answered(desk, "It is in Bremen")
    second.get_by_role("button", name="New below").wait_for(timeout=PATIENCE)
    second.wait_for_timeout(1500)
    assert second.locator("#reply [name=version]").input_value() == before
    second.get_by_role("button", name="New below").click()
    second.wait_for_function("(one) => document.querySelector('#reply [name=version]').value !== one", arg=before)


def test_of_two_at_once_the_second_is_told_keeps_the_draft_and_sends_it_again(desk, second, outputs, kim):
    opened(second, outputs, kim, "admin")
    text(second).fill("I look it up")
    with without(second, ASKED):
        answered(desk, "It is in Bremen")
        with second.expect_navigation():
            second.get_by_role("button", name="Send", exact=True).click()
    told = second.get_by_role("alert").inner_text()
    assert "has answered meanwhile: It is in Bremen. Your text is still here; nothing was sent." in told
    assert text(second).input_value() == "I look it up"
    answered(second, "I look it up")
    second.locator(".talk-said", has_text="Sent.").wait_for()


def test_no_connection_is_told_and_when_it_is_back(desk, kim):
    with without(desk, "**/inbox/**"):
        desk.get_by_text("No connection:").wait_for(timeout=PATIENCE)
        assert desk.get_by_role("button", name="Try now").is_visible()
        kim.says("Hello? Anybody?")
    desk.get_by_role("button", name="Try now").click()
    desk.get_by_text("Connected again.").wait_for(timeout=PATIENCE)
    desk.locator(".turn", has_text="Hello? Anybody?").wait_for(timeout=PATIENCE)
    desk.locator("#lost").wait_for(state="hidden", timeout=PATIENCE)


def test_the_channel_that_was_chosen_is_still_chosen_after_reloading(desk, kim):
    ways = desk.locator("#reply-way select")
    other = ways.locator("option:not([disabled]):not(:checked)").first.get_attribute("value")
    ways.select_option(other)
    kim.says("Hello? Anybody?")
    desk.locator(".turn", has_text="Hello? Anybody?").wait_for(timeout=PATIENCE)
    assert ways.input_value() == other
    desk.reload()
    assert ways.input_value() == other


def test_after_resolving_by_key_the_next_conversation_is_chosen(desk, kim, report):
    lee = Customer(report).says("And me?")
    desk.locator(".talk-row", has_text=lee.name).wait_for(timeout=PATIENCE)
    with desk.expect_navigation():
        desk.keyboard.press("e")
    desk.locator(".talk-said", has_text="Resolved.").wait_for()
    chosen = desk.evaluate("document.activeElement.closest('li')?.id")
    assert chosen == desk.locator("[data-onward]").get_attribute("data-onward")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert desk.locator(".talk-row[aria-current]").count() == 1


def test_what_was_said_long_ago_comes_above_and_stays_when_something_new_comes(desk, kim):
    for number in range(66):
        kim.says(f"Word {number}.")
    desk.locator(".turn", has_text="Word 65.").wait_for(timeout=PATIENCE)
    desk.reload()
    assert desk.locator(".turn", has_text="Where is my tent?").count() == 0
    desk.get_by_role("link", name="Older").click()
    desk.locator(".turn", has_text="Where is my tent?").wait_for(timeout=PATIENCE)
    kim.says("The last of all")
    desk.locator(".turn", has_text="The last of all").wait_for(timeout=PATIENCE)
    assert desk.locator(".turn", has_text="Where is my tent?").count() == 1
    assert desk.locator("#thread-turns > .turn").count() == 68
