"""How a page is used, measured in a real browser: what was read, what did not work, and nothing before consent."""

from typing import Any

import pytest

from segue.scripts import script
from tests.browser.shop_stand import Stand, stand

pytestmark = pytest.mark.thorough

PAGE = """<main data-segue-product="cam-1"><p data-segue-feature="autofocus" style="height: 90px">Finds the eye</p>
<p data-segue-feature="zoom" style="height: 90px; margin-top: 3000px">Twelve times</p></main>
<div id="deaf" class="button" style="position: fixed; bottom: 0; height: 40px">Pay</div>
<div id="awake" class="button" style="position: fixed; bottom: 50px; height: 40px"
 data-segue-clickable>Open</div>
<form id="address" style="position: fixed; top: 0; right: 0"><input name="zip" required><button>Go</button></form>"""
BESIDE = """<div style="display: flex; margin-top: 9rem">
<p data-segue-feature="body" style="flex: 1; height: 90px">Body</p>
<p data-segue-feature="lens" style="flex: 1; height: 90px">Lens</p></div>"""
START = """async ([ingest, html, consent]) => {
  document.body.innerHTML = html;
  document.querySelector("#awake").addEventListener("click", ({ target }) => { target.title = "open"; });
  window.segue = (await import("/segue.js")).default;
  segue.load("wk_test", { host: ingest, consent });
  (await import("/behaviour.js")).default.start(segue);
}"""
SLOW = """() => { window.PerformanceObserver = class {
  constructor(told) { this.told = told; }
  observe() { this.told({ getEntries: () => [{ startTime: 900 }, { startTime: 4210 }] }); }
}; }"""
HIDE = """() => { Object.defineProperty(document, "hidden", { value: true, configurable: true });
  dispatchEvent(new Event("visibilitychange")); document.dispatchEvent(new Event("visibilitychange")); }"""


@pytest.fixture
def shop():
    """The shop's files and a fake ingest."""
    with stand() as made:
        yield made


@pytest.fixture
def visit(page, shop: Stand):
    """`visit()` opens a page that is measured; `slow` ones drew their largest thing late."""

    def opened(consent=True, slow=False):
        kind = {"content-type": "text/javascript"}
        page.route("**/behaviour.js", lambda route: route.fulfill(headers=kind, body=script("/behaviour.js").content))
        page.goto(f"{shop.shop}/blank")
        if slow:
            page.evaluate(SLOW)
        page.evaluate(START, [shop.ingest, PAGE, None if consent else "required"])
        return page

    return opened


def told(shop: Stand, page) -> list[tuple[str, dict[str, Any]]]:
    """What was told by the time that the page is left: event and properties."""
    page.evaluate("() => segue.flush?.()")
    page.wait_for_timeout(500)
    return [(one["event"], one["properties"]) for one in shop.events if one["type"] == "track"]


def test_how_long_a_feature_was_read_is_told_when_the_page_is_left_and_of_which_product(visit, shop):
    page = visit()
    page.wait_for_timeout(2600)
    page.evaluate(HIDE)
    ((event, said),) = told(shop, page)
    assert (event, said["feature"], said["product_id"]) == ("Product Feature Viewed", "autofocus", "cam-1")
    assert 2 <= said["dwell_seconds"] <= 5


def test_of_what_stands_side_by_side_the_one_under_the_pointer_is_read_and_told_while_it_goes_on(visit, shop):
    page = visit()
    page.evaluate("(html) => { document.body.innerHTML = html; }", BESIDE)
    page.wait_for_timeout(2600)
    page.locator("[data-segue-feature=lens]").hover()
    page.wait_for_timeout(11_500)
    ((_, said),) = told(shop, page)
    assert (said["feature"], said["dwell_seconds"]) == ("lens", 10)


def test_what_was_scrolled_past_or_never_seen_is_not_told(visit, shop):
    page = visit()
    page.wait_for_timeout(300)
    page.evaluate(HIDE)
    assert told(shop, page) == []


def test_more_than_three_clicks_on_one_element_are_rage_and_one_that_changes_nothing_is_dead(visit, shop):
    page = visit()
    page.locator("#deaf").click(click_count=4)
    page.wait_for_timeout(900)
    found = told(shop, page)
    assert found[0] == ("Rage Clicked", {"element": "div#deaf.button", "path": "/blank"})
    assert {name for name, _ in found[1:]} == {"Dead Clicked"}
    assert all(said["element"] == "div#deaf.button" for _, said in found)


def test_three_clicks_select_a_line_and_what_is_meant_for_many_is_no_rage(visit, shop):
    page = visit()
    page.locator("p").first.click(click_count=3)
    page.wait_for_timeout(1100)
    page.evaluate("() => { document.querySelector('#deaf').dataset.segueOften = ''; }")
    page.locator("#deaf").click(click_count=6)
    page.wait_for_timeout(900)
    assert told(shop, page) == []


def test_a_button_that_does_nothing_is_dead_and_an_element_is_told_without_what_is_no_plain_word(visit, shop):
    page = visit()
    page.evaluate("""() => { document.documentElement.dataset.seguePage = "product";
      document.body.innerHTML = `<button id="a@b.example" class="buy-12345 wide third">Buy</button>`; }""")
    page.locator("button").click()
    page.wait_for_timeout(900)
    said = {"element": "button.buy-0.wide", "path": "/blank", "page_type": "product"}
    assert told(shop, page) == [("Dead Clicked", said)]


def test_a_click_that_changes_the_page_or_leads_to_another_is_alive(visit, shop):
    page = visit()
    page.locator("#awake").click()
    page.wait_for_timeout(900)
    page.evaluate("""() => { document.body.innerHTML = `<button>Go</button>`;
      document.querySelector("button").onclick = () => { location.href = "#there"; }; }""")
    page.locator("button").click()
    page.wait_for_timeout(900)
    assert told(shop, page) == []


def test_a_refused_field_is_told_by_its_name_and_never_what_stands_in_it(visit, shop):
    page = visit()
    page.locator("form button").click()
    said = {"form": "address", "field": "zip", "error": "valueMissing", "path": "/blank"}
    assert told(shop, page) == [("Form Error Shown", said)]


def test_a_field_that_the_page_itself_marks_is_refused_once(visit, shop):
    page = visit()
    page.evaluate("() => { document.querySelector('[name=zip]').ariaInvalid = 'true'; }")
    page.evaluate("() => { document.querySelector('[name=zip]').ariaInvalid = 'true'; }")
    page.wait_for_timeout(100)
    assert [said["error"] for _, said in told(shop, page)] == ["refused"]


def test_a_page_whose_largest_thing_came_late_is_told_once(visit, shop):
    page = visit(slow=True)
    for _ in range(2):
        page.evaluate(HIDE)
    assert told(shop, page) == [("Slow Page Viewed", {"path": "/blank", "seconds": 4.2})]


def test_before_consent_nothing_of_all_that_is_told(visit, shop):
    page = visit(consent=False, slow=True)
    page.locator("#deaf").click(click_count=4)
    page.locator("form button").click()
    page.wait_for_timeout(2600)
    page.evaluate(HIDE)
    assert (told(shop, page), shop.asked) == ([], [])
