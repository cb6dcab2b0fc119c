"""The console's playbook in a real Chromium: the editor's list, fields that write into the text, and a flow as a
picture."""

from itertools import pairwise

import pytest

from tests.local.test_console import PATIENCE, sign_in

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]
FILE = "/playbook/segments/open-cart"


@pytest.fixture
def text(page, outputs):
    """The field of a segment's text; nothing is put in force here."""
    sign_in(page, outputs, "marketer")
    page.goto(outputs["console"] + FILE)
    return page.get_by_label("Text of segments/open-cart.yaml")


def offers(page):
    """The list beside the caret."""
    return page.get_by_role("listbox", name="What may stand here")


def test_the_editor_lists_what_may_stand_at_the_caret_by_keyboard_alone(page, text):
    text.fill("name: Open cart\nwhen:\n  all:\n    - ")
    text.press("Control+End")
    page.keyboard.type("or")
    offers(page).get_by_role("option", name="ordered").wait_for(timeout=PATIENCE)
    page.keyboard.press("Enter")
    page.keyboard.type("{at_l")
    page.keyboard.press("Tab")
    page.keyboard.type("2}")
    assert text.input_value().endswith("    - ordered: {at_least: 2}")


def test_escape_sends_the_list_away_and_a_new_line_begins_where_the_last_one_began(page, text):
    text.fill("when:\n  ca")
    text.press("Control+End")
    page.keyboard.press("Control+Space")
    offers(page).get_by_role("option", name="cart").wait_for(timeout=PATIENCE)
    page.keyboard.press("Escape")
    assert offers(page).count() == 0
    page.keyboard.type("rt:")
    page.keyboard.press("Enter")
    assert text.input_value() == "when:\n  cart:\n    "


def test_long_lines_are_wrapped_and_each_number_stands_beside_the_line_that_it_counts(page, text):
    page.set_viewport_size({"width": 1280, "height": 1400})  # the list has room below every line
    text.fill("a: 1\nb: " + "words and more words " * 40 + "\nc: 3\n")
    assert text.evaluate("one => one.scrollWidth <= one.clientWidth")
    tops = page.locator("[data-gutter] span").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    line = float(text.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)"))
    assert tops[1] - tops[0] == pytest.approx(line, abs=1)
    assert tops[2] - tops[1] > 5 * line
    text.press("Control+End")
    page.keyboard.type("na")
    offer = offers(page)
    offer.get_by_role("option", name="name").wait_for(timeout=PATIENCE)
    assert offer.evaluate("one => one.getBoundingClientRect().top") == pytest.approx(tops[3] + line, abs=line)


def test_a_chosen_operator_is_written_into_the_text_at_once(page, text):
    with page.expect_navigation():
        page.locator("select[name='r.0.kind']").select_option("did")
    page.locator("input[name='r.0.s.event']").fill("Product Viewed")
    with page.expect_navigation():
        page.get_by_role("button", name="See what would change").click()
    assert "did: {event: Product Viewed}" in text.input_value()
    assert page.get_by_role("heading", name="What would change").is_visible()


def test_a_flow_is_drawn_with_every_station_in_the_picture(page, outputs):
    sign_in(page, outputs, "marketer")
    page.goto(f"{outputs['console']}/journeys/abandoned-cart")
    boxes = [one.bounding_box() for one in page.locator(".station > rect").all()]
    assert len(boxes) > 2
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes))
