"""Every page of the console: no form without its token, no script or style in the page, the headers that browsers go
by. A walk over all of them: a new page is held by it without being named."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest

from segue.console.views import VIEWS, View
from tests.faults.cloud.playbooks import files
from tests.faults.shop import http
from tests.handlers.browser import Browser
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed, two_customers
from tests.handlers.starter import whole_starter

KEY = "u_" + "a" * 24
SAMPLES = {
    "person": KEY,
    "keep": KEY,
    "absorb": KEY,
    "merge": f"{KEY}.{KEY}",
    "conversation": "c_" + "a" * 24,
    "other": "c_" + "b" * 24,
    "folder": "segments",
    "file": "open-cart.yaml",
    "segment": "open-cart",
    "template": "cart-reminder",
    "placement": "home-hero",
    "journey": "abandoned-cart",
    "model": "recommendations",
    "measure": "revenue",
    "experiment": "journey:x",
    "macro": "sorry",
    "source": "web",
    "number": "1",
    "message": "m1",
    "broadcast": "b_1",
    "simulation": "sim_1",
    "job": "i_1",
    "request": "e_1",
    "case": "c_1",
    "run": "rec_1",
    "suggestion": "s_1",
    "turn": "t1",
    "variant": "a",
    "product": "p1",
    "record": "r1",
    "letter": "l1",
    "key": "first",
    "token": "a.b.c",
    "name": "console.css",
}
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|\son[a-z]+=\"|\sstyle=\"|javascript:", re.IGNORECASE)
NAMED = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
ONE_OF = re.compile(r"\(\?P<\w+>(\w+)(?:\|\w+)+\)")
OPTIONAL = re.compile(r"\(/.*\)\?$")
POSTS = [one for one in VIEWS if one.method == "POST"]
GETS = [one for one in VIEWS if one.method == "GET" and "static" not in one.path]


def way_of(view: View) -> str:
    """A path that this view answers."""
    said = ONE_OF.sub(r"\1", OPTIONAL.sub("", view.path))
    said = NAMED.sub(lambda found: SAMPLES.get(found[1], found[1]), said)
    said = re.sub(r"\(\?:(\w+)(?:\|[\w|]+)*\)", r"\1", said).replace("\\", "").replace("/static/[0-9a-f]+", "/static/0")
    assert re.fullmatch(view.path, said), f"give {view.path} a sample"
    return said


@pytest.fixture(scope="module")
def ann() -> Iterator[Browser]:
    """An administrator in a shop with customers."""
    with pytest.MonkeyPatch.context() as patch, staffed(patch, {**files(), **whole_starter()}) as world:
        yield as_staff(two_customers(world), "ann")


@pytest.mark.parametrize("view", POSTS, ids=lambda one: one.path)
@pytest.mark.parametrize("token", ["", "0" * 40])
def test_a_form_without_the_token_of_this_visit_does_nothing(ann, view, token):
    ann.body = ""
    before = sum(ann.world.region.meter.writes.values())
    assert ann.post(way_of(view), {"token": token} if token else {}).status == 403
    assert sum(ann.world.region.meter.writes.values()) == before


@pytest.mark.parametrize("view", POSTS[:3], ids=lambda one: one.path)
def test_a_form_of_another_site_does_nothing_even_with_the_token(ann, view):
    ann.get("/tracking")
    assert ann.post(way_of(view), {}, sec_fetch_site="cross-site").status == 403


@pytest.mark.parametrize("view", GETS, ids=lambda one: one.path or "start")
def test_no_script_or_style_stands_in_a_page_and_the_headers_say_so(ann, view):
    page = ann.get(way_of(view))
    policy = dict(one.strip().partition(" ")[::2] for one in page.headers["content-security-policy"].split(";"))
    if "sandbox" in policy:  # a mail as it was sent, in a frame without script, origin or cookies
        assert policy["sandbox"] == "allow-popups"
        return
    assert INLINE.search(page.body) is None, INLINE.search(page.body)
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert policy["base-uri"] in ("'none'", "'self'")
    assert policy["form-action"].startswith(("'self'", "'none'"))
    assert "frame-ancestors" in policy
    check_headers(page.headers)


def check_headers(told):
    """Those beside the policy."""
    assert (told["x-content-type-options"], told["cache-control"]) == ("nosniff", "no-store")
    assert told["referrer-policy"] in ("same-origin", "no-referrer")
    assert told["strict-transport-security"].startswith("max-age=31536000")
    assert "camera=()" in told["permissions-policy"]


def test_the_page_of_a_customer_has_no_script_or_style_in_it(ann):
    assert INLINE.search(ann.get(page_of(ann, KIM)).body) is None


def test_cookies_are_read_by_no_script_and_sent_by_no_other_site(ann):
    signing_in = Browser(ann.world, ann.cognito)
    signing_in.get("/sign-in")
    event = http("GET", "/console/sign-in")
    answer = ann.world.lambdas.invoke("console", event)
    lines = answer["cookies"]
    assert lines
    for line in lines:
        (morsel,) = SimpleCookie(line).values()
        assert (morsel["httponly"], morsel["secure"], morsel["samesite"]) == (True, True, "Lax")
