"""The camera story as people see it, in a real Chromium: what changes while she reads, on the running stack; what needs
an evening to come or a parcel to arrive, out of the in-memory cloud, whose clock is moved.

With `STORY_PICTURES=docs/images` it leaves the pictures of the documentation there.
"""

from uuid import uuid4

import pytest

from segue.times import DAY, HOUR
from tests.handlers.console_staff import as_staff, page_of
from tests.handlers.pictures import Visitor
from tests.handlers.served import served
from tests.handlers.starter import whole_starter
from tests.handlers.starter_plays import EMAIL, kim
from tests.handlers.talks import the_one, wrote
from tests.handlers.test_camera_story import GRILL, LOW_LIGHT, SHOP, play, researches
from tests.handlers.test_starter_browsing import BACK, OFFERED, three_orders
from tests.handlers.test_starter_browsing import SHOP as SHOP_POLICY
from tests.handlers.test_starter_products import used_up_soon
from tests.local.story_pictures import mail, number_of, opens, picture
from tests.local.test_console import PATIENCE, sign_in
from tests.local.waiting import eventually

__all__ = ["play"]
pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
READING = 13_000  # ms: more than ten seconds, which make a point
HERO, ROW = "[data-segue-placement=home-hero]", "[data-segue-placement=goes-with]"
ALL_SEEN = "() => [...document.querySelectorAll('#fold-suits img')].every((one) => one.naturalWidth)"
TOP = "(one) => one.getBoundingClientRect().top"


@pytest.fixture
def phone(page, outputs):
    """The shop in a hand, once it has answered for the first time."""
    page.set_viewport_size(PHONE)
    page.set_default_timeout(PATIENCE)
    page.goto(outputs["shop"])
    page.evaluate("() => localStorage.setItem('segue.consent', 'yes')")
    eventually(lambda: _answers_in_time(page))
    return page


def _answers_in_time(page):
    """A cold function may come too late for a page, which then keeps its own: it is opened again."""
    page.evaluate("() => { addEventListener('segue:decided', () => (window.decided = true)); }")
    page.wait_for_timeout(1500)
    return page.evaluate("() => window.decided") or page.reload() is None


@pytest.mark.stack
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


@pytest.mark.stack
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


@pytest.mark.stack
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


@pytest.fixture
def desk(browser):
    """Where the agent sits: a console at a secure address shows pictures from such alone, and this shop has none."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def test_the_evening_s_mail_and_what_the_agent_has_beside_the_answer(play, page, desk):
    researches(play)
    play.passes(6 * HOUR)
    assert play.subjects == [LOW_LIGHT]
    mail(play, page, "evening")
    assert page.get_by_text("429.00 EUR").count()
    wrote(play.world, "Is it any good after sunset?", "w1", number=number_of(play))
    _looks_up(play, desk)


def _looks_up(play, page):
    """The agent, beside the conversation and on the person's page."""
    Visitor.browser = as_staff(play.world, "amy")
    with served(play.world, Visitor) as place:
        opens(play, page, f"{place}/console/inbox/{the_one(play.world)['id']}")
        line = page.locator(".customer .research-line")
        assert line.inner_text().startswith("Reads up on low light since")
        assert page.locator("#fold-suits").get_by_text("They have been reading about low light").count()
        page.wait_for_function(ALL_SEEN)
        picture(page, "desk")
        opens(play, page, f"{place}/console{page_of(Visitor.browser, EMAIL)}")
        assert page.get_by_text("Reads up on low light").count()


def test_recipes_after_the_delivery(play, page):
    play.does("Order Completed", order_id="o1", total=119, currency="EUR", products=[GRILL])
    play.passes(2 * DAY)
    play.does("Order Delivered", order_id="o1")
    play.passes(DAY + HOUR)
    mail(play, page, "recipes")
    for title in ("Salmon on a cedar plank", "Flatbread straight off the grate"):
        assert page.get_by_role("link", name=title).is_visible()


def test_coffee_is_reminded_of_before_it_runs_out(page):
    with kim() as play:
        put = {"title": "Yirgacheffe", "price": 1400, "currency": "EUR", "url": f"{SHOP}product.html?id=morning-ridge"}
        play.put("/v1/products/coffee", {**put, "picture": f"{SHOP}pictures/morning-ridge.svg"})
        used_up_soon(play)
        play.passes(DAY)
        assert play.subjects == ["Running low on Yirgacheffe?"]
        mail(play, page, "coffee")
        assert page.get_by_text("14.00 EUR").count()


def test_the_bargain_hunter_and_the_full_price_buyer_get_different_mails(page):
    offering = whole_starter()[SHOP_POLICY] + "offer: {code: AGAIN10, text: 10 % off}\n"
    mails = {}
    for said in ({"coupon": "TEN"}, {}):
        with kim({SHOP_POLICY: offering}) as play:
            three_orders(play, **said)
            play.passes(188 * DAY)
            (subject,) = play.subjects
            mails[subject] = play.html
    assert [*mails] == [OFFERED, BACK]
    _side_by_side(page, mails.values())


def _side_by_side(page, mails):
    page.set_viewport_size({"width": 800, "height": 540})
    page.set_content("<iframe></iframe>" * 2 + "<style>iframe { width: 390px; height: 520px; border: 0 }</style>")
    for place, html in enumerate(mails):
        page.locator("iframe").nth(place).evaluate("(one, html) => { one.srcdoc = html; }", html)
    first, second = (page.frame_locator("iframe").nth(place).get_by_text("AGAIN10") for place in range(2))
    first.first.wait_for()
    assert second.count() == 0
    picture(page, "two-mails")
