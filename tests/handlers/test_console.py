"""The console: what staff read and do there."""

import re

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.shop import added, identified, opted_out, post, viewed
from tests.handlers.console_staff import KIM, as_staff


@pytest.fixture
def kim(world, ann):
    """A customer's page."""
    post(world, added(world, "m1", anonymousId="a1"), identified(world, "m2", "u1", KIM, anonymousId="a1"))
    world.pass_time(MINUTE)
    return ann.get("/people").post("/people/find", {"q": KIM}).at.removeprefix("/console")


def test_the_start_leads_to_where_the_day_of_a_role_begins(world, ann):
    begins = {"ann": "/live", "amy": "/inbox", "pia": "/privacy", "max": "/measures"}
    assert {one: as_staff(world, one).get("").at for one in begins} == {
        one: f"/console{at}" for one, at in begins.items()
    }
    assert ann.get("/live").status == 200
    assert ann.reads("Quiet so far")


def test_the_live_page_shows_what_has_just_happened(world, ann):
    post(world, viewed(world, "m1", anonymousId="a1"), added(world, "m2", anonymousId="a1"))
    world.pass_time(MINUTE)
    assert ann.get("/live").status == 200
    assert ann.reads("Product Added")
    assert ann.body.count('class="feed-row"') == 2


def test_a_poll_answers_204_until_something_is_new(world, ann):
    poll = ann.get("/live").find(r'hx-get="/console(/live/new[^"]+)"')
    assert ann.get(poll, hx_request="true").status == 204
    post(world, added(world, "m1", anonymousId="a1"))
    world.pass_time(MINUTE)
    assert ann.get(poll, hx_request="true").status == 200
    assert ann.reads("Product Added")
    assert 'hx-swap-oob="true"' in ann.body


@pytest.mark.parametrize("typed", [KIM, f" {KIM.upper()} ", "u1", "a1"])
def test_a_customer_is_found_by_any_identifier_and_no_url_tells_it(ann, kim, typed):
    found = ann.get("/people").post("/people/find", {"q": typed})
    assert (found.status, found.at) == (303, f"/console{kim}")
    assert re.fullmatch(r"/people/u_[a-z2-7]{24}", kim)


def test_nobody_found_is_said_with_what_was_sought(ann):
    found = ann.get("/people").post("/people/find", {"q": "<b>nobody</b>"})
    assert (found.status, found.reads("Nothing leads to “<b>nobody</b>”")) == (200, True)
    assert "<b>nobody</b>" not in found.body


def test_a_page_of_a_customer_tells_who_it_is_and_what_is_in_the_cart(ann, kim):
    page = ann.get(kim)
    assert page.status == 200
    told = ("Kim", KIM, "Open cart", "Tent", "€199.00", "Product Added 1 time, last", "Signed in")
    assert [text for text in told if not page.reads(text)] == []


def test_a_page_of_a_customer_tells_messages_and_why_one_was_not_sent(world, ann, kim):
    world.pass_time(3 * HOUR)
    assert ann.get(kim).reads("Your Tent is waiting Sent")
    post(world, opted_out(world, "m3", KIM, userId="u1"), added(world, "m4", cart="c2", userId="u1"))
    world.pass_time(3 * HOUR)
    assert ann.get(kim).reads("The customer opted out of this kind of message.")
    assert ann.get(f"{kim}?kind=decision").reads("Abandoned cart, Not sent") is False


def test_people_who_were_seen_lately_are_listed(ann, kim):
    assert ann.get("/people").reads("Kim kim@shop.test Open cart")


def test_what_customers_write_stays_text(world, ann):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    traits = {"name": evil, "note": evil}
    post(world, identified(world, "m1", "u1") | {"traits": traits})
    post(
        world,
        added(world, "m2", userId="u1") | {"event": evil[:60], "properties": {"name": evil, "url": "javascript:x"}},
    )
    world.pass_time(MINUTE)
    page = ann.get(ann.get("/people").post("/people/find", {"q": "u1"}).at.removeprefix("/console"))
    assert page.status == 200
    assert "<script>alert" not in page.body
    assert "<img src=x" not in page.body


def test_an_absorbed_profile_leads_to_todays(world, ann, kim):
    (former,) = set(re.findall(r"a_[a-z2-7]{24}", str(world.table("People").partitions)))
    assert ann.get(f"/people/{former}").at == f"/console{kim}"


def test_the_older_part_of_a_timeline_comes_by_itself(world, ann, kim):
    for number in range(45):
        post(world, viewed(world, f"v{number}", userId="u1"))
        world.pass_time(1000)
    further = ann.get(kim).find(r'hx-get="/console([^"]+)"')
    assert ann.get(further).body.count('class="moment ') == 8  # the open cart's segment is among them
    assert ann.reads("Older") is False


WHOSE = {
    "/segments": "This is for marketers and administrators.",
    "/quarantine": "This is for administrators. An administrator can give you that role.",
    "/live": "This is for agents, marketers, privacy officers and administrators.",
}


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("amy", "/live", 200),
        ("amy", "/segments", 403),
        ("max", "/segments", 200),
        ("max", "/quarantine", 403),
        ("joe", "/live", 403),
        ("ann", "/nowhere", 404),
        ("ann", "/people/u_" + "a" * 24, 404),
    ],
)
def test_a_page_is_for_its_roles(world, name, path, expected):
    page = as_staff(world, name).get(path)
    assert page.status == expected
    assert expected != 403 or page.reads(WHOSE[path])


def test_a_marketer_reads_no_address(world, ann, kim):
    page = as_staff(world, "max").get(kim)
    assert (page.status, page.reads("Kim")) == (200, True)
    assert KIM not in page.body
