"""The demo shop on the running stack, walked through by a person with a browser."""

import re
import time
from typing import Any

import pytest

from tests.local.waiting import eventually

pytestmark = pytest.mark.thorough

SECONDS = 20_000  # milliseconds that a small machine may take for one step
# What the page was told of an answer, what left as it closed, and what goes out from the next page.
LEFT = {"sent", "beacon", "queued"}
SEEN = "() => JSON.parse(sessionStorage.getItem('shop.seen') ?? '[]')"
BOUGHT = [
    "Product List Viewed",
    "Product Clicked",
    "Product Viewed",
    "Product Added",
    "Cart Viewed",
    "identify",
    "Checkout Started",
    "Checkout Step Completed",
    "Payment Info Entered",
    "Order Completed",
]


@pytest.fixture
def shop(page, outputs):
    """A browser in the shop."""
    page.set_default_timeout(SECONDS)
    page.goto(outputs["shop"])
    return page


def seen(page: Any) -> list[tuple[str, str, int | None]]:
    """What the drawer knows: (name, state, status), oldest first."""
    rows = page.evaluate(SEEN)[::-1]
    named = [(row["event"].get("event") or row["event"]["type"], row["state"], row.get("status")) for row in rows]
    return [(name, state, status) for name, state, status in named if name != "page"]


def put_in_cart(page: Any) -> None:
    """From the shelf by the product's page into the cart."""
    page.get_by_role("link", name="Lumen lantern").first.click()
    page.get_by_role("button", name="Add to cart").click()
    page.get_by_role("link", name="View cart").click()
    page.get_by_role("heading", name="Your cart").wait_for()


def sign_in(page: Any, email: str) -> None:
    """With an address nobody checks."""
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Name", exact=True).fill("Robin Field")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Hello, Robin").wait_for()


def check_out(page: Any) -> None:
    """All three steps."""
    page.get_by_role("link", name="Cart").first.click()
    page.get_by_role("link", name="Check out").click()
    for name, value in (("street", "1 Hill Road"), ("zip", "LA22"), ("city", "Ambleside")):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Go on to delivery").click()
    page.get_by_role("button", name="Go on to payment").click()
    page.get_by_role("button", name="Place the order").click()
    page.get_by_role("heading", name="Thank you, Robin").wait_for()


@pytest.fixture
def person(ask):
    """`person(email)`: who is known by this address, once an order of theirs is."""

    def find(email: str) -> dict[str, Any]:
        said = ask("agent", "POST", "/v1/people/find", {"type": "email", "value": email}).json
        return said if said.get("facets", {}).get("orders") else {}

    return lambda email: eventually(lambda: find(email))


def test_a_purchase_is_seen_answered_200_and_makes_a_person_with_an_order(shop, person):
    email = f"sam.{time.time_ns()}@example.com"
    put_in_cart(shop)
    sign_in(shop, email)
    check_out(shop)
    shop.get_by_role("button", name="What Segue saw").click()
    assert [name for name in dict.fromkeys(name for name, _, _ in seen(shop)) if name in BOUGHT] == BOUGHT
    assert {status for _, state, status in seen(shop) if state == "sent"} == {200}
    assert {state for _, state, _ in seen(shop)} <= LEFT
    _is_known(person(email))


def _is_known(known: dict[str, Any]) -> None:
    assert known["traits"]["name"] == "Robin Field"
    assert len(known["facets"]["orders"]) == 1
    assert {one["type"] for one in known["identifiers"]} == {"anonymous_id", "user_id", "email", "order_id"}


def test_a_link_brings_a_cart_back_in_another_browser(page, outputs):
    page.goto(f"{outputs['shop']}cart.html?cart=cart_from_mail&items=lumen:2,morning-ridge:1")
    page.get_by_role("heading", name="Your cart").wait_for()
    assert page.get_by_role("heading", name="Lumen lantern").is_visible()
    assert page.locator(".bill .total dd").inner_text() == "€131.50"
    assert page.url == f"{outputs['shop']}cart.html"


def test_the_mailbox_and_the_phone_can_be_looked_at(page, outputs):
    page.goto(outputs["mail"])
    page.get_by_role("heading", name="Mailbox").wait_for()
    page.get_by_text(re.compile(r"^\d+ mails?$")).wait_for()
    page.goto(outputs["sms"])
    page.get_by_text(re.compile("No text messages yet|Choose a number")).first.wait_for()
