"""The camera story where time is moved: from a minute of reading to the mail of the evening, the agent's desk, recipes
after a delivery, coffee that runs out, and two customers who pay differently. With what the demo shop sells and has to
read."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from segue_tools.demo.goods import products, stated, to_read
from tests.faults.shop import message, post
from tests.handlers.console_staff import as_staff, page_of, staffed
from tests.handlers.staff_requests import Api
from tests.handlers.starter import whole_starter
from tests.handlers.starter_plays import EMAIL, Play
from tests.handlers.test_decide import asked
from tests.handlers.test_inbox import hashed

SHOP = "http://localhost/shop/"
LOW_LIGHT = "Sharp when the light is nearly gone"
CAMERA = {"product_id": "kestrel-m2", "category": "cameras", "brand": "Corvid"}
GRILL = {"product_id": "ember-flat", "name": "Ember fold-flat grill", "price": 119, "quantity": 1, "category": "grills"}


@pytest.fixture
def play(monkeypatch) -> Iterator[Play]:
    """At noon, with all of the starter in force and the demo shop's goods in the catalog; Kim has an account."""
    with staffed(monkeypatch, whole_starter()) as world:
        made, door = Play(world), Api(world, "marketer")
        for path, items in (("/v1/products", stated(SHOP)), ("/v1/content", to_read(SHOP))):
            status, taken = door.ask("PUT", path, json.dumps({"items": items}))
            assert (status, taken["refused"]) == (200, [])
        made.says("identify", traits={"firstName": "Kim", "email": EMAIL})
        made.passes(12 * HOUR)
        yield made


def reads(play: Play, seconds: int) -> dict[str, Any]:
    """A note about low light for so long, on a phone's home page; what the page is answered."""
    play.said += 1
    about = {"feature": "low light", "dwell_seconds": seconds}
    event = message(
        play.world, "track", f"m{play.said}", event="Product Feature Viewed", properties=about, userId="kim"
    )
    said = {"userId": "kim", "userHash": hashed(play.world, "kim"), "events": [event]}
    return asked(play.world, placements=["home-hero", "goes-with"], **said)[1]


def researches(play: Play) -> None:
    """A minute and a half of reading, and looks at the camera."""
    reads(play, 90)
    for _ in range(2):
        play.does("Product Viewed", None, **CAMERA)
        play.passes(MINUTE)


def test_ten_seconds_of_reading_change_the_page_that_tells_of_them(play):
    shown = reads(play, 12)["placements"]
    hero, row = shown["home-hero"], shown["goes-with"]
    assert (hero["variant"], hero["content"]["title"]) == ("guide", LOW_LIGHT)
    assert hero["content"]["url"] == f"{SHOP}article.html?id=low-light"
    assert hero["content"]["kicker"] == "You have been reading about low light"
    assert (row["variant"], row["content"]["title"]) == ("reads", "For low light")
    assert [one["product_id"] for one in row["content"]["items"]] == ["kestrel-m2", "wren-40", "lens-23"]
    assert {one["reason"]["words"] for one in row["content"]["items"]} == {f"From “{LOW_LIGHT}”"}


def test_a_minute_of_it_is_research_at_once_and_less_is_not(play):
    assert "researching-now" not in reads(play, 50)["segments"]
    play.passes(MINUTE)
    assert "researching-now" in reads(play, 10)["segments"]


def test_the_mail_of_the_same_evening_has_the_guide_and_what_goes_with_the_camera(play):
    researches(play)
    play.passes(5 * HOUR)
    assert play.subjects == []
    play.passes(HOUR)
    assert play.subjects == [LOW_LIGHT]
    assert [one for one in ("You have been reading about low light", "429.00 EUR") if one not in play.text] == []
    assert [one for one in play.leads if one.startswith(f"{SHOP}article.html?id=low-light")]
    assert [one for one in play.leads if one.startswith(f"{SHOP}product.html?id=lens-23")]


@pytest.mark.parametrize("event", ["Product Added", "Order Completed"])
def test_whoever_has_decided_by_the_evening_gets_no_guide(play, event):
    researches(play)
    line = {**CAMERA, "price": 1499, "quantity": 1}
    order = {"order_id": "o1", "total": 1499, "currency": "EUR", "products": [line]}
    play.does(event, **(order if event == "Order Completed" else {**line, "cart_id": "c1", "currency": "EUR"}))
    play.passes(DAY)
    assert LOW_LIGHT not in play.subjects


def test_the_agent_sees_what_she_reads_up_on_and_what_may_suit(play):
    researches(play)
    amy = as_staff(play.world, "amy")
    amy.get(page_of(amy, EMAIL))
    said = ("Reads up on low light since", "times as much as usual", LOW_LIGHT, "To read and to watch")
    assert [one for one in said if not amy.reads(one)] == []


def test_recipes_come_after_the_delivery_of_a_grill_and_not_after_its_return(play):
    play.does("Order Completed", order_id="o1", total=119, currency="EUR", products=[GRILL])
    play.passes(3 * DAY)
    assert play.subjects == []
    play.does("Order Delivered", order_id="o1")
    play.passes(DAY + HOUR)
    assert play.subjects == ["Getting started with Ember fold-flat grill"]
    wanted = ("Salmon on a cedar plank", "Flatbread straight off the grate", "About Ember fold-flat grill")
    assert [one for one in wanted if one not in play.text] == []


def test_a_german_reader_is_told_no_english_recipe(play):
    play.says("identify", traits={"preferred_language": "de"})
    play.does("Order Completed", order_id="o1", total=119, currency="EUR", products=[GRILL])
    play.passes(3 * DAY)
    play.does("Order Delivered", order_id="o1")
    play.passes(DAY + HOUR)
    assert play.subjects == ["So fängst du an: Ember fold-flat grill"]
    assert "Salmon" not in play.text


def test_the_guide_is_for_her_and_not_told_on_a_shared_computer(play):
    researches(play)
    post(play.world, message(play.world, "track", "x1", event="Product Viewed", properties={}, anonymousId="a9"))
    shown = asked(play.world, anonymousId="a9", placements=["home-hero"])[1]["placements"]["home-hero"]
    assert shown["variant"] is None


def test_everything_that_is_written_about_names_goods_of_the_shop():
    there = {one.id for one in products()}
    assert {name for one in to_read(SHOP) for name in one["products"]} <= there
