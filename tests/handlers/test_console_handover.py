"""A cart is handed over from the console: who may, what is shown, and that it opens."""

import re

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.shop import ordered, post
from tests.handlers.console_staff import KIM, as_staff, page_of, two_customers
from tests.handlers.elsewhere import door_of


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


@pytest.mark.parametrize("name", ["max", "pia"])
def test_only_who_serves_customers_hands_carts_over(world, amy, name):
    other = as_staff(world, name)
    form = asked(amy)
    assert re.search("handover", other.get(form[0].removesuffix("/handover")).body) is None
    assert other.post(*form).status == 403
