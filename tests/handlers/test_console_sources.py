"""The console's sources: how each is, its page with the guide, its secret, and a sample through its door."""

import json

import pytest

from segue.aws import posting
from segue.aws.https import NeverSentError
from segue.aws.secrets import write_key
from segue.channels import trials
from segue.times import DAY, MINUTE
from tests.faults.shop import http, post, viewed
from tests.handlers.console_staff import as_staff
from tests.handlers.trail import newest

SECRET = "the secret of the shop"


@pytest.fixture
def world(world, monkeypatch):
    def nowhere(_call):
        raise NeverSentError("no network here")

    monkeypatch.setattr(posting, "answer", nowhere)
    return world


def stored(ann, secret=SECRET, **more):
    """The page after the secret of the shop was stored."""
    return ann.get("/sources/shopify").post("/sources/shopify/secret", {"secret": secret, **more})


def test_every_source_is_shown_with_its_state(world, ann):
    post(world, viewed(world, "m1", userId="u1"), {"type": "track", "event": "Lost"})
    world.pass_time(MINUTE)
    page = ann.get("/sources")
    told = (
        "Shopify",
        "Nothing came yet",
        "Web Websites, apps and servers",
        "Receiving",
        "2 events",
        "says how to connect it",
    )
    assert [text for text in told if not page.reads(text)] == []
    assert 'href="/console/quarantine?source=web"' in page.body
    assert as_staff(world, "max").get("/sources").status == 200


def test_a_source_that_is_quiet_or_refuses_says_so(world, ann):
    post(world, viewed(world, "m1", userId="u1"))
    stored(ann)
    for _ in range(3):
        world.lambdas.invoke("receive_commerce", http("POST", "/webhooks/shopify", "{}"))
    world.pass_time(3 * DAY)
    page = ann.get("/sources")
    assert page.reads("Quiet for 3 days")
    assert page.reads("3 signature failures and nothing good yet: check the secret")


def test_a_page_tells_what_was_held_back_and_why(world, ann):
    post(world, {"type": "track", "event": "Lost"})
    world.pass_time(MINUTE)
    page = ann.get("/sources/web")
    assert page.reads("No identifier 1 It names nobody")
    assert "@segment/analytics-next" in page.body
    assert 'action="/console/sources/web' not in page.body


def test_a_guide_tells_the_address_and_only_administrators_are_asked_for_secrets(world, ann):
    page = ann.get("/sources/shopify")
    assert page.find(r'id="address" value="([^"]+)"').endswith("/webhooks/shopify")
    assert page.reads("segue sources set-secret shopify")
    agent = as_staff(world, "amy").get("/sources/shopify")
    assert agent.reads("Connect Shopify")
    assert "/secret" not in agent.body


def test_a_secret_is_stored_never_shown_and_written_down(world, ann):
    assert stored(ann).at == "/console/sources/shopify?said=stored"
    assert SECRET not in ann.get("/sources/shopify?said=stored").body
    stored(ann, "another secret", keep="yes")
    (value,) = [one for name, one in world.region.vault.parameters.items() if name.endswith("/sources/shopify")]
    assert json.loads(value) == {"secrets": ["another secret", SECRET]}
    with world.aside():
        entries = newest(10)
    assert {(one.actor, one.action) for one in entries} == {("id-of-ann@shop.test", "source.secret")}
    assert SECRET not in str(entries)


def test_a_form_that_comes_twice_keeps_the_secret_before(world, ann):
    for secret in (SECRET, "another secret", "another secret"):
        stored(ann, secret, keep="yes")
    (value,) = [one for name, one in world.region.vault.parameters.items() if name.endswith("/sources/shopify")]
    assert json.loads(value) == {"secrets": ["another secret", SECRET]}


@pytest.mark.parametrize("secret", ["", "  short ", "x" * 1801])
def test_what_is_no_secret_is_not_stored(world, ann, secret):
    assert stored(ann, secret).status == 422
    assert not [name for name in world.region.vault.parameters if name.endswith("/sources/shopify")]


def test_a_sample_goes_through_and_is_about_nobody(world, ann):
    stored(ann)
    page = ann.get("/sources/shopify").post("/sources/shopify/test", {})
    assert (page.status, page.reads("The sample came in and was stored.")) == (200, True)
    world.pass_time(MINUTE)
    person = ann.get("/people").post("/people/find", {"q": trials.EMAIL}).at.removeprefix("/console")
    assert ann.get(person).reads("Connection Test")
    assert ann.get("/sources").reads("Receiving")


def test_without_a_secret_no_sample_is_sent(ann):
    assert ann.get("/sources/shopify").post("/sources/shopify/test", {}).reads("This source has no secret yet.")


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("amy", "/sources/shopify/secret", 403),
        ("amy", "/sources/shopify/test", 403),
        ("ann", "/sources/web/secret", 404),
        ("ann", "/sources/web/test", 404),
        ("ann", "/sources/nowhere/test", 404),
    ],
)
def test_secrets_and_samples_are_for_administrators_and_for_sources_that_have_them(world, name, path, expected):
    browser = as_staff(world, name)
    assert browser.get("/sources").post(path, {"secret": SECRET}).status == expected


def test_what_comes_from_clients_of_pinpoint_is_counted_and_shown(world, ann):
    said = '{"ChannelType": "EMAIL", "Address": "kim@shop.test", "User": {"UserId": "u1"}}'
    request = http("PUT", "/v1/apps/a/endpoints/e1", said, headers={"x-api-key": write_key()})
    assert world.lambdas.invoke("collect", request)["statusCode"] == 202
    world.pass_time(MINUTE)
    page = ann.get("/sources/pinpoint")
    assert [text for text in ("Receiving", "Amazon Pinpoint's clients") if not page.reads(text)] == []


def test_a_page_says_whether_a_secret_is_stored_and_since_when(world, ann):
    assert ann.get("/sources/shopify").reads("None stored Until there is one")
    stored(ann)
    assert ann.get("/sources/shopify").reads("Stored set 1 Jan 2026")
    stored(ann, "another secret", keep="yes")
    page = ann.get("/sources/shopify")
    assert page.reads("Stored replaced 1 Jan 2026")
    assert page.reads("2 are valid, while it rotates")
    assert not [one for one in (SECRET, "another secret") if one in page.body]
    assert ann.get("/sources/ses").reads("None is needed for what AWS itself reports")
    assert not as_staff(world, "amy").get("/sources/shopify").reads("Stored replaced")
