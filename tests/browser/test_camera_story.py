"""The camera story as people see it, in a real Chromium: what needs an evening to come or a parcel to arrive, out of
the in-memory cloud, whose clock is moved. What changes while she reads is in `tests/local/test_camera_story.py`.

With `STORY_PICTURES=docs/images` both leave the pictures of the documentation there.
"""

import pytest

from segue.times import DAY, HOUR
from tests.browser.story_pictures import mail, number_of, opens, picture
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

__all__ = ["play"]
pytestmark = [pytest.mark.browser, pytest.mark.thorough]
ALL_SEEN = "() => [...document.querySelectorAll('#fold-suits img')].every((one) => one.naturalWidth)"


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
