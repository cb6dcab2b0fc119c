"""The shop's browser script, `segue.js`, in a real browser against an ingest that answers as it is told."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

from segue_tools.places import SHOP
from tests.browser.shop_stand import Stand, stand

pytestmark = pytest.mark.thorough

LOAD = """async (options) => {
  window.segue = (await import("/segue.js")).default;
  if (options) segue.load("wk_test", options);
}"""

NOTHING_WAITS = "() => !Object.keys(localStorage).some((name) => name.startsWith('segue.queue.'))"


@pytest.fixture
def shop() -> Iterator[Stand]:
    """The shop's files and a fake ingest."""
    with stand() as made:
        yield made


@pytest.fixture
def visit(page, shop):
    """`visit()` opens a page with the script loaded; `visit(consent="required")` one that asks first."""

    def open_page(**options: Any) -> Any:
        page.goto(f"{shop.shop}/?from=test")
        page.evaluate(LOAD, {"host": shop.ingest, **options})
        return page

    return open_page


def test_the_script_is_small():
    assert len(gzip.compress((SHOP / "segue.js").read_bytes())) < 4096


def test_events_leave_together_in_order_and_without_a_preflight(visit, shop):
    visit().evaluate(
        "() => { segue.page('Home'); segue.track('Product Viewed', {price: 5}); segue.identify({email: 'a@b.c'}) }"
    )
    (request,) = shop.wait(1)
    assert (request["method"], request["path"], request["type"]) == ("POST", "/v1/batch", "text/plain")
    assert [event["type"] for event in request["body"]["batch"]] == ["page", "track", "identify"]
    assert request["body"]["writeKey"] == "wk_test"
    assert request["body"]["sentAt"] >= request["body"]["batch"][-1]["timestamp"]


def test_an_event_says_where_it_comes_from(visit, shop):
    visit().evaluate("() => segue.track('Product Viewed', {price: 5})")
    event = shop.wait(1)[0]["body"]["batch"][0]
    assert event["event"] == "Product Viewed"
    assert event["properties"] == {"price": 5}
    assert event["context"]["library"]["name"] == "segue.js"
    assert event["context"]["page"]["search"] == "?from=test"
    assert {"userAgent", "locale", "timezone"} <= set(event["context"])
    assert len(event["messageId"]) == len(event["anonymousId"]) == 36


def test_later_means_later_and_the_same_events(visit, shop):
    shop.answers = [(429, {"Retry-After": "1"})]
    visit().evaluate("() => segue.track('Cart Viewed')")
    first, second = shop.wait(2)
    assert second["time"] - first["time"] > 0.9
    assert first["body"]["batch"] == second["body"]["batch"]


def test_a_retry_after_outlives_the_page(visit, shop):
    shop.answers = [(503, {"Retry-After": "2"})]
    page = visit()
    page.evaluate("() => segue.track('Cart Viewed')")
    first = shop.wait(1)[0]
    page.wait_for_function(
        "() => localStorage.getItem('segue.after')"
    )  # a page that has not read the answer may ask at once
    visit()
    second = shop.wait(2)[1]
    assert second["time"] - first["time"] > 1.9
    assert [event["event"] for event in shop.events] == ["Cart Viewed"]


def test_what_was_refused_is_not_sent_again(visit, shop):
    shop.answers = [(400, {})]
    page = visit()
    page.evaluate("() => segue.track('Cart Viewed')")
    shop.wait(1)
    page.wait_for_function(NOTHING_WAITS)  # a page that has not read the answer may send it again
    visit().evaluate("() => segue.track('Order Completed')")
    assert [event["event"] for event in shop.wait(2)[1]["body"]["batch"]] == ["Order Completed"]


def test_what_waits_when_the_page_closes_leaves_by_beacon(visit, shop):
    visit().evaluate("() => { segue.track('Product Clicked'); dispatchEvent(new Event('pagehide')) }")
    (request,) = shop.wait(1)
    assert request["path"] == "/beacon/v1/batch?writeKey=wk_test"
    assert request["type"].startswith("text/plain")
    assert [event["event"] for event in request["body"]["batch"]] == ["Product Clicked"]


def test_an_event_survives_a_network_that_is_away(visit, shop):
    page = visit()
    page.context.set_offline(True)
    page.evaluate("() => segue.track('Cart Viewed')")
    page.wait_for_timeout(400)
    page.context.set_offline(False)
    shop.wait(1)
    assert [event["event"] for event in shop.events] == ["Cart Viewed"]


def test_what_is_said_before_load_is_kept(page, shop):
    page.goto(shop.shop)
    page.evaluate(LOAD, None)
    page.evaluate("(host) => { segue.track('Early'); segue.load('wk_test', {host}); segue.track('Late') }", shop.ingest)
    assert [event["event"] for event in shop.wait(1)[0]["body"]["batch"]] == ["Early", "Late"]


def test_nothing_is_measured_before_a_yes_nor_after_a_no(visit, shop):
    page = visit(consent="required")
    page.evaluate("() => segue.track('Before')")
    assert page.evaluate("() => segue.anonymousId()") is None
    page.evaluate("() => { segue.consent(true); segue.track('Between') }")
    shop.wait(1)
    page.evaluate("() => { segue.consent(false); segue.track('After') }")
    page.wait_for_timeout(400)
    assert [event["event"] for event in shop.events] == ["Between"]
    assert page.evaluate("() => segue.anonymousId()") is None


def test_somebody_else_on_the_same_device_is_a_new_visitor(visit, shop):
    visit().evaluate(
        "() => { segue.page(); segue.identify('cus_1', {}); segue.identify('cus_2', {}); segue.reset(); segue.page() }"
    )
    shop.wait(1)
    named = [(event["userId"], event["anonymousId"]) for event in shop.events]
    visitors = [anonymous for _, anonymous in named]
    assert [user for user, _ in named] == [None, "cus_1", "cus_2", None]
    assert visitors[0] == visitors[1]
    assert len(set(visitors)) == 3


def test_a_large_queue_leaves_in_pieces_that_a_browser_allows(visit, shop):
    visit().evaluate("() => { for (let n = 0; n < 40; n++) segue.track('Long', {text: 'ü'.repeat(4000)}) }")
    shop.wait(3)
    deadline = shop.asked[0]["time"] + 10
    while len(shop.events) < 40 and shop.asked[-1]["time"] < deadline:
        shop.wait(len(shop.asked) + 1)
    assert len({event["messageId"] for event in shop.events}) == len(shop.events) == 40
