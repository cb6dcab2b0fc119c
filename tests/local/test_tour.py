"""The start page's tour, walked through in a real Chromium as a person would: all ten steps, on both devices, and what
each says of what happened inside. With `STORY_PICTURES=docs/images` it leaves its picture there."""

import os
import re
import time
from pathlib import Path

import pytest

from tests.local.test_console import sign_in
from tests.local.waiting import eventually

pytestmark = [pytest.mark.thorough, pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(600)]
PATIENCE = 60_000  # ms: a cold function, a stream, a look
SAID = "My lantern has arrived broken."
SHOWN = {  # on the page that a link leads to; who was a visitor is the customer by then
    "/people/": "Ada",
    "/inbox/": SAID,
    "/segments/open-cart": "Open cart",
    "/journeys/abandoned-cart": "Abandoned cart",
    "/playbook/versions/": "untouched_for: 20s",
    "/measures": "Measures",
    "/sources": "Sources",
    "": "Live",
}
PERSON = re.compile(r"[a-z]_[a-z2-7]{24}")


@pytest.fixture
def tour(page, outputs):
    """The tour on a screen that shows both halves."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(outputs["tour"])
    return page


def inside(page, step):
    """What a step says happened inside, once it has found out that it is done."""
    page.locator(f"#step-{step} .inside").wait_for()
    return page.locator(f"#step-{step} .inside > ul").inner_text()


def ids(page, step):
    """What stands below Details."""
    return page.locator(f"#step-{step} .ids ul").text_content()


def onward(page, step):
    page.locator(f"#step-{step} .next").click()


def test_the_tour_leads_from_a_visitor_to_the_numbers(tour, outputs, browser, ask):
    shop, phone = tour.frame_locator("#frame-shop"), tour.frame_locator("#frame-phone").frame_locator("iframe")
    email = f"ada.{time.time_ns()}@example.com"
    assert "Lumen lantern" in _looks(tour, shop)
    assert "browser and your account are now one person" in _signs_in(tour, shop, "customer", email)
    assert "1 × Lumen lantern" in _leaves_a_cart(tour, shop)
    assert "template abandoned-cart" in _gets_the_mail(tour, email, ask)
    assert "still two" in _takes_it_along(tour, phone)
    assert "opened a conversation. It is open" in _writes(tour, shop)
    assert re.search("one conversation.*: chat, e-mail", _answers_by_mail(tour, shop))
    assert "2 browsers" in _signs_in(tour, phone, "recognised", email)
    _sees_the_banner_change(tour, shop)
    assert re.search(r"\d+ events", _opens_the_measures(tour))
    assert tour.locator("#far").inner_text() == "All ten steps are done"
    _leads_to_the_pages_that_show_it(tour, outputs, browser)


def _looks(page, shop):
    shop.get_by_role("link", name="Lumen lantern").first.click()
    told = inside(page, "visitor")
    assert PERSON.search(ids(page, "visitor"))
    assert not PERSON.search(told)
    onward(page, "visitor")
    return told


def _signs_in(page, device, step, email):
    device.get_by_label("E-mail").fill(email)
    device.get_by_label("Name", exact=True).fill("Ada Field")
    device.get_by_role("button", name="Continue").click()
    told = inside(page, step)
    onward(page, step)
    return told


def _leaves_a_cart(page, shop):
    shop.get_by_role("link", name="Lumen lantern").first.click()
    shop.get_by_role("button", name="Add to cart").click()
    told = inside(page, "cart")
    _picture(page)
    onward(page, "cart")
    return told


def _picture(page):
    folder = os.environ.get("STORY_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / "tour.png")


def _gets_the_mail(page, email, ask):
    page.get_by_role("button", name="Make the two hours twenty seconds").click()
    page.locator("#step-mail .answer a[href*='/playbook/versions/']").wait_for()
    page.frame_locator("#frame-mail").locator("#reader").get_by_text(email).first.wait_for()
    told = inside(page, "mail")
    eventually(lambda: _waits_two_hours(ask))
    onward(page, "mail")
    return told


def _waits_two_hours(ask):
    return "untouched_for: 2h" in ask("admin", "GET", "/v1/playbook").json["files"]["segments/abandoned-cart.yaml"]


def _takes_it_along(page, phone):
    phone.get_by_role("heading", name="Your cart is empty").wait_for()
    page.get_by_role("button", name="Give me six digits").click()
    phone.get_by_label("Have a code?").fill(page.locator("#step-phone .code").inner_text())
    phone.get_by_role("button", name="Open that cart").click()
    phone.get_by_role("heading", name="Lumen lantern").wait_for()
    told = inside(page, "phone")
    onward(page, "phone")
    return told


def _writes(page, shop):
    shop.locator("segue-chat #knob").click()
    shop.locator("segue-chat #entry").fill(SAID)
    shop.locator("segue-chat #entry").press("Enter")
    told = inside(page, "support")
    onward(page, "support")
    return told


def _answers_by_mail(page, shop):
    assert page.get_by_role("button", name="Send the mail").is_disabled()
    shop.locator("segue-chat").get_by_role("button", name="By e-mail").click()
    shop.locator("segue-chat #place").get_by_role("button", name="By e-mail").click()
    shop.locator("segue-chat").get_by_text("We have written to you there").wait_for()
    page.get_by_role("button", name="Send the mail").click()
    told = inside(page, "switch")
    onward(page, "switch")
    return told


def _sees_the_banner_change(page, shop):
    eventually(lambda: "Still packing, Ada?" in _hero(page, shop))
    shop.get_by_role("link", name="Cart").first.click()
    shop.get_by_role("button", name="Remove Lumen lantern").click()
    shop.get_by_role("link", name="Start looking").click()
    told = inside(page, "banner")
    eventually(lambda: _hero(page, shop) in told)
    onward(page, "banner")


def _hero(page, shop):
    """What the home page begins with; loaded again, as a cold function may come too late for a page."""
    page.locator("#frame-shop").evaluate("(frame) => frame.contentWindow.location.assign('/shop/')")
    page.wait_for_timeout(1500)
    return shop.locator("[data-segue-placement=home-hero] h1").inner_text()


def _opens_the_measures(page):
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open the measures").click()
    opened.value.close()
    return inside(page, "numbers")


def _leads_to_the_pages_that_show_it(tour, outputs, browser):
    """Every link of every step answers, to whoever has the login that stands beside it."""
    links = {one.get_attribute("href") for one in tour.locator("#story .inside a, #story .answer a").all()}
    shown = tour.locator("#login code").all_inner_texts()
    assert shown == list(outputs["staff"]["admin"].values())
    context = browser.new_context()
    console = context.new_page()
    sign_in(console, outputs)
    for path in sorted(links):
        _shows(console, outputs["api"], path)
    assert len(links) > 12
    context.close()


def _shows(console, api, path):
    console.goto("about:blank")  # or a link to another place of the same page would load nothing
    assert console.goto(api + path).status == 200, path
    told = next(words for start, words in SHOWN.items() if path.startswith(f"/console{start}"))
    assert told in console.locator("main").inner_text(), path
    place = path.partition("#")[2]
    assert not place or console.locator(f"#{place}").count(), path
