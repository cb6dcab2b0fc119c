"""A cart is handed over from the console: who may, what is shown, and that it opens."""

import re

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.shop import ordered, post
from tests.handlers.console_staff import KIM, as_staff, page_of, two_customers
from tests.handlers.elsewhere import door_of
from tests.handlers.talks import chatted, the_one


@pytest.fixture
def world(world):
    return two_customers(world)


def asked(browser):
    """The form of the first cart on Kim's page."""
    kim = page_of(browser, KIM)
    browser.get(kim)
    fields = {one: browser.find(rf'name="{one}" value="([^"]+)"') for one in ("cart", "occasion")}
    return f"{kim}/handover", fields


def test_a_link_and_a_code_are_shown_and_open_the_cart(world, amy):
    assert amy.post(*asked(amy)).status == 200
    code, link = amy.find(r'value="(\d{6})"'), amy.find(r'value="([^"]+/c/[^"]+)"')
    assert amy.reads("For once, until")
    door = door_of(world)
    for token in (code, link.rpartition("/c/")[2]):
        status, said = door("POST", token)
        assert (status, [one["name"] for one in said["cart"]["items"]]) == (200, ["Tent"])


def test_a_form_that_is_sent_again_makes_no_second_code_and_an_old_one_says_so(world, amy):
    form = asked(amy)
    code = amy.post(*form).find(r'value="(\d{6})"')
    assert amy.post(*form).find(r'value="(\d{6})"') == code
    world.pass_time(HOUR)
    assert amy.get("/people").post(*form).reads("This code ended")


def test_a_cart_that_was_bought_meanwhile_is_a_calm_page(world, amy):
    form = asked(amy)
    post(world, ordered(world, "m9", "c1", userId="u1"))
    world.pass_time(MINUTE)
    assert (amy.post(*form).status, amy.reads("Changed meanwhile")) == (409, True)
    assert amy.get("/people").post(form[0], {"cart": "none"}).status == 404


def test_link_and_code_are_written_below_what_is_typed_in_the_conversation(world, amy):
    chatted(world, "Where is my cart?", "t1")
    kim, talk = page_of(amy, KIM), f"/inbox/{the_one(world)['id']}"
    amy.get(talk)
    fields = {one: amy.find(rf'name="{one}" value="([^"]+)"') for one in ("cart", "occasion", "talk")}
    amy.post(f"{talk}/draft", {"text": "Hello Kim,"})
    page = amy.get(talk).post(f"{kim}/handover", fields)
    code, link = page.find(r'value="(\d{6})"'), page.find(r'value="([^"]+/c/[^"]+)"')
    for by in ("link", "link", "code"):
        amy.get("/people")
        assert amy.post(f"{talk}/cart", {**fields, "by": by}).at.endswith(f"{talk}?said=put-in")
    box = amy.get(talk).body.partition('name="text"')[2].partition("</textarea>")[0]
    assert box.count(link) == 1
    assert "Hello Kim," in box
    assert f"Type this code at the cart’s page in the shop: {code}." in box


@pytest.mark.parametrize("name", ["max", "pia"])
def test_only_who_serves_customers_hands_carts_over(world, amy, name):
    other = as_staff(world, name)
    form = asked(amy)
    assert re.search("handover", other.get(form[0].removesuffix("/handover")).body) is None
    assert other.post(*form).status == 403
