"""The desk in the console, in a real Chromium: what comes by itself, drafts, files, the keyboard."""

from uuid import uuid4

import pytest

from tests.local.test_console import PATIENCE, sign_in

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]
KNOWN = {}  # the cookies of a role


class Customer:
    """Somebody new who writes in a chat of the shop's program."""

    def __init__(self, report):
        self.mark, self.said, self._report = uuid4().hex[:8], 0, report
        self.name, self.address = f"Kim {self.mark}", f"{self.mark}@customers.example"
        traits = {"email": self.address, "name": self.name}
        report([{"type": "identify", "messageId": f"i-{self.mark}", "userId": self.mark, "traits": traits}])

    def says(self, text):
        """Words in the chat."""
        self.said += 1
        turn = {"conversation_id": f"chat-{self.mark}", "author": "customer", "text": text, "channel": "chat"}
        told = {"event": "Conversation Turn", "properties": turn | {"turn_id": f"{self.mark}-{self.said}"}}
        self._report([{"type": "track", "messageId": f"{self.mark}-{self.said}", "userId": self.mark, **told}])
        return self


def at_the_inbox(page, outputs, role):
    """As who has signed in before; the first time by the form, as `test_console.py` always does."""
    page.context.add_cookies(KNOWN.get(role, []))
    page.goto(f"{outputs['console']}/inbox")
    if "/sign-in" in page.url:
        sign_in(page, outputs, role)
        KNOWN[role] = page.context.cookies()
        page.get_by_role("link", name="Inbox").first.click()


def opened(page, outputs, customer, role):
    """Opens the conversation from the inbox as soon as it is there."""
    at_the_inbox(page, outputs, role)
    page.locator(".talk-row", has_text=customer.name).click(timeout=PATIENCE)
    page.get_by_label("Your answer or note").wait_for()
    return page


def answered(page, text):
    """Types an answer and sends it."""
    page.get_by_label("Your answer or note").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Send", exact=True).click()


def test_new_words_appear_in_the_inbox_and_in_the_conversation_by_themselves(desk, kim):
    page, before = desk, desk.url
    page.get_by_label("Your answer or note").fill("half a sen")
    kim.says("Hello? Anybody?")
    page.locator(".turn", has_text="Hello? Anybody?").wait_for(timeout=PATIENCE)
    page.locator(".talk-row-preview, .talk-row-words", has_text="Hello? Anybody?").first.wait_for(timeout=PATIENCE)
    assert (page.url, page.get_by_label("Your answer or note").input_value()) == (before, "half a sen")


def test_a_draft_is_there_again(desk):
    desk.get_by_label("Your answer or note").fill("half a sen")
    desk.get_by_text("Kept as a draft").wait_for(timeout=PATIENCE)
    desk.reload()
    assert desk.get_by_label("Your answer or note").input_value() == "half a sen"


def test_the_keyboard_leads_from_the_inbox_into_a_conversation(desk, kim):
    desk.keyboard.press("i")
    desk.get_by_role("heading", name="Inbox").wait_for()
    desk.locator(".talk-row", has_text=kim.name).wait_for(timeout=PATIENCE)
    desk.keyboard.press("j")
    assert desk.evaluate("document.activeElement.className").startswith("talk-row")
    desk.locator(".talk-row", has_text=kim.name).press("Enter")
    desk.get_by_label("Your answer or note").wait_for()


def test_the_keyboard_notes_and_resolves(desk):
    desk.keyboard.press("n")
    desk.keyboard.type("Ask the depot")
    with desk.expect_navigation():
        desk.keyboard.press("Control+Enter")
    desk.get_by_text("Note, for the staff alone").wait_for()
    with desk.expect_navigation():
        desk.keyboard.press("e")
    desk.get_by_text("Resolved.", exact=True).wait_for()


def test_who_is_signed_out_meanwhile_keeps_what_was_typed(desk):
    desk.get_by_label("Your answer or note").fill("half a sen")
    desk.context.clear_cookies()
    desk.get_by_text("You are signed out.").wait_for(timeout=PATIENCE)
    assert desk.get_by_label("Your answer or note").input_value() == "half a sen"


def test_a_file_is_uploaded_by_the_page_itself_and_named_in_the_box(desk, outputs):
    taken = []

    def store(route):
        taken.append(route.request)
        route.fulfill(status=204, headers={"access-control-allow-origin": "*"})

    desk.route(lambda url: not url.startswith(outputs["console"]), store)
    desk.locator("#reply-file").set_input_files({"name": "label.pdf", "mimeType": "application/pdf", "buffer": b"pdf"})
    desk.get_by_text("label.pdf", exact=True).wait_for(timeout=PATIENCE)
    assert [one.method for one in taken] == ["POST"]
    desk.locator("#reply-file").set_input_files({"name": "run.exe", "mimeType": "application/x", "buffer": b"no"})
    desk.get_by_text("run.exe was not attached").wait_for(timeout=PATIENCE)


def test_help_for_the_keyboard_opens_and_closes(page, outputs):
    sign_in(page, outputs, "agent")
    page.goto(f"{outputs['console']}/inbox")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog", name="Keyboard").count() == 0


def test_a_conversation_is_answered_without_a_script(browser, outputs, kim):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, outputs, "agent")
    for _ in range(30):
        page.goto(f"{outputs['console']}/inbox")
        if page.locator(".talk-row", has_text=kim.name).count():
            break
        page.wait_for_timeout(1000)
    page.locator(".talk-row", has_text=kim.name).click()
    answered(page, "Without a script")
    assert page.locator(".turn.ours", has_text="Without a script").is_visible()
    context.close()
