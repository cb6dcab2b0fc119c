"""Placements in a real browser: filled in the view in which something was done; seen and clicked told as events."""

from typing import Any

import pytest

from segue.scripts import script
from tests.browser.shop_stand import CORS, Stand, stand

pytestmark = pytest.mark.thorough

ANSWER = {"variant": "tents", "content": {"title": "<b>Tents</b>", "url": "/tents"}, "reason": "fits", "holdout": False}
NOTHING = {"variant": None, "content": None, "reason": "no-variant", "holdout": False}
BLANK = """<section data-segue-placement="hero" style="min-height: 200px"><h1 data-segue-field="title">Welcome</h1>
<a href="/" data-segue-field="url">Go</a></section>"""
START = """async ([ingest, html, given]) => {
  document.body.innerHTML = html;
  window.segue = (await import("/segue.js")).default;
  segue.load("wk_test", { host: ingest });
  window.placements = (await import("/placements.js")).default;
  window.tokens = ["t1", "t2"];
  const token = given === "function" ? async () => tokens.shift() : given;
  await placements.start(segue, { api: "https://api.test", writeKey: "wk_test", token });
}"""


@pytest.fixture
def shop():
    """The shop's files and a fake ingest."""
    with stand() as made:
        yield made


@pytest.fixture
def visit(page, shop: Stand):
    """`visit(answers)` opens the page; each answer is what `decide` says of the hero, the last one again and again."""
    asked: list[Any] = []

    def opened(*answers, html=BLANK, consent=True, token=None, ended=(), status=401):
        def decide(route):
            asked.append(route.request.post_data_json)
            if asked[-1].get("token") in ended:
                return route.fulfill(status=status, json={}, headers=CORS)
            said = {
                "placements": {"hero": answers[min(len(asked), len(answers)) - 1]},
                "segments": [],
                "visit": ["u_a"],
            }
            return route.fulfill(json=said, headers=CORS)

        page.route("https://api.test/v1/decide", decide)
        kind = {"content-type": "text/javascript"}
        page.route("**/placements.js", lambda route: route.fulfill(headers=kind, body=script("/placements.js").content))
        page.goto(f"{shop.shop}/")
        if not consent:
            page.evaluate("() => localStorage.setItem('segue.consent', 'no')")
        else:
            page.evaluate("() => localStorage.setItem('segue.anonymous', 'a1')")
        page.evaluate(START, [shop.ingest, html, token])
        return page, asked

    return opened


def test_a_place_is_filled_with_text_and_links_and_nothing_of_it_is_markup(visit):
    page, asked = visit(ANSWER)
    assert page.locator("h1").inner_html() == "&lt;b&gt;Tents&lt;/b&gt;"
    assert page.locator("a").get_attribute("href") == "/tents"
    assert (asked[0]["placements"], asked[0]["anonymousId"]) == (["hero"], "a1")


LIST = """<section data-segue-placement="hero" style="min-height: 200px"><h2 data-segue-field="title">Own</h2><ul>
<template data-segue-item><li><a data-segue-field="title url" href="/"></a><img data-segue-field="picture" alt="">
<i data-segue-field="reason"></i></li></template></ul></section>"""
REASON = {"because": "popular", "words": "Bought by many", "product": "", "product_title": "", "people": 9}
MUG = {"product_id": "mug", "title": "<i>Mug</i>", "url": "/mug", "picture": "/mug.png", "reason": REASON}
ITEMS = [MUG, MUG | {"product_id": "cup", "title": "Cup", "url": "javascript:alert(1)"}]
LISTED = ANSWER | {"content": {"title": "For you", "items": ITEMS}}


def test_a_list_repeats_the_template_for_each_thing_and_a_click_names_the_thing(visit, shop):
    page, _ = visit(LISTED, html=LIST)
    rows = page.locator("li")
    assert [one.get_attribute("data-segue-item") for one in rows.all()] == ["mug", "cup"]
    assert page.locator("li i").all_inner_texts() == ["Bought by many", "Bought by many"]
    assert page.locator("li a").first.inner_html() == "&lt;i&gt;Mug&lt;/i&gt;"
    assert [one.get_attribute("href") for one in page.locator("li a").all()] == ["/mug", "/"]
    assert rows.first.locator("img").get_attribute("src") == "/mug.png"
    page.evaluate("() => document.addEventListener('click', (event) => event.preventDefault())")
    page.locator("li a").first.click()
    shop.wait(1)
    clicks = [one["properties"] for one in shop.events if one["event"] == "Placement Clicked"]
    assert [(one["variant"], one["product_id"]) for one in clicks] == [("tents", "mug")]


def test_a_list_that_is_asked_for_again_is_not_twice_there(visit):
    page, asked = visit(LISTED, LISTED | {"content": {"title": "For you", "items": ITEMS[1:]}}, html=LIST)
    page.evaluate("() => segue.track('Product Viewed', { product_id: 'p1' })")
    page.wait_for_function("() => document.querySelectorAll('li').length === 1")
    assert len(asked) == 2


def test_what_is_done_on_the_page_changes_it_at_once_and_goes_along(visit):
    page, asked = visit(NOTHING, ANSWER)
    assert page.locator("h1").inner_text() == "Welcome"
    page.evaluate("() => segue.track('Product Viewed', { product_id: 'p1' })")
    page.get_by_text("<b>Tents</b>").wait_for()
    assert [one["event"] for one in asked[1]["events"]] == ["Product Viewed"]
    assert asked[1]["visit"] == ["u_a"]


def test_a_view_is_told_once_and_a_click_each_time(visit, shop):
    page, _ = visit(ANSWER)
    page.evaluate("() => document.addEventListener('click', (event) => event.preventDefault())")
    for _ in range(2):
        page.locator("a").click()
    page.wait_for_timeout(1500)
    shop.wait(1)
    told = [(one["event"], one["properties"]["variant"]) for one in shop.events if one["event"]]
    assert sorted(told) == [("Placement Clicked", "tents")] * 2 + [("Placement Viewed", "tents")]


def test_without_consent_nothing_is_asked(visit):
    page, asked = visit(ANSWER, consent=False)
    assert (page.locator("h1").inner_text(), asked) == ("Welcome", [])


def test_what_a_server_has_filled_stays(visit):
    html = BLANK.replace("<section ", '<section data-segue-variant="tents" ')
    page, asked = visit(ANSWER, html=html)
    assert (page.locator("h1").inner_text(), asked) == ("Welcome", [])


def test_a_link_that_runs_a_script_is_not_put_in(visit):
    page, _ = visit(ANSWER | {"content": {"title": "x", "url": "javascript:alert(1)"}})
    assert page.locator("a").get_attribute("href") == "/"


def test_a_token_of_the_shop_s_server_goes_along(visit):
    page, asked = visit(ANSWER, token="t0")
    assert (page.locator("h1").inner_text(), asked[0]["token"]) == ("<b>Tents</b>", "t0")


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_has_ended_or_is_about_somebody_else_is_asked_for_anew_once_and_kept(visit, status):
    page, asked = visit(ANSWER, token="function", ended=("t1",), status=status)
    assert page.locator("h1").inner_text() == "<b>Tents</b>"
    page.evaluate("() => placements.ask()")
    assert [one["token"] for one in asked] == ["t1", "t2", "t2"]


def test_where_no_token_is_taken_the_page_stays_as_it_is(visit):
    page, asked = visit(ANSWER, token="function", ended=("t1", "t2"))
    assert (page.locator("h1").inner_text(), len(asked)) == ("Welcome", 2)


def test_the_scripts_stay_small():
    assert max(len(script(one).squeezed) for one in ("/placements.js", "/behaviour.js")) < 4096
