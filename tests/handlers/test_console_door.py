"""The console's door: who comes in, how long they stay, and who is kept out."""

import re

import pytest

from segue.times import HOUR, MINUTE
from segue.wiring import staff
from tests.fake_cognito import FakeCognito, jwt
from tests.faults.shop import http
from tests.handlers.browser import Browser
from tests.handlers.starter import started

ANN, NEW = "ann@shop.test", "new@shop.test"
PASSWORD = "Correct-horse-1"


@pytest.fixture
def world(monkeypatch):
    with started() as made:
        users = {ANN: (PASSWORD, ["admin"]), NEW: ("invitation", ["agent"])}
        pool = FakeCognito(users, made.clock // 1000, invited={NEW})
        monkeypatch.setattr(staff, "client", lambda _: pool)
        yield made


@pytest.fixture
def browser(world):
    return Browser(world, staff.client(""))


def test_a_stranger_is_asked_in_and_led_on_to_where_the_link_went(browser):
    asked = browser.get("/segments")
    assert (asked.status, asked.at) == (303, "/console/sign-in?next=%2Fsegments")
    browser.get("/sign-in?next=%2Fsegments")
    inside = browser.post("/sign-in", {"username": ANN, "password": PASSWORD, "next": "/segments"})
    assert inside.at == "/console/segments"
    assert browser.get("/segments").status == 200


def test_a_wrong_password_is_said_and_opens_nothing(browser):
    assert browser.sign_in(ANN, "wrong").status == 401
    assert browser.reads("do not fit together")
    assert f'value="{ANN}"' in browser.body
    assert "wrong" not in browser.body.replace('class="notice bad"', "")
    assert browser.get("/live").status == 303


@pytest.mark.parametrize("name", ["", "nobody@shop.test"])
def test_an_unknown_name_is_answered_like_a_wrong_password(browser, name):
    assert browser.sign_in(name, "x").reads("do not fit together")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("TooManyRequestsException", "Too many attempts"),
        ("LimitExceededException", "Too many attempts"),
        ("PasswordResetRequiredException", "An administrator has reset this password"),
        ("UserNotConfirmedException", "not confirmed yet"),
        ("UserNotFoundException", "do not fit together"),
    ],
)
def test_what_the_pool_refuses_is_said_in_plain_words(browser, code, said):
    browser.cognito.failing = code
    assert browser.sign_in().status == 401
    assert browser.reads(said)


def test_a_pool_that_does_not_answer_is_a_page_not_a_crash(browser):
    browser.cognito.failing = "InternalErrorException"
    assert browser.sign_in().status == 500
    assert browser.reads("It is our fault and has been logged")


def test_who_is_invited_chooses_a_password_and_is_in(browser):
    assert browser.sign_in(NEW, "invitation").reads("Choose your password")
    state = browser.find(r'name="username" value="([^"]+)"')
    fields = {"username": state, "challenge": "s", "next": ""}
    assert browser.post("/new-password", {**fields, "password": "short"}).reads("Password not long enough")
    assert browser.post("/new-password", {**fields, "password": "My-own-password-7"}).at == "/console"
    assert browser.get("/live").status == 200


def test_an_invitation_that_was_open_for_too_long_starts_again(browser):
    browser.sign_in(NEW, "invitation")
    late = browser.post(
        "/new-password", {"username": NEW, "challenge": "old", "password": "My-own-password-7", "next": "/people"}
    )
    assert (late.status, late.reads("That took too long")) == (401, True)
    assert late.find(r'name="next" value="([^"]*)"') == "/people"


@pytest.mark.parametrize(
    "further", ["//evil.test", "https://evil.test", "/\\evil.test", "/../evil", "/a\r\nset-cookie: x=1", "javascript:x"]
)
def test_nobody_is_led_to_another_site(browser, further):
    browser.get("/sign-in")
    assert browser.post("/sign-in", {"username": ANN, "password": PASSWORD, "next": further}).at == "/console"


def test_a_session_is_renewed_while_the_browser_keeps_it(world, browser):
    browser.sign_in()
    first = browser.cookies["segue_access"]
    world.pass_time(2 * HOUR)
    assert browser.get("/live").status == 200
    assert browser.cookies["segue_access"] != first


def test_the_pool_is_asked_about_a_session_once_a_minute(world, browser):
    browser.sign_in()
    for _ in range(5):
        browser.get("/live")
    assert browser.cognito.asked.count("get_user") == 1
    world.pass_time(MINUTE)
    browser.get("/live")
    assert browser.cognito.asked.count("get_user") == 2


def test_signing_out_ends_the_session_everywhere(world, browser):
    other = Browser(world, staff.client(""), dict(browser.sign_in().cookies))
    assert browser.get("/live").post("/sign-out", {}).at == "/console/sign-in?said=out"
    assert set(browser.cookies) == {"segue_door"}
    assert browser.get("/sign-in?said=out").reads("You are signed out.")
    world.pass_time(MINUTE)
    assert other.get("/live").status == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://cognito-idp.eu-west-1.amazonaws.com/Elsewhere"},
        {"client_id": "another"},
        {"token_use": "id"},
        {"exp": 0},
        {"exp": None},
    ],
)
def test_a_token_that_is_not_ours_opens_nothing_even_where_the_pool_accepts_it(browser, claims):
    browser.cookies["segue_access"] = browser.cognito.token(ANN, **claims)
    assert browser.get("/live").status == 303


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "..", "é.é.é", jwt(iss="x/Staff"), "a" * 5000])
def test_nonsense_in_a_cookie_opens_nothing(browser, token):
    browser.cookies |= {"segue_access": token, "segue_refresh": token}
    assert browser.get("/live").status == 303


def test_a_form_without_its_token_or_from_elsewhere_does_nothing(browser):
    browser.sign_in()
    browser.get("/people")
    assert browser.post("/people/find", {"q": "x", "token": "f" * 40}).status == 403
    assert browser.reads("That did not work")
    assert browser.get("/people").post("/people/find", {"q": "x", "token": ""}).status == 403
    assert browser.get("/people").post("/people/find", {"q": "x"}, sec_fetch_site="cross-site").status == 403
    assert browser.get("/people").post("/sign-out", {}, sec_fetch_site="same-origin").status == 303


def test_the_token_of_one_browser_is_worth_nothing_in_another(world, browser):
    token = browser.sign_in().get("/people").find(r'name="token" value="(\w+)"')
    other = Browser(world, staff.client("")).sign_in()
    other.cookies["segue_door"] = "planted"
    assert other.post("/people/find", {"q": "x", "token": token}).status == 403


def test_cookies_are_kept_from_scripts_and_other_sites(world):
    lines = world.lambdas.invoke("console", http("GET", "/console/sign-in"))["cookies"]
    assert len(lines) == 1
    assert all(word in lines[0] for word in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/console"))


@pytest.mark.parametrize("path", ["/live", "/sign-in", "/nowhere"])
def test_a_page_allows_no_foreign_script_frame_or_copy(browser, path):
    headers = browser.sign_in().get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert "<script>" not in browser.body
    assert not re.search(r'\s(style|on\w+)="', browser.body)


def test_a_part_of_a_page_asked_for_without_a_session_sends_the_whole_page_to_the_door(browser):
    answer = browser.get("/live/new?after=0", hx_request="true")
    assert (answer.status, answer.headers["hx-redirect"]) == (401, "/console/sign-in")


def test_style_and_script_are_kept_for_a_year_and_found_by_content(browser):
    found = re.findall(r'(?:href|src)="/console(/static/[^"]+)"', browser.get("/sign-in").body)
    assert {one.rpartition("/")[2] for one in found} >= {"console.css", "console.js", "mark.svg"}
    for one in found:
        assert browser.get(one, accept_encoding="gzip, br").status in (200, 404)
        assert browser.status == 404 or "immutable" in browser.headers["cache-control"]
    assert browser.get("/static/0/passwords.txt").status == 404
