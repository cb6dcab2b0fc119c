"""What the tour's pages show of what the stack says: where something is, one's own mails, what can be pressed."""

import json

import pytest

from tests.browser.tour_stand import stand

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
ADA = "ada@example.com"
SAYS = {"done": False, "facts": ["Waiting."], "links": [], "ids": [], "ready": False}
CHAT = """const chat = document.createElement("segue-chat");
chat.attachShadow({mode: "open"}).innerHTML = "<section id=box hidden></section><button id=knob>Chat</button>";
document.body.append(chat); window.segueChat = {identify() {}};"""
IN_VIEW = """(one) => { const {top, height} = one.getBoundingClientRect();
  return top < innerHeight && top + Math.min(height, 50) > 0 && getComputedStyle(one).outlineStyle === "solid" }"""


@pytest.fixture(scope="module")
def addresses():
    """Of the tour and the phone."""
    with stand() as made:
        yield made


@pytest.fixture
def says():
    """What the stack says of a step, to be changed by a test."""
    return dict(SAYS)


@pytest.fixture
def tour(page, addresses, says):
    """The tour, of which the stack says what a test wants."""
    page.set_viewport_size({"width": 1300, "height": 700})
    page.route("**/local/tour/look", lambda route: route.fulfill(json=says))
    page.route("**/local/mail.json", lambda route: route.fulfill(json=_box(ADA, "kim@example.com")))
    page.route("**/chat.js", lambda route: route.fulfill(body=CHAT, content_type="text/javascript"))
    page.goto(f"{addresses.tour}/tour/")
    page.locator("#step-visitor .waiting").wait_for()
    return page


def _box(*to):
    mails = [
        {
            "MessageId": str(nth),
            "Source": "shop@shop.example",
            "To": [one],
            "Subject": f"To {one}",
            "BodyText": "Hello.",
        }
        for nth, one in enumerate(to)
    ]
    return {"messages": {"0": [{**one, "Timestamp": 1_790_000_000 + nth} for nth, one in enumerate(mails)]}}


def _step(tour, step):
    if tour.locator(f"#step-{step}").get_attribute("open") is None:
        tour.locator(f"#step-{step} > summary").click()
    return tour.locator(f"#step-{step}")


@pytest.mark.parametrize(
    ("step", "frames", "target"),
    [
        ("visitor", ["#frame-shop"], "#found .grid"),
        ("cart", ["#frame-shop"], "#found .grid"),
        ("phone", ["#frame-phone", "iframe"], "#code .field"),
        ("support", ["#frame-shop"], "#knob"),
    ],
)
def test_show_me_where_draws_a_line_around_it_for_two_seconds(tour, step, frames, target):
    _step(tour, step).get_by_role("button", name="Show me where").click()
    place = tour
    for one in frames:
        place = place.frame_locator(one)
    place.locator(f"{target}[data-pointed]").wait_for()
    assert place.locator(target).evaluate(IN_VIEW)
    place.locator(f"{target}:not([data-pointed])").wait_for()
    assert not place.locator(target).evaluate(IN_VIEW)


def test_the_phone_that_is_still_loading_is_pointed_at_too(tour):
    tour.evaluate("""() => { document.querySelector("#step-phone").open = true;
      document.querySelector("#step-phone .toward").click() }""")
    tour.frame_locator("#frame-phone").frame_locator("iframe").locator("#code .field[data-pointed]").wait_for()


def test_the_mailbox_is_one_s_own_and_its_newest_mail_is_open(tour):
    tour.evaluate("(email) => localStorage.setItem('shop.account', JSON.stringify({email}))", ADA.upper())
    _step(tour, "mail")
    box = tour.frame_locator("#frame-mail")
    box.get_by_role("heading", name=f"To {ADA}").wait_for()
    assert box.locator(".list").is_hidden()
    assert box.locator("#reader").evaluate("(one) => one.clientWidth === one.closest('.box').clientWidth")
    box.get_by_role("button", name="All mails").click()
    assert box.locator("#rows .mail .subject").all_inner_texts() == [f"To {ADA}"]


def test_before_there_is_an_account_nobody_s_mails_are_shown(tour):
    _step(tour, "mail")
    tour.frame_locator("#frame-mail").get_by_role("heading", name="No mail yet").wait_for()


def test_the_mailbox_of_all_opens_a_mail_when_it_is_chosen(tour, addresses):
    tour.goto(f"{addresses.tour}/mail")
    tour.locator("#rows .mail").nth(1).wait_for()
    assert tour.get_by_text("Choose a mail to read it.").is_visible()
    tour.locator("#rows .mail").first.click()
    tour.locator("#reader h2").wait_for()
    assert tour.locator("#panes").evaluate("(one) => one.clientWidth === one.closest('.box').clientWidth")


def test_the_mail_can_be_sent_once_the_chat_was_moved(tour, says):
    step = _step(tour, "switch")
    send, why = step.get_by_role("button", name="Send the mail"), step.get_by_text("First press By e-mail in the chat")
    step.get_by_text("Waiting.").wait_for()
    assert send.is_disabled()
    assert why.is_visible()
    says["ready"] = True
    step.locator("form[data-ready=yes]").wait_for()
    assert send.is_enabled()
    assert why.is_hidden()


def test_ids_stand_behind_details(tour, says):
    says |= {"done": True, "facts": ["You are one person."], "ids": ["You: a_1"]}
    step = tour.locator("#step-visitor")
    step.locator(".inside > ul").get_by_text("You are one person.").wait_for()
    assert step.get_by_text("You: a_1").is_hidden()
    step.get_by_text("Details", exact=True).click()
    assert step.get_by_text("You: a_1").is_visible()
    assert json.loads(tour.evaluate("localStorage.getItem('tour.far')"))["done"]["visitor"]["ids"] == ["You: a_1"]


def test_a_customer_is_told_where_a_code_is_from_in_words(page, addresses):
    page.goto(f"{addresses.tour}/shop/cart.html")
    page.get_by_text("Customers get it from an agent").wait_for()
    assert "/v1/" not in page.locator("main").inner_text()
