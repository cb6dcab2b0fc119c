"""The bell of the demo shop, in a real browser: what is written to who is here, read where it stands."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.shop_stand import Stand, stand

pytestmark = pytest.mark.thorough

TENT = {"id": "u_1_m1", "title": "Your tent is back", "body": "It can be bought again.", "link": "/shop/?q=tent"}
CART = {"id": "u_1_m2", "title": "Your cart is still here", "body": "Together 228.50 EUR.", "link": ""}
MORE = {"image": "", "time": "2026-12-01T09:00:00.000Z", "until": "2026-12-31T09:00:00.000Z"}
INBOX = [{**TENT, **MORE, "read": False}, {**CART, **MORE, "read": True}]


@pytest.fixture
def shop() -> Iterator[Stand]:
    """The shop's files and a fake ingest."""
    with stand() as made:
        yield made


@pytest.fixture
def asked(page, shop) -> list[dict[str, Any]]:
    """Opens the shop beside a stack that is played; answers what its inbox was asked."""
    found: list[dict[str, Any]] = []
    config = {"write_key": "wk_test", "ingest": shop.ingest, "api": shop.shop}
    page.route("**/local/config.json", lambda route: route.fulfill(json=config))
    page.route("**/local/proof", lambda route: route.fulfill(json={"userHash": "9f"}))
    page.route("**/v1/inbox", lambda route: (found.append(json.loads(route.request.post_data)), _inbox(route)))
    page.goto(f"{shop.shop}/index.html")
    return found


def _inbox(route: Any) -> None:
    route.fulfill(json={"messages": INBOX, "unread": 1})


def told(shop: Stand, event: str) -> list[Any]:
    """What was reported under this name."""
    return [one["properties"] for one in shop.events if one.get("event") == event]


def opened(page: Any) -> Any:
    page.get_by_role("button", name="Messages, 1 unread").click()
    return page.get_by_role("region", name="Messages for you")


def test_the_bell_counts_what_is_unread_and_opening_it_reads_it(page, shop, asked):
    panel = opened(page)
    assert panel.get_by_text("Your tent is back").is_visible()
    page.wait_for_function("() => Object.keys(localStorage).every((name) => !name.startsWith('segue.queue.'))")
    assert told(shop, "Message Read") == [{"message_id": "u_1_m1", "channel": "inapp"}]
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Messages", exact=True).is_visible()
    assert panel.is_hidden()


def test_what_is_put_away_is_gone_and_told(page, shop, asked):
    panel = opened(page)
    panel.get_by_role("button", name="Put away: Your tent is back").click()
    assert panel.get_by_text("Your tent is back").count() == 0
    assert panel.get_by_text("Your cart is still here").is_visible()
    page.wait_for_function("() => Object.keys(localStorage).every((name) => !name.startsWith('segue.queue.'))")
    assert told(shop, "Message Dismissed") == [{"message_id": "u_1_m1", "channel": "inapp"}]


def test_a_visitor_asks_as_a_browser_and_a_customer_with_the_proof_of_the_shop_s_server(page, shop, asked):
    page.get_by_role("button", name="Messages, 1 unread").wait_for()
    assert {one.keys() == {"writeKey", "anonymousId"} for one in asked} == {True}
    page.evaluate("async () => (await import('/segue.js')).default.identify('cus_1', {email: 'kim@shop.test'})")
    page.reload()
    page.get_by_role("button", name="Messages, 1 unread").wait_for()
    assert (asked[-1]["userId"], asked[-1]["userHash"]) == ("cus_1", "9f")


def test_a_message_cannot_bring_markup_into_the_shop(page, shop, asked):
    evil = {**INBOX[0], "title": "<img src=x onerror=alert(1)>", "link": ""}
    page.unroute("**/v1/inbox")
    page.route("**/v1/inbox", lambda route: route.fulfill(json={"messages": [evil], "unread": 1}))
    page.reload()
    assert opened(page).get_by_text("<img src=x onerror=alert(1)>").is_visible()
