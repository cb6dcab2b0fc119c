"""The console on the running stack, in a real Chromium. What can be seen of a page without a stack is looked at in
`tests/browser`."""

import re
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.thorough, pytest.mark.stack, pytest.mark.browser]
PATIENCE = 30_000  # ms: a cold function, a stream, a poll


@pytest.fixture(scope="module")
def shopper(collect):
    """Posts a batch of events of a new customer; answers the customer's address."""

    def shop(product: str) -> str:
        mark = uuid4().hex[:8]
        traits = {"email": f"{mark}@customers.example", "name": f"Kim {mark}"}
        line = {"cart_id": mark, "product_id": "p1", "name": product, "price": 189, "quantity": 2, "currency": "EUR"}
        who = {"userId": f"user-{mark}"}
        added = {"type": "track", "event": "Product Added", "messageId": f"t-{mark}", "properties": line, **who}
        collect([{"type": "identify", "messageId": f"i-{mark}", "traits": traits, **who}, added])
        return traits["email"]

    return shop


@pytest.fixture
def complaints(page):
    """What the browser itself complains of: errors of scripts, refused resources, violated policies."""
    found: list[str] = []
    page.on("pageerror", lambda wrong: found.append(str(wrong)))
    page.on("console", lambda line: found.append(line.text) if line.type in ("error", "warning") else None)
    return found


def sign_in(page, outputs, role="admin"):
    """Comes in by the form."""
    page.goto(f"{outputs['console']}/sign-in")
    page.get_by_label("E-mail").fill(outputs["staff"][role]["username"])
    page.get_by_label("Password").fill(outputs["staff"][role]["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url, timeout=PATIENCE)


def find(page, sought, *told):
    """Looks somebody up, and again until the stream has brought what is to be told, as an agent would."""
    for _ in range(20):
        page.get_by_role("searchbox", name="Find a customer").first.fill(sought)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if re.search(r"/people/[a-z]_[a-z2-7]{24}$", page.url) and all(page.get_by_text(one).count() for one in told):
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{told} is not told of {sought}")


def test_a_wrong_password_is_told_and_the_right_one_opens(page, outputs, complaints):
    page.goto(outputs["console"])
    page.get_by_label("E-mail").fill(outputs["staff"]["admin"]["username"])
    page.get_by_label("Password").fill("not-the-password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for(timeout=PATIENCE)
    assert "do not fit together" in page.get_by_role("alert").inner_text()
    page.get_by_label("Password").fill(outputs["staff"]["admin"]["password"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Live").wait_for(timeout=PATIENCE)
    assert [one for one in complaints if "401" not in one] == []


def test_an_invited_colleague_chooses_a_password_and_is_in(page, outputs, aws):
    pool, name = outputs["aws"]["user_pool"], f"{uuid4().hex[:8]}@shop.example"
    sent = {"TemporaryPassword": "Invitation-1234", "MessageAction": "SUPPRESS"}
    attributes = [{"Name": "email", "Value": name}, {"Name": "email_verified", "Value": "true"}]
    aws("cognito-idp").admin_create_user(UserPoolId=pool, Username=name, UserAttributes=attributes, **sent)
    aws("cognito-idp").admin_add_user_to_group(UserPoolId=pool, Username=name, GroupName="agent")
    page.goto(f"{outputs['console']}/sign-in")
    page.get_by_label("E-mail").fill(name)
    page.get_by_label("Password").fill("Invitation-1234")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("New password").fill("My-own-password-7")
    page.get_by_role("button", name="Save and sign in").click()
    page.wait_for_url("**/console/inbox", timeout=PATIENCE)
    page.get_by_text(name).first.wait_for(state="attached")  # in the menu, which the inbox keeps narrow


def test_an_event_appears_on_the_live_page_by_itself(page, outputs, shopper, complaints):
    sign_in(page, outputs)
    shopper("Live lantern")
    page.locator(".feed-row", has_text="Product Added").first.wait_for(timeout=PATIENCE)
    newest = page.locator(".feed-row").first.get_attribute("id")
    shopper("Second lantern")
    page.locator(f".feed-row:first-child:not(#{newest})").wait_for(timeout=PATIENCE)
    assert complaints == []


def test_a_paused_page_keeps_still(page, outputs, shopper):
    sign_in(page, outputs)
    page.get_by_role("button", name="Pause").click()
    page.wait_for_timeout(2500)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shopper("Silent lantern")
    page.wait_for_timeout(3000)
    assert asked == []
    with page.expect_request("**/live/new*", timeout=PATIENCE):
        page.get_by_role("button", name="Resume").click()


def test_a_customer_is_found_and_told(page, outputs, shopper, complaints):
    address = shopper("Tent for two")
    sign_in(page, outputs, "agent")
    find(page, address, address, "Tent for two", "€378.00", "Open cart", "Product Added")
    assert address not in page.url
    assert page.get_by_role("heading", level=1).inner_text().startswith("Kim")
    assert complaints == []


def test_all_of_it_can_be_read_without_a_script(browser, outputs, shopper):
    address = shopper("Scriptless stove")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, outputs)
    find(page, address, "Scriptless stove", "Product Added")
    page.get_by_role("link", name="Live", exact=True).click()
    assert page.get_by_role("link", name="Refresh").is_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for(timeout=PATIENCE)
    context.close()


def test_the_keyboard_alone_is_enough(page, outputs):
    sign_in(page, outputs)
    page.keyboard.press("/")
    page.keyboard.type("nobody@customers.example")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("Nothing leads to").wait_for(timeout=PATIENCE)
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(("role", "places"), [("agent", 6), ("marketer", 17)])
def test_the_menu_shows_what_the_role_may_see(page, outputs, role, places):
    sign_in(page, outputs, role)
    assert page.locator(".nav a").count() == places
    answer = page.goto(f"{outputs['console']}/quarantine")
    assert answer.status == 403
