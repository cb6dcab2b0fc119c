"""What events, addresses and answers call `__proto__` and `constructor` is plain data to the product's scripts: in a
real browser, nothing of it reaches the prototypes that everything on the page shares."""

import json
from typing import Any

import pytest

from segue.scripts import script
from segue_tools.places import SHOP
from tests.browser.chat_stand import Played

pytestmark = pytest.mark.thorough

API, PAGE = "https://api.test", "https://shop.test"
MARK = "polluted"
EVIL = f'"__proto__": {{"{MARK}": "yes"}}, "constructor": {{"prototype": {{"{MARK}": "yes"}}}}, "prototype": {{}}'
SHARED = f"""() => [Object, Array, Function, String, Map, Event, Element].map(({{prototype}}) =>
  [prototype.{MARK} ?? "", Reflect.ownKeys(prototype).map(String).sort().join()])"""
BODY = """<!doctype html><html lang="__proto__"><title>Shop</title>
<section data-segue-placement="home"><h1 data-segue-field="title">Own</h1><p data-segue-field="__proto__">Own</p>
<template data-segue-item><a data-segue-field="name url __proto__">x</a></template></section>
<section data-segue-placement="__proto__"><h2 data-segue-field="constructor">Own</h2></section>
<section data-segue-placement="constructor"><h2 data-segue-field="title">Own</h2></section>
<p data-segue-feature="__proto__" data-segue-product="constructor" style="height: 300px">read</p>
<button id="__proto__" class="constructor" name="__proto__">Press</button>"""
ITEM = f'{{"product_id": "__proto__", "name": "Tent", "url": "/tent", "reason": {{{EVIL}, "words": "w"}}, {EVIL}}}'
CONTENT = f'{{"title": "Changed", "items": [{ITEM}], {EVIL}}}'
ONE = f'{{"variant": "__proto__", "holdout": false, "content": {CONTENT}, {EVIL}}}'
DECIDED = f'{{"visit": [{{{EVIL}}}], "placements": {{"home": {ONE}, "constructor": {ONE}, {EVIL}}}, {EVIL}}}'


def evil(said: Any) -> str:
    """JSON with such names in every object of it."""
    return json.dumps(said).replace('{"', f'{{{EVIL}, "')


@pytest.fixture
def shared(page):
    """Goes to a page, and tells whether what all objects share is as it was."""

    def unchanged(act: Any) -> bool:
        before = page.evaluate(SHARED)
        act()
        return page.evaluate(SHARED) == before and page.evaluate(f"() => ({{}}).{MARK} === undefined")

    return unchanged


@pytest.fixture
def shop(page):
    """A page with placements, and what was posted by its script."""
    posted: list[tuple[str, Any]] = []

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(API).partition("?")[0]
        headers = {"access-control-allow-origin": "*", "content-type": "text/javascript"}
        if path.endswith(".js"):
            text = (SHOP / "segue.js").read_text() if path == "/segue.js" else script(path).content
            return route.fulfill(headers=headers, body=text)
        posted.append((path, json.loads(route.request.post_data or "null")))
        return route.fulfill(headers=headers, body=DECIDED if path == "/v1/decide" else f'{{"success": true, {EVIL}}}')

    page.route(f"{PAGE}/**", lambda route: route.fulfill(content_type="text/html", body=BODY))
    page.route(f"{API}/**", answer)
    page.goto(f"{PAGE}/?__proto__[{MARK}]=yes&constructor.prototype.{MARK}=yes#__proto__[{MARK}]=yes")
    return posted


LOAD = f"""async () => {{
  window.segue = (await import("{API}/segue.js")).default;
  const evil = JSON.parse('{{{EVIL}}}');
  segue.load("wk_1", {{ host: "{API}", ...evil }});
  segue.page("Home", evil);
  segue.track("__proto__", evil);
  segue.identify("u1", evil);
  const behaviour = (await import("{API}/behaviour.js")).default;
  behaviour.start(segue);
  const placements = (await import("{API}/placements.js")).default;
  await placements.start(segue, {{ api: "{API}", writeKey: "wk_1", user: evil, ...evil }});
  await placements.ask();
}}"""


def test_what_is_measured_and_decided_is_plain_data(page, shop, shared) -> None:
    def act() -> None:
        page.evaluate(LOAD)
        page.get_by_role("heading", name="Changed").first.wait_for()
        page.get_by_role("button", name="Press").click()
        page.evaluate("() => segue.flush()")
        page.wait_for_function("() => Object.keys(localStorage).every((name) => !name.startsWith('segue.queue.'))")

    assert shared(act)
    events = [one for path, body in shop if path == "/v1/batch" for one in body["batch"]]
    named = {one["type"]: one for one in events}
    assert named["track"]["event"] == "__proto__"
    assert named["identify"]["traits"]["__proto__"] == named["track"]["properties"]["__proto__"] == {MARK: "yes"}
    assert page.locator("[data-segue-item='__proto__']").count() == 1
    assert page.locator("[data-segue-placement='__proto__'] h2").inner_text() == "Own"


def test_what_the_chat_is_answered_is_plain_data(page, shared) -> None:
    played = Played(page, asks=[{"id": "__proto__", "label": "Order", "required": True}], text=evil)
    played.articles = [{"id": "__proto__", "title": "Help", "body": "Read", "locale": "en"}]
    played.show(more='data-write-key="wk_1" data-locale="__proto__"', behind=f"#__proto__[{MARK}]=yes")

    def act() -> None:
        page.evaluate(f'segueChat.identify(JSON.parse(\'{{"userId": "u1", "userHash": "9f", {EVIL}}}\'))')
        played.open()
        page.get_by_label("Order").fill("constructor")
        page.get_by_role("button", name="Begin").click()
        page.wait_for_function("() => JSON.parse(localStorage.getItem('segue.chat.pending')).length === 0")

    assert shared(act)
    assert [one["form"] for one in played.sent()] == [{"__proto__": "constructor"}]
