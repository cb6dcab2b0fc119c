"""Who is one person, in a real Chromium: merging, taking back, a cart handed over; on a phone, without a script."""

from uuid import uuid4

import pytest

from tests.local.test_console import PATIENCE, find, sign_in

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]


@pytest.fixture
def sisters(collect):
    """Two new customers; answers their addresses."""
    mark = uuid4().hex[:8]
    line = {"cart_id": mark, "product_id": "p1", "name": "Tent", "price": 189, "quantity": 1, "currency": "EUR"}
    first, second = {"userId": f"kim-{mark}"}, {"userId": f"lee-{mark}"}
    addresses = [f"{who['userId']}@customers.example" for who in (first, second)]
    told = [
        {"type": "identify", "messageId": f"i-{mark}", "traits": {"email": addresses[0], "name": "Kim"}, **first},
        {"type": "identify", "messageId": f"j-{mark}", "traits": {"email": addresses[1], "name": "Lee"}, **second},
        {"type": "track", "messageId": f"t-{mark}", "event": "Product Added", "properties": line, **first},
    ]
    collect(told)
    return addresses


def sent(page, button):
    """Sends a form and waits for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def merged(page, sisters):
    """Merges the second into the first, as an agent would."""
    find(page, sisters[1], "Lee")
    find(page, sisters[0], "Kim", "Tent")
    page.get_by_role("link", name="Merge with another person").click()
    page.get_by_label("The other person").fill(sisters[1])
    sent(page, "Find")
    page.get_by_label("Why?").fill("the same loyalty card")
    sent(page, "Merge into one person")
    page.get_by_text("They are one person from now on.").wait_for(timeout=PATIENCE)


def test_two_people_are_merged_and_taken_apart_again_without_a_script(browser, outputs, sisters):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, outputs, "agent")
    merged(page, sisters)
    page.get_by_role("link", name="Undo this merge").click()
    page.get_by_label("Why?").fill("two sisters")
    sent(page, "Take it back")
    assert page.get_by_role("status").inner_text().startswith("Taken back: they are two people again")
    page.get_by_role("link", name="Open the other person").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Lee"
    context.close()


def test_no_page_about_who_is_who_is_wider_than_a_phone(page, outputs, sisters):
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, outputs, "agent")
    merged(page, sisters)
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for name in ("Undo this merge", "Back to the person"):
        assert (page.url, page.evaluate(wider)) == (page.url, 0)
        page.get_by_role("link", name=name).click()
    page.get_by_text("How we know it is one person").click()
    assert page.evaluate(wider) == 0
    sent(page, "Hand over to another device")
    assert page.evaluate(wider) == 0


def test_a_link_is_copied_by_its_button(browser, outputs, sisters):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    sign_in(page, outputs, "agent")
    find(page, sisters[0], "Tent")
    sent(page, "Hand over to another device")
    page.locator("[data-copy=link]").click()
    page.get_by_text("Copied").wait_for(timeout=PATIENCE)
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_role("textbox", name="Link").input_value()
    assert len(page.get_by_role("textbox", name="Six digits").input_value()) == 6
    context.close()
