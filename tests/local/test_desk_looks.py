"""How the desk looks and is held: on a phone, on a tablet in the store, by keyboard."""

import pytest

from tests.local.test_console import PATIENCE

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]
PHONE, TABLET, WIDE = ({"width": 390, "height": 844}, {"width": 768, "height": 1024}, {"width": 1280, "height": 900})
TAP = 40  # pixels
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


@pytest.mark.parametrize("size", [TABLET, WIDE])
def test_the_keys_are_shown_in_a_conversation_too(desk, size):
    desk.set_viewport_size(size)
    desk.keyboard.press("?")
    desk.get_by_role("dialog", name="Keyboard").get_by_text("Take over").wait_for()
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    assert desk.locator("#reply-text").evaluate("(one) => one === document.activeElement")


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
