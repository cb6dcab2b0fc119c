"""What agents do at the desk, in a real Chromium: macros and what they set, colleagues in notes, away and back."""

import pytest

from tests.browser.axe import grave
from tests.local.test_console import PATIENCE
from tests.local.test_desk import Customer, opened

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]
BOX = "Your answer or note"


@pytest.fixture
def kim(report):
    """A customer who has written."""
    return Customer(report).says("Where is my tent?")


@pytest.fixture
def desk(page, outputs, kim):
    """An agent on the page of Kim's conversation."""
    return opened(page, outputs, kim, "agent")


@pytest.fixture
def admin(browser, outputs, kim):
    """Another window, of an administrator who reads the inbox: who has signed in has a name."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = opened(context.new_page(), outputs, kim, "admin")
    page.goto(f"{outputs['console']}/inbox")
    yield page
    context.close()


@pytest.fixture
def noting(desk, admin):
    """The agent's box for a note."""
    desk.wait_for_timeout(1000)
    desk.reload()
    desk.get_by_role("radio", name="Note").check()
    desk.get_by_label(BOX).focus()
    return desk


def with_macro(page, name):
    """Puts a macro into the box."""
    page.locator(".offers-menu summary").click()
    page.locator(".offer-use", has_text=name).click()
    page.locator("#reply-sets input").first.wait_for(timeout=PATIENCE)


def test_a_macro_comes_with_what_it_sets_and_an_emptied_box_has_nothing_of_it(desk):
    with_macro(desk, "Return label sent")
    assert desk.get_by_label("Topic Returns").is_checked()
    desk.get_by_label("Tag return-label").uncheck()
    assert grave(desk) == []
    desk.get_by_label(BOX).fill("")
    assert (desk.locator("#reply-sets input").count(), desk.locator('[name="macro"]').input_value()) == (0, "")
    with_macro(desk, "Return label sent")
    desk.get_by_label("Tag return-label").uncheck()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Send", exact=True).click()
    desk.get_by_text("sent return label", exact=True).wait_for(timeout=PATIENCE)
    assert desk.get_by_label("Topic", exact=True).input_value() == "Returns"
    assert desk.get_by_label("Tags, with commas").input_value() == ""


def test_a_macro_that_resolves_has_that_ticked(desk):
    with_macro(desk, "Glad to help")
    assert desk.get_by_label("Send and resolve").is_checked()
    with desk.expect_navigation():
        desk.get_by_label(BOX).press("Control+Enter")
    desk.get_by_text("Sent and resolved.").wait_for()


def test_colleagues_are_suggested_in_a_note_by_keyboard(noting):
    box, names = noting.get_by_label(BOX), noting.get_by_role("listbox", name="Colleagues")
    box.press_sequentially("Look, @ad")
    names.wait_for()
    assert (box.get_attribute("role"), box.get_attribute("aria-expanded")) == ("combobox", "true")
    chosen = noting.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert (chosen.get_attribute("data-name"), grave(noting)) == ("admin", [])
    box.press("Escape")
    assert (names.count(), box.input_value(), box.get_attribute("role")) == (0, "Look, @ad", None)
    box.press_sequentially("m")
    box.press("ArrowDown")
    box.press("Enter")
    assert (box.input_value(), names.count()) == ("Look, @admin ", 0)


def test_an_answer_suggests_nobody(noting):
    noting.get_by_role("radio", name="Answer").check()
    noting.get_by_label(BOX).press_sequentially("Look, @ad")
    assert noting.get_by_role("listbox", name="Colleagues").count() == 0


def test_who_is_called_is_told_in_the_inbox(noting, admin, kim):
    noting.get_by_label(BOX).fill("Look, @admin")
    with noting.expect_navigation():
        noting.get_by_label(BOX).press("Control+Enter")
    admin.locator("#inbox-mentions .badge").wait_for(timeout=PATIENCE)
    admin.get_by_role("link", name="Mentions me").click()
    admin.locator(".talk-row", has_text=kim.name).locator(".badge", has_text="Mentions you").wait_for(timeout=PATIENCE)


def test_away_and_back_without_leaving_the_page_and_read_out(desk):
    desk.get_by_label(BOX).fill("half a sen")
    said = desk.locator("#presence-said")
    desk.get_by_role("button", name="I am away").click()
    said.get_by_text("Away", exact=True).wait_for(timeout=PATIENCE)
    assert (said.get_attribute("role"), desk.get_by_label(BOX).input_value()) == ("status", "half a sen")
    assert desk.evaluate("document.activeElement.id") == "presence-switch"
    assert grave(desk) == []
    desk.get_by_role("button", name="I am back").click()
    said.get_by_text("Available", exact=True).wait_for(timeout=PATIENCE)


def another_matter(desk, report, kim):
    """Kim's chat is about tents, and a mail about poles."""
    mail = {
        "conversation_id": f"email:{kim.mark}",
        "author": "customer",
        "text": "The pole is broken",
        "topic": "Poles",
    }
    told = {"event": "Conversation Turn", "properties": mail | {"channel": "email", "turn_id": f"{kim.mark}-mail"}}
    desk.get_by_label("Topic", exact=True).fill("Tents")
    with desk.expect_navigation():
        desk.locator("#sorting").get_by_role("button", name="Save").click()
    report([{"type": "track", "messageId": f"{kim.mark}-mail", "userId": kim.mark, **told}])
    others = desk.locator("details", has=desk.get_by_role("heading", name="Other conversations"))
    for _ in range(30):
        if others.count():
            break
        desk.wait_for_timeout(1000)
        desk.reload()
    return others


def said(page):
    """What was said, as it is read."""
    return [one.inner_text() for one in page.locator(".turn-text").all()]


def test_two_conversations_are_merged_read_as_one_and_parted(desk, report, kim):
    another_matter(desk, report, kim).get_by_role("link", name="Merge").click()
    desk.get_by_role("heading", name="Are these two one matter?").wait_for()
    assert grave(desk) == []
    desk.get_by_role("button", name="Merge", exact=True).click()
    desk.get_by_text("Merged. What was said in both stands here in order of time.").wait_for(timeout=PATIENCE)
    assert (said(desk), grave(desk)) == (["Where is my tent?", "The pole is broken"], [])
    desk.locator("#fold-merged > summary").click()
    desk.get_by_role("link", name="Part").last.click()
    desk.get_by_role("button", name="Part them").click()
    desk.get_by_text("Parted. Each of them has its own again.").wait_for(timeout=PATIENCE)
    assert said(desk) == ["Where is my tent?"]
