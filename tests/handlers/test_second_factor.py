"""Staff with a second factor: six digits of an app, and an app that is set up at the first sign-in."""

import pytest

from segue.wiring import staff
from tests.handlers.browser import Browser


@pytest.fixture
def pool(world):
    return staff.client("")


@pytest.fixture
def amy(world, pool) -> Browser:
    return Browser(world, pool)


def signs_in(one: Browser) -> Browser:
    return one.sign_in("amy@shop.test")


def gives(one: Browser, code: str) -> Browser:
    fields = {name: one.find(rf'name="{name}" value="([^"]*)"') for name in ("challenge", "username", "new")}
    return one.post("/second-factor", {**fields, "code": code})


def test_whoever_has_an_app_is_asked_for_its_digits(pool, amy) -> None:
    pool.apps["amy@shop.test"] = "654321"
    assert signs_in(amy).reads("Your app's digits")
    assert amy.get("/inbox").status == 303, "the password alone opens nothing"
    signs_in(amy)
    assert gives(amy, "654 321").status == 303
    assert amy.get("/inbox").status == 200


def test_wrong_digits_open_nothing_and_are_said(pool, amy) -> None:
    pool.apps["amy@shop.test"] = "654321"
    refused = gives(signs_in(amy), "000000")
    assert (refused.status, refused.reads("These are not the digits")) == (401, True)
    assert amy.get("/inbox").status == 303


def test_where_everybody_needs_one_it_is_set_up_at_sign_in(pool, amy) -> None:
    pool.needs_app = True
    assert signs_in(amy).reads("type this key there: ABCDSECRET")
    assert gives(amy, "123456").status == 303
    assert amy.get("/inbox").status == 200
    assert pool.apps == {"amy@shop.test": "123456"}


def test_an_app_that_shows_other_digits_is_not_taken(pool, amy) -> None:
    pool.needs_app = True
    assert gives(signs_in(amy), "999999").status == 401
    assert pool.apps == {}
