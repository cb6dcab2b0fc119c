"""The chat's own script in a real browser, beside an API that is played: by keyboard, under a strict policy of content,
with lost answers, in two languages."""

import pytest

from tests.browser.chat_stand import ENDED, Played

pytestmark = pytest.mark.thorough


@pytest.fixture
def played(page) -> Played:
    """A page of a shop."""
    return Played(page)


def rows(page) -> list[str]:
    """What the log says, without its times."""
    return page.locator("#list li").evaluate_all(
        "rows => rows.map(row => [...row.childNodes].filter(one => one.localName !== 'small'))"
        ".map(parts => parts.map(one => one.textContent).join(''))"
    )


def test_who_does_not_chat_is_asked_nothing(played, page):
    played.show()
    page.get_by_role("button", name="Chat with us").wait_for()
    page.wait_for_timeout(500)
    assert played.asked == []


def test_it_is_used_by_keyboard_alone(played, page):
    played.show()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog", name="How can we help?").is_visible()
    page.keyboard.type("Where is my tent?")
    page.keyboard.press("Enter")
    page.get_by_role("log").get_by_text("Where is my tent?").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").is_hidden()
    assert page.evaluate("document.querySelector('segue-chat').shadowRoot.activeElement.id") == "knob"


def test_a_lost_answer_is_asked_for_again_and_the_words_are_there_once(played, page):
    played.fails = 1
    played.show().open()
    page.keyboard.type("Where is my tent?")
    page.keyboard.press("Enter")
    page.get_by_text("Not sent. Trying again").wait_for()
    page.wait_for_function("() => JSON.parse(localStorage.getItem('segue.chat.pending')).length === 0")
    assert len({one["clientId"] for one in played.sent()}) == 1 < len(played.sent())
    assert rows(page) == ["You: Where is my tent?"]


def test_what_was_not_answered_is_sent_by_the_next_page(played, page):
    played.fails = 1
    played.show().open()
    page.keyboard.type("Where is my tent?")
    page.keyboard.press("Enter")
    page.get_by_text("Not sent. Trying again").wait_for()
    page.reload()
    page.wait_for_function("() => JSON.parse(localStorage.getItem('segue.chat.pending')).length === 0")
    played.open()
    assert rows(page) == ["You: Where is my tent?"]


def test_what_somebody_wrote_who_is_signed_in_waits_until_the_next_page_knows_them(played, page):
    kim = "segueChat.identify({userId: 'u1', userHash: '9f'})"
    played.fails = 99
    played.show().open()
    page.evaluate(kim)
    page.get_by_label("Your message").fill("Where is my tent?")
    page.keyboard.press("Enter")
    page.get_by_text("Not sent. Trying again").wait_for()
    page.reload()
    page.wait_for_timeout(500)
    played.fails, before = 0, len(played.sent())
    page.evaluate(kim)
    page.wait_for_function("() => JSON.parse(localStorage.getItem('segue.chat.pending')).length === 0")
    assert len(played.sent()) > before


def test_an_answer_shows_within_two_seconds_and_is_counted_while_it_is_closed(played, page):
    played.says("Hello", "customer")
    played.show().open()
    played.says("On its way")
    page.get_by_role("log").get_by_text("On its way").wait_for(timeout=3000)
    page.keyboard.press("Escape")
    played.says("It is there")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("button", name="Chat with us, 1 new").wait_for()


def test_what_the_shop_asks_first_comes_before_words(played, page):
    played.asks = [{"id": "order", "label": "Order number", "required": False}]
    played.show().open()
    page.get_by_label("Order number (optional)").fill("TL-1001")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Your message").wait_for()
    assert played.sent()[0]["form"] == {"order": "TL-1001"}
    assert played.sent()[0]["page"] == "https://shop.test/product"


def test_a_choice_is_a_button(played, page):
    played.says("How easy was it?", kind="ask", choices=[{"id": "s:6:x", "title": "6"}])
    played.show().open()
    page.get_by_role("button", name="6", exact=True).click()
    page.locator("#list li.me").wait_for()
    assert [(one["choice"], one["text"]) for one in played.sent()] == [("s:6:x", "6")]


def test_markup_of_anybody_is_text(played, page):
    played.says("<img src=x onerror=alert(1)>")
    played.show().open()
    page.get_by_text("<img src=x onerror=alert(1)>").wait_for()
    assert page.locator("#list img").count() == 0


def test_it_goes_on_by_mail_and_by_telephone(played, page):
    played.says("Hello", "customer")
    played.show().open()
    page.get_by_role("button", name="By e-mail").click()
    page.keyboard.type("kim@shop.test")
    page.keyboard.press("Enter")
    page.get_by_text("We have written to you there").wait_for()
    page.get_by_role("button", name="By telephone").click()
    page.get_by_text("Say this code on the telephone: 123 456").wait_for()
    assert played.sent("/move") == [{"channel": "email", "address": "kim@shop.test"}]


def test_it_speaks_the_language_of_the_page_and_says_when_it_is_closed(played, page):
    played.hours = {"open": False, "minutes": 2, "opens": "2026-12-07T08:00:00.000Z"}
    played.show("de-AT").open()
    page.get_by_role("dialog", name="Wie können wir helfen?").wait_for()
    page.get_by_text("Wir sind erst Montag").wait_for()


def test_who_signs_out_leaves_nothing_on_the_page(played, page):
    played.says("Hello", "customer")
    played.show().open()
    page.get_by_text("Hello").wait_for()
    played.turns.clear()
    page.evaluate("segueChat.identify({userId: 'u1', userHash: '9f'})")
    page.wait_for_function("() => JSON.parse(localStorage.getItem('segue.chat.chat'))?.who === 'u u1'")
    assert rows(page) == []
    page.evaluate("segueChat.reset()")
    page.wait_for_timeout(300)
    first, *_, last = played.sent("/v1/chat")
    assert (first["anonymousId"] != last["anonymousId"], "userId" in last) == (True, False)


def test_a_link_opens_the_chat_that_it_leads_to_and_leaves_the_address(played, page):
    played.says("It is in Utrecht.")
    played.show(behind="#segue-chat=c_1.all-1-abc")
    page.get_by_role("log").get_by_text("It is in Utrecht.").wait_for()
    assert page.url == "https://shop.test/product?secret=1"
    assert played.sent("/v1/chat")[0]["back"] == "c_1.all-1-abc"
    page.reload()
    played.open()
    page.get_by_role("log").get_by_text("It is in Utrecht.").wait_for()
    assert {one["back"] for one in played.sent("/v1/chat")} == {"c_1.all-1-abc"}


def test_a_link_that_has_ended_says_so_and_the_chat_is_there(played, page):
    played.show(behind=f"#segue-chat={ENDED}")
    page.get_by_text("This link has ended. Answer the message that it stood in.").wait_for()
    assert [one.get("back") for one in played.sent("/v1/chat")] == [ENDED, None]
    page.get_by_label("Your message").fill("Hello")
    page.keyboard.press("Enter")
    page.get_by_role("log").get_by_text("Hello").wait_for()


def test_who_signs_out_leaves_no_link_either(played, page):
    played.show(behind="#segue-chat=c_1.all-1-abc")
    page.get_by_role("dialog").wait_for()
    page.evaluate("segueChat.reset()")
    page.wait_for_timeout(300)
    page.reload()
    played.open()
    page.wait_for_timeout(300)
    assert "back" not in played.sent("/v1/chat")[-1]
