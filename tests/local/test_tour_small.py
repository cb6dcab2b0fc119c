"""The tour on a screen as narrow as a phone, in a real Chromium."""

import pytest

from tests.browser.axe import grave
from tests.local.test_tour import PATIENCE, inside

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]


def test_on_a_small_screen_the_halves_take_turns_and_it_starts_anew(page, outputs):
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_default_timeout(PATIENCE)
    page.goto(outputs["tour"])
    page.get_by_role("button", name="Show me where").click()
    page.frame_locator("#frame-shop").get_by_role("link", name="Lumen lantern").first.click()
    inside(page, "visitor")
    assert page.locator("#frame-shop").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert grave(page) == []
    page.get_by_role("button", name="Start anew").click()
    page.locator("#step-visitor .waiting").wait_for()
    assert page.locator(".ticked").count() == 0
    assert page.locator("#far").inner_text() == "0 of 10 steps done"
