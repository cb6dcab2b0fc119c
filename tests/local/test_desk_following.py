"""The desk while others work at it, too: what follows by itself, what is told when it cannot, small screens, keys."""

from contextlib import contextmanager

import pytest

from tests.local.test_console import PATIENCE
from tests.local.test_desk import Customer, answered, opened

pytestmark = [pytest.mark.stack, pytest.mark.browser]
PHONE, TABLET, WIDE = ({"width": 390, "height": 844}, {"width": 768, "height": 1024}, {"width": 1280, "height": 900})
TAP = 40  # pixels
ASKED = "**/inbox/*/new*"  # what is new in a conversation
# Whether what has the focus shows it: by an outline of its own or of what holds it.
RING = """() => {
  const one = document.activeElement, of = (it) => (it ? getComputedStyle(it) : {});
  const shown = (it) => of(it).outlineStyle !== "none" && parseFloat(of(it).outlineWidth) >= 2;
  return one === document.body || shown(one) || shown(one.closest("label")) ? "" : one.outerHTML.slice(0, 120);
}"""
SMALL = """(tap) => {
  const kinds = ".desk :is(button, .button, select, summary, .talk-row, .desk-parts label), .desk-filter a, .nav a";
  const found = [...document.querySelectorAll(kinds)].filter((one) => one.checkVisibility());
  return found.filter((one) => one.getBoundingClientRect().height < tap).map((one) => one.outerHTML.slice(0, 100));
}"""
INSIDE = """(one) => {
  const at = one.getBoundingClientRect();
  return at.height > 0 && at.top >= 0 && at.bottom <= innerHeight;
}"""


@pytest.fixture
def kim(collect):
    """A customer who has written."""
    return Customer(collect).says("Where is my tent?")


@pytest.fixture
def desk(page, outputs, kim):
    """An agent on the page of Kim's conversation."""
    return opened(page, outputs, kim, "agent")


@pytest.fixture
def second(browser):
    """Another window, of somebody else."""
    context = browser.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


@contextmanager
def without(page, address):
    """Inside, the page does not reach an address."""
    page.route(address, lambda route: route.abort())
    yield
    page.unroute(address)


def text(page):
    """The box that one types into."""
    return page.get_by_label("Your answer or note")


def seen(page, *sought):
    """Whether all of it is in the window."""
    return all(page.locator(one).first.evaluate(INSIDE) for one in sought)


def test_on_a_phone_the_last_words_and_the_box_are_in_view_and_nothing_else_to_scroll(desk, kim):
    for number in range(12):
        kim.says(f"Word {number}")
    desk.locator(".turn", has_text="Word 11").wait_for(timeout=PATIENCE)
    desk.set_viewport_size(PHONE)
    desk.reload()
    assert seen(desk, "#thread-turns > li:last-child", "#reply-text", "[data-send]", "[data-key=e]")
    assert desk.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    assert not desk.locator("#customer").is_visible()
    assert desk.locator("#talk-card").get_attribute("open") is None


def test_on_a_phone_the_customer_is_a_part_of_its_own_with_sections_that_open(desk, kim):
    desk.set_viewport_size(PHONE)
    desk.reload()
    desk.get_by_role("radio", name="Customer").check(force=True)
    assert desk.locator("#customer").get_by_text(kim.address).is_visible()
    assert not desk.get_by_text("Never asked.").is_visible()
    desk.locator("#fold-consent > summary").click()
    assert desk.locator("#fold-consent > div").is_visible()
    desk.get_by_role("radio", name="Sort").check(force=True)
    assert desk.get_by_label("Topic").is_visible()


def test_the_customer_follows_and_what_was_folded_stays_folded(desk, kim, collect):
    desk.locator("#fold-consent > summary").click()
    line = {"cart_id": kim.mark, "product_id": "p1", "name": "Tent", "price": 189, "quantity": 1, "currency": "EUR"}
    collect(
        [
            {
                "type": "track",
                "event": "Product Added",
                "messageId": f"c-{kim.mark}",
                "userId": kim.mark,
                "properties": line,
            }
        ]
    )
    desk.get_by_role("heading", name="Open cart").wait_for(timeout=PATIENCE)
    assert desk.locator("#fold-consent").get_attribute("open") is None


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
        assert seen(desk, "#lost", "#lost button")
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


def test_after_resolving_by_key_the_next_conversation_is_chosen(desk, kim, collect):
    lee = Customer(collect).says("And me?")
    desk.locator(".talk-row", has_text=lee.name).wait_for(timeout=PATIENCE)
    with desk.expect_navigation():
        desk.keyboard.press("e")
    desk.locator(".talk-said", has_text="Resolved.").wait_for()
    chosen = desk.evaluate("document.activeElement.closest('li')?.id")
    assert chosen == desk.locator("[data-onward]").get_attribute("data-onward")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert desk.locator(".talk-row[aria-current]").count() == 1


@pytest.mark.parametrize("size", [TABLET, WIDE])
def test_the_keys_are_shown_in_a_conversation_too(desk, size):
    desk.set_viewport_size(size)
    desk.keyboard.press("?")
    desk.get_by_role("dialog", name="Keyboard").get_by_text("Take over").wait_for()
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    assert text(desk).evaluate("(one) => one === document.activeElement")


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_has_the_focus_shows_it(desk, outputs, scheme):
    desk.emulate_media(color_scheme=scheme)
    for path in (desk.url, f"{outputs['console']}/inbox"):
        desk.goto(path)
        for _ in range(60):
            desk.keyboard.press("Tab")
            assert desk.evaluate(RING) == ""


def test_on_a_tablet_everything_is_large_enough_to_tap(desk, outputs):
    desk.set_viewport_size(TABLET)
    for path in (desk.url, f"{outputs['console']}/inbox"):
        desk.goto(path)
        assert desk.evaluate(SMALL, TAP) == []
    desk.go_back()
    for part in ("Customer", "Sort"):
        desk.get_by_role("radio", name=part).check(force=True)
        assert desk.evaluate(SMALL, TAP) == []
