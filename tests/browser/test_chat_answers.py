"""What the chat's own script shows of answers, of articles and of the shop, in a real browser, beside an API that is
played."""

import pytest

from tests.browser.chat_stand import Played

pytestmark = pytest.mark.thorough

MARKUP = "Soon: <b>https://shop.test/r</b>."
ARTICLES = [
    {"id": "refund", "title": "When do I get my money?", "body": f"{MARKUP}\n\nBye.", "locale": "en"},
    {"id": "returns", "title": "How do I return it?", "body": "By mail.", "locale": "en"},
]


@pytest.fixture
def played(page) -> Played:
    """A page of a shop."""
    return Played(page)


def asked(played, page):
    """A visitor has written, and sees articles."""
    played.articles = ARTICLES
    played.show().open()
    page.keyboard.type("Where is my money?")
    page.keyboard.press("Enter")
    page.get_by_role("log").get_by_text("Does one of these answer it?").wait_for()


def test_an_article_is_opened_by_keyboard_and_was_the_answer(played, page):
    asked(played, page)
    page.locator("summary", has_text="When do I get my money?").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Bye.").wait_for()
    assert page.locator("details[open] p").all_inner_texts() == [MARKUP, "Bye."]
    assert page.locator("details a").get_attribute("href") == "https://shop.test/r"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Good to hear.").wait_for()
    told = [one for one in played.sent("/articles") if one]
    assert told == [{"article": "refund", "did": done} for done in ("opened", "helped")]
    assert (page.locator("details").count(), focused(page)) == (0, "entry")


def focused(page) -> str:
    """The id of what has the focus in the chat."""
    return page.evaluate("document.querySelector('segue-chat').shadowRoot.activeElement.id")


def test_who_wants_to_write_is_shown_no_more_articles_until_somebody_has_answered(played, page):
    asked(played, page)
    page.get_by_role("button", name="No, I want to write to somebody").click()
    assert (page.locator("details").count(), focused(page)) == (0, "entry")
    page.keyboard.type("It is 40 euros")
    page.keyboard.press("Enter")
    page.locator("#list li.me").nth(1).wait_for()
    page.reload()
    played.open()
    page.locator("#list li.me").nth(1).wait_for()
    page.wait_for_timeout(500)
    assert page.locator("details").count() == 0


def test_articles_go_once_somebody_answers(played, page):
    asked(played, page)
    played.says("It comes today")
    page.get_by_text("It comes today").wait_for()
    assert page.locator("details").count() == 0


def test_articles_go_once_somebody_answers_where_the_page_does_not_see_it(played, page):
    asked(played, page)
    played.state = "waiting"
    page.locator("#list details").first.wait_for(state="detached", timeout=3000)


def test_a_shop_that_shows_no_articles_is_not_asked_for_any(played, page):
    played.show().open()
    page.keyboard.type("Where is my money?")
    page.keyboard.press("Enter")
    page.locator("#list li.me time").wait_for()
    page.wait_for_timeout(300)
    assert played.sent("/articles") == []


def test_an_answer_says_who_and_when_and_leads_where_its_links_lead(played, page):
    played.about = {"shop": "Tents & Co"}
    played.says("See https://shop.test/a?b=1, please.", by="Ann")
    played.says("Or call us.", by="Ann")
    played.says("How easy was it?", kind="ask")
    played.show().open()
    page.get_by_role("dialog", name="Tents & Co").wait_for()
    assert page.locator("#list .by").all_inner_texts() == ["Ann", "Tents & Co"]
    assert page.locator("#list li a").get_attribute("href") == "https://shop.test/a?b=1"
    assert page.locator("#list time").nth(0).get_attribute("datetime") == "2026-12-01T10:00:01.000Z"


def test_the_telephone_has_the_number_of_the_shop_and_a_known_address_is_not_typed(played, page):
    played.about = {"phone": "+49 30 23125 000", "reach": {"email": "k…@shop.test"}}
    played.says("Hello", "customer")
    played.show().open()
    page.get_by_role("button", name="By telephone").click()
    assert page.get_by_role("link", name="Call +49 30 23125 000").get_attribute("href") == "tel:+493023125000"
    page.get_by_role("button", name="By e-mail").click()
    page.get_by_label("We write to k…@shop.test. Or say another address:").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("We have written to you there").wait_for()
    assert played.sent("/move") == [{"channel": "email", "address": ""}]


def test_the_page_s_own_title_stays(played, page):
    played.about = {"shop": "Tents & Co"}
    page.add_init_script("window.segueChatSettings = {texts: {title: 'Ask the workshop'}}")
    played.show().open()
    page.get_by_text("Somebody answers").wait_for()
    assert page.get_by_role("dialog", name="Ask the workshop").is_visible()


@pytest.mark.parametrize(
    ("language", "reason", "told"),
    [
        ("en", "others-wrote", "Others may have written here, or by mail: this conversation goes on here."),
        ("de", "others-wrote", "Andere können hier oder per E-Mail geschrieben haben: Es geht hier weiter."),
        ("en", "sign-in", "Sign in first: then this conversation goes on elsewhere."),
    ],
)
def test_where_it_goes_on_nowhere_no_way_is_offered_and_it_says_why(played, page, language, reason, told):
    played.says("Hello", "customer")
    played.show(language).open()
    page.locator("#foot button").first.wait_for()
    played.stays = reason
    played.says("A mail of yours is here")
    page.locator("#foot").get_by_text(told).wait_for(timeout=3000)
    assert page.locator("#foot button").count() == 0


def test_who_asks_all_the_same_is_told_the_true_reason(played, page):
    played.says("Hello", "customer")
    played.refuses = "others-wrote"
    played.show().open()
    page.get_by_role("button", name="By telephone").click()
    page.locator("#warn").get_by_text("Others may have written here, or by mail").wait_for()
