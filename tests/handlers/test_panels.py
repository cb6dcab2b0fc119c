"""The panel of a customer in a help desk's frame: opened by a token, for a while, in the named desks alone."""

import json

import pytest

from segue.aws.secrets import panel_secret
from segue.jwts import signed
from segue.times import HOUR, MINUTE, SECOND
from tests.faults.shop import added, http, post
from tests.handlers.console_staff import KIM, staffed
from tests.handlers.starter import starter_files
from tests.handlers.talks import known

DESKS = "policies/shop.yaml"


@pytest.fixture(scope="module")
def world():
    """A shop that shows panels in its Zendesk, and Kim with a cart."""
    texts = starter_files()
    texts[DESKS] = (
        texts.get(DESKS, "name: Shop\n") + "\ndesks: ['https://acme.zendesk.com', 'https://*.frontapp.com']\n"
    )
    with pytest.MonkeyPatch.context() as patched, staffed(patched, texts) as made:
        known(made)
        post(made, added(made, "m9", "c1", userId="u1"))
        made.pass_time(MINUTE)
        yield made


def token(world, secret="", minutes=10, **claims):
    """A token as a desk's side signs it."""
    with world.aside():
        ends = {"exp": (world.clock + minutes * MINUTE) // SECOND, "agent": "zoe"}
        return signed({**ends, **claims}, secret or panel_secret())


def opened(world, given, path="/console/panel/", **headers):
    """What a frame gets, without any cookie."""
    return world.lambdas.invoke("console", http("GET", path + given, "", headers))


def test_a_signed_token_shows_a_customer_without_a_cookie(world):
    page = opened(world, token(world, email=KIM))
    assert page["statusCode"] == 200
    told = ("Kim", "Open cart", "Tent", "Lately", "Product Added")
    assert [one for one in told if one not in page["body"]] == []
    assert "<form" not in page["body"]


def test_it_stands_in_the_frames_of_the_named_desks_alone(world):
    policy = opened(world, token(world, email=KIM))["headers"]["content-security-policy"]
    assert policy.endswith("frame-ancestors https://acme.zendesk.com https://*.frontapp.com")


@pytest.mark.parametrize("identifier", [{"user_id": "u1"}, {"phone": "+4915228817386"}])
def test_any_identifier_names_whom_it_shows(world, identifier):
    assert "Kim" in opened(world, token(world, **identifier))["body"]


def test_somebody_unknown_is_said(world):
    page = opened(world, token(world, email="nobody@shop.test"))
    assert (page["statusCode"], "Unknown visitor" in page["body"]) == (200, True)


@pytest.mark.parametrize(
    "made", [{"minutes": -1}, {"minutes": 90}, {"secret": "another"}, {"exp": "soon"}, {"agent": 1}]
)
def test_a_token_that_is_not_ours_or_not_of_now_shows_nobody(world, made):
    page = opened(world, token(world, **made))
    assert page["statusCode"] == 401
    assert "Kim" not in page["body"]


def test_no_other_algorithm_than_ours_is_taken(world):
    head, body, _ = token(world, email=KIM).split(".")
    assert opened(world, f"eyJhbGciOiJub25lIn0.{body}.x")["statusCode"] == 401
    assert opened(world, f"{head}.{body}.x")["statusCode"] == 401


def test_a_desk_that_sends_the_token_in_a_header_is_told_the_address(world):
    given = token(world, email=KIM)
    told = opened(world, "", "/console/panel", authorization=f"Bearer {given}")
    assert (told["statusCode"], json.loads(told["body"])["url"].endswith(f"/console/panel/{given}")) == (200, True)
    assert opened(world, "", "/console/panel")["statusCode"] == 401


def test_a_panel_ends(world):
    given = token(world, email=KIM)
    world.pass_time(HOUR)
    assert "This panel has ended" in opened(world, given)["body"]
