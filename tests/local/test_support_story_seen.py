"""The same story as people see it: the chat in the shop, the desk and the question, in a real Chromium.

With `STORY_PICTURES=docs/images` it leaves the pictures of the documentation there.
"""

import os
from pathlib import Path

import pytest

from tests.local.support_day import Day, asked_soon
from tests.local.test_console import PATIENCE, sign_in
from tests.local.waiting import eventually
from tests.recorded_webhooks import PAYLOADS

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.stack,
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not PAYLOADS.exists(), reason="no recordings: the folder ../shared/data is not here"),
]
WORDS, ANSWER = "My tent has arrived torn.", "A new one is on its way."


@pytest.fixture
def day(outputs, call, ask, aws, resource, collect):
    """Kim, before anything was said."""
    made = Day(outputs, call, ask, aws, resource)
    with asked_soon(ask):
        made.introduces(collect)
        yield made


@pytest.fixture
def second(browser):
    """The agent's window."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    yield context.new_page()
    context.close()


def test_a_customer_is_heard_on_three_channels_and_answered_on_a_fourth(day, page, second):
    _chats(day, page)
    day.writes_mail("I am on the train: the tear is at the left seam.")
    eventually(lambda: "email" in day.talk(day.known())["channels"])
    day.calls()
    eventually(lambda: "phone" in day.talk(day.known())["channels"])
    _answers(day, second)
    assert day.texts() == [ANSWER]
    _says_how_easy(day, page)
    _looks_back(day, second)


def _chats(day, page):
    """In the shop, without signing in; and goes on by mail."""
    page.goto(day.outputs["shop"])
    page.evaluate(f"localStorage.setItem('segue.anonymous', '{day.browser}')")
    page.reload()
    page.locator("segue-chat #knob").click(timeout=PATIENCE)
    page.locator("segue-chat #entry").fill(WORDS)
    page.locator("segue-chat #entry").press("Enter")
    eventually(lambda: day.talk(day.known()).get("turns"))
    _picture(page, "story-chat")
    page.locator("segue-chat").get_by_role("button", name="By e-mail").click()
    page.locator("segue-chat input[type=email]").fill(day.email)
    page.locator("segue-chat input[type=email]").press("Enter")
    eventually(day.mails)


def _answers(day, page):
    """The agent, who knows all of it, by text message; and resolves."""
    sign_in(page, day.outputs, "agent")
    page.get_by_role("link", name="Inbox").first.click()
    row = page.locator(f"a[href$='{day.talk(day.known())['id']}']").first
    row.wait_for(timeout=PATIENCE)
    _picture(page, "story-inbox")
    row.click()
    page.get_by_text("Marketing is paused").wait_for(timeout=PATIENCE)
    assert page.get_by_text(WORDS).count()
    page.get_by_label("Your answer or note").fill(ANSWER)
    page.get_by_label("Channel", exact=True).select_option("sms")
    _picture(page, "story-answer")
    page.get_by_role("button", name="Send and resolve").click()
    eventually(day.texts)


def _says_how_easy(day, page):
    (question,) = eventually(day.questions)
    page.goto(day.outputs["api"] + question)
    page.get_by_role("radio").nth(5).check(force=True)
    _picture(page, "story-effort")
    page.get_by_role("button").first.click()
    eventually(lambda: day.talk(day.known())["score"] == 6)


def _looks_back(day, page):
    """All of it is on the customer's timeline."""
    page.goto(f"{day.outputs['console']}/people/{day.known()}")
    for words in (WORDS, ANSWER, "Survey"):
        page.get_by_text(words).first.wait_for(timeout=PATIENCE)
    page.locator("#timeline").scroll_into_view_if_needed()
    _picture(page, "story-timeline")


def _picture(page, name):
    folder = os.environ.get("STORY_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")
