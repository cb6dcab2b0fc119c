"""A cart goes from one browser to another on the running stack: by link, and by six digits."""

import time
from typing import Any

import pytest

from tests.local.test_shop import SECONDS, put_in_cart, sign_in
from tests.local.waiting import eventually

pytestmark = pytest.mark.thorough

COLD = 60_000  # ms: a function of the local stack may start while many others do


@pytest.fixture
def offer(page, outputs, ask):
    """What an agent gets for the cart of somebody who has just filled one."""
    page.set_default_timeout(SECONDS)
    page.goto(outputs["shop"])
    put_in_cart(page)
    email = f"alex.{time.time_ns()}@example.com"
    sign_in(page, email)
    who = {"type": "email", "value": email}
    person, cart = eventually(lambda: filled(ask("agent", "POST", "/v1/people/find", who).json))
    answer = ask("agent", "POST", f"/v1/people/{person}/carts/{cart}/handover")
    assert answer.status == 201
    return answer.json


@pytest.fixture
def device(browser):
    """`device()` is a fresh browser that shares nothing with the others."""
    contexts = []

    def fresh() -> Any:
        contexts.append(browser.new_context(viewport={"width": 390, "height": 844}))
        made = contexts[-1].new_page()
        made.set_default_timeout(COLD)
        return made

    yield fresh
    for one in contexts:
        one.close()


def filled(said: dict[str, Any]) -> tuple[str, str] | None:
    """The ids of a person and of the open cart; nothing while there is none."""
    carts = [one for one in said.get("facets", {}).get("carts", []) if one["open"]]
    return (said["id"], carts[0]["id"]) if carts else None


def shows_the_lantern(page: Any) -> None:
    page.get_by_role("heading", name="Your cart").wait_for()
    page.get_by_role("heading", name="Lumen lantern").wait_for()


def test_the_link_opens_the_cart_in_a_second_browser(offer, device, outputs):
    page = device()
    page.goto(offer["link"])
    page.get_by_text("1 × Lumen lantern").wait_for()
    page.get_by_role("button", name="Open it on this device").click()
    page.wait_for_url(f"{outputs['shop']}cart.html*")
    shows_the_lantern(page)
    page.goto(f"{outputs['shop']}cart.html")
    shows_the_lantern(page)


def test_six_digits_open_the_cart_in_one_browser_and_in_no_other(offer, device, outputs):
    first, other = device(), device()
    for page in (first, other):
        page.goto(f"{outputs['shop']}cart.html")
        page.get_by_label("Have a code?").fill(offer["code"])
        page.get_by_role("button", name="Open that cart").click()
        if page is first:
            shows_the_lantern(page)
    other.get_by_text("this code has been used").wait_for()
    assert other.get_by_role("heading", name="Your cart is empty").is_visible()


def test_a_code_that_was_never_given_is_refused_in_words(device, outputs):
    page = device()
    page.goto(f"{outputs['shop']}cart.html")
    page.get_by_label("Have a code?").fill("000000")
    page.get_by_role("button", name="Open that cart").click()
    page.get_by_text("there is no such code").wait_for()


def test_a_code_needs_no_script(offer, device, outputs):
    page = device()
    page.goto(f"{outputs['api']}/c/{offer['code']}")
    page.get_by_role("button", name="Open it on this device").click()
    shows_the_lantern(page)
