"""The camera story as people see it, in a real Chromium on the running stack: what changes while she reads. What needs
an evening to come or a parcel to arrive is in `tests/browser/test_camera_story.py`.

With `STORY_PICTURES=docs/images` it leaves the pictures of the documentation there.
"""

from uuid import uuid4

import pytest

from tests.browser.story_pictures import picture
from tests.handlers.test_camera_story import LOW_LIGHT
from tests.local.test_console import PATIENCE, sign_in
from tests.local.waiting import eventually

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]
PHONE = {"width": 390, "height": 844}
READING = 13_000  # ms: more than ten seconds, which make a point
HERO, ROW = "[data-segue-placement=home-hero]", "[data-segue-placement=goes-with]"
TOP = "(one) => one.getBoundingClientRect().top"


@pytest.fixture
def phone(page, outputs):
    """The shop in a hand, once it has answered for the first time."""
    page.set_viewport_size(PHONE)
    page.set_default_timeout(PATIENCE)
    page.add_init_script("addEventListener('segue:decided', () => (window.decided = true))")
    page.goto(outputs["shop"])
    page.evaluate("() => localStorage.setItem('segue.consent', 'yes')")
    page.reload()
    eventually(lambda: _answers_in_time(page))
    return page


def _answers_in_time(page):
    """A cold function may come too late for a page, which then keeps its own: it is opened again."""
    page.wait_for_timeout(1500)
    return page.evaluate("() => window.decided") or page.reload() is None


@pytest.mark.timeout(600)
def test_reading_changes_the_page_that_is_read_and_nothing_jumps(phone):
    assert phone.locator(f"{HERO} h1").inner_text() != LOW_LIGHT
    phone.evaluate("() => { window.sameView = true; }")
    last, before = _reads(phone)
    phone.locator(f"{HERO} h1", has_text=LOW_LIGHT).wait_for(state="attached")
    assert phone.evaluate("() => window.sameView")
    assert abs(last.evaluate(TOP) - before) < 1
    row = phone.locator(ROW)
    row.get_by_text("For low light").wait_for()
    assert [one.get_attribute("data-segue-item") for one in row.locator("li").all()][:2] == ["kestrel-m2", "wren-40"]
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    _pictures_of(phone, row)


@pytest.mark.timeout(600)
def test_a_camera_s_page_shows_what_goes_with_it_whatever_was_looked_at_before(phone, outputs):
    phone.goto(f"{outputs['shop']}product.html?id=lumen-mini")
    first = phone.locator("section:has(#companions) [data-segue-item^=lens-]").first

    def shown():  # what comes too late leaves the page its own
        phone.goto(f"{outputs['shop']}product.html?id=kestrel-m2")
        phone.wait_for_timeout(1500)
        return first.get_by_text("Goes with Kestrel M2").count()

    eventually(shown)


def _reads(page):
    """The first note, for a while; then goes on to the last: that one, and where it stands."""
    page.locator("#notes article").first.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(READING)
    last = page.locator("#notes article").nth(2)
    return last, last.evaluate("(one) => (one.scrollIntoView(), one.getBoundingClientRect().top)")


def _pictures_of(page, row):
    row.scroll_into_view_if_needed()
    picture(page, "row")
    page.evaluate("() => scrollTo(0, 0)")
    picture(page, "hero")


@pytest.mark.timeout(600)
def test_the_desk_tells_of_it_while_she_reads(outputs, collect, browser):
    mark = uuid4().hex[:8]
    who = {"userId": f"reader-{mark}"}
    email = f"{mark}@customers.example"
    read = {"feature": "low light", "dwell_seconds": 90}
    told = {"type": "track", "event": "Product Feature Viewed", "messageId": f"r-{mark}", "properties": read, **who}
    known = {"type": "identify", "messageId": f"i-{mark}", "traits": {"email": email, "name": f"Kim {mark}"}, **who}
    collect([known, told])
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    sign_in(page, outputs, "agent")
    eventually(lambda: _finds(page, outputs, email) and page.get_by_text("Reads up on low light").count())
    context.close()


def _finds(page, outputs, email):
    page.goto(f"{outputs['console']}/people")
    page.get_by_label("E-mail").or_(page.locator("main input[name=q]")).first.fill(email)
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    return "/people/" in page.url
