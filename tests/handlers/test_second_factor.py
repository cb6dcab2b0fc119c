"""Staff with a second factor: six digits of an app, and an app that is set up at the first sign-in."""

import pytest

from segue.wiring import staff
from tests.fake_cognito import refusal
from tests.handlers.browser import Browser
from tests.handlers.trail import entered


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


def switched_on(one: Browser, code: str = "123456") -> Browser:
    """Sets up an app from the page of their own."""
    one.get("/second-factor").post("/second-factor/begin", {})
    return one.post("/second-factor/confirm", {"secret": one.find(r'name="secret" value="([^"]*)"'), "code": code})


@pytest.mark.parametrize("name", ["amy", "ann", "max", "pia"])
def test_everybody_can_set_up_an_app_and_is_asked_for_it_from_then_on(world, pool, name) -> None:
    one = Browser(world, pool).sign_in(f"{name}@shop.test")
    assert one.get("/inbox" if name == "amy" else "/live").find(r'href="[^"]*(/second-factor)"') == "/second-factor"
    assert switched_on(one).status == 303
    assert one.get("/second-factor?said=on").reads("It is on.")
    assert [row["actor"] for row in entered(world, "second-factor.set")] == [f"id-of-{name}@shop.test"]
    again = Browser(world, pool).sign_in(f"{name}@shop.test")
    assert again.reads("Your app's digits")
    assert again.get("/live").status == 303
    assert gives(Browser(world, pool).sign_in(f"{name}@shop.test"), "123456").status == 303


@pytest.mark.parametrize("code", ["999999", "12345", "", "1234567", "abcdef"])
def test_an_app_whose_digits_are_wrong_is_not_switched_on(pool, amy, code) -> None:
    refused = switched_on(signs_in(amy), code)
    assert (refused.status, refused.reads("These are not the digits")) == (422, True)
    assert refused.reads("ABCDSECRET"), "the same key goes on"
    assert pool.apps == {}


def test_who_has_an_app_gets_no_other_one_by_a_session_alone(pool, amy) -> None:
    switched_on(signs_in(amy))
    asked = [*pool.asked]
    assert amy.get("/second-factor").reads("Your app is set up.")
    assert (amy.post("/second-factor/begin", {}).at, amy.status) == ("/console/second-factor", 303)
    assert [one for one in pool.asked[len(asked) :] if "token" in one] == []


def test_where_the_stack_asks_for_none_it_is_said(pool, amy, monkeypatch) -> None:
    def off(**_: object) -> None:
        raise refusal("SoftwareTokenMFANotFoundException")

    monkeypatch.setattr(pool, "associate_software_token", off)
    refused = signs_in(amy).get("/second-factor").post("/second-factor/begin", {})
    assert (refused.status, refused.reads("an administrator sets StaffMfa")) == (409, True)
