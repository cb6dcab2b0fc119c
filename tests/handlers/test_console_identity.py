"""Who is one person, in the console: seeing why, merging, and taking back."""

import re

import pytest

from segue.times import MINUTE
from tests.faults.shop import post, viewed
from tests.handlers.console_staff import KIM, LEE, as_staff, merged, page_of, two_customers
from tests.handlers.staff_requests import Api


@pytest.fixture
def world(world):
    return two_customers(world)


def undo_of(browser, page):
    """The path of the first undo that a page offers."""
    return browser.get(page).find(r'href="/console(/merges/m_[^"]+)"')


def test_a_page_tells_how_we_know_it_is_one_person(amy):
    assert amy.get(page_of(amy, KIM)).status == 200
    assert amy.reads("How we know it is one person 2 links")
    assert amy.reads("User id u1 and Browser a1")
    assert amy.reads("Signed in · Introduced themselves · web · since 1 Jan 2026")


def test_what_was_kept_apart_is_told_with_the_reason_and_is_no_contact(world, amy):
    post(world, viewed(world, "m5", userId="u1", context={"traits": {"email": LEE}}))
    world.pass_time(MINUTE)
    amy.get(page_of(amy, KIM))
    assert amy.reads(f"User id u1 not linked with E-mail {LEE} Another user id is known: one person has one.")
    assert amy.reads("Kept apart: somebody else’s or shared")
    assert f"<span>{LEE}</span>" not in amy.body
    assert amy.get(amy.find(r'href="/console(/people/[^"]+)">See whose')).reads(LEE)


def test_the_other_is_found_previewed_with_what_it_overrules_and_merged(amy):
    kim, lee = page_of(amy, KIM), page_of(amy, LEE)
    found = amy.get(f"{kim}/merge").post(f"{kim}/merge", {"q": LEE})
    assert found.at == f"/console{kim}/merge/{lee.rpartition('/')[2]}"
    amy.get(found.at.removeprefix("/console"))
    assert amy.reads("Merging overrules them: Another user id is known: one person has one.")
    assert amy.reads("Now: 2 people")
    assert amy.reads("After: 1 person")
    assert merged(amy).at == f"/console{kim}?said=merged"
    assert amy.get(f"{kim}?said=merged").reads("They are one person from now on.")
    assert amy.reads("Two people became one User id u1 and User id u2 “the same loyalty card” You")
    assert amy.get(lee).at == f"/console{kim}"


def test_a_merge_without_a_reason_asks_for_it_and_does_nothing(amy):
    assert merged(amy, "  ").status == 422
    assert amy.reads("Say why")
    assert page_of(amy, KIM) != page_of(amy, LEE)


def test_a_form_that_is_sent_twice_merges_once(world, amy):
    kim = page_of(amy, KIM)
    merged(amy)
    amy.get(f"{kim}/merge")
    again = amy.post(f"{kim}/merge/{page_of(amy, LEE).rpartition('/')[2]}", {"reason": "x"})
    assert again.status in (303, 403)
    assert len(Api(world, "agent").get("/v1/merges")[1]["items"]) == 1


@pytest.mark.parametrize(
    ("sought", "said"),
    [("nobody@shop.test", "Nobody is known by that"), (KIM, "That is this very person"), ("", "Nobody is known")],
)
def test_nobody_else_found_is_said(amy, sought, said):
    kim = page_of(amy, KIM)
    assert amy.get(f"{kim}/merge").post(f"{kim}/merge", {"q": sought}).reads(said)


def test_an_undo_shows_what_would_be_and_asks_why(amy):
    kim = merged(amy).at.removeprefix("/console").partition("?")[0]
    undo = undo_of(amy, kim)
    amy.get(undo)
    told = ("Take this merge back?", "Now: 1 person", "After: 2 people", "On their own again", "“the same loyalty")
    assert [text for text in told if not amy.reads(text)] == []
    assert amy.post(undo, {"reason": ""}).status == 422
    done = amy.get(undo).post(undo, {"reason": "two sisters"})
    assert re.fullmatch(rf"/console{kim}\?said=undone&other=u_[a-z2-7]{{24}}", done.at)
    assert amy.get(done.at.removeprefix("/console")).reads("they are two people again")
    assert amy.reads("A merge was taken back “two sisters” You")
    assert page_of(amy, LEE) != kim


def test_an_undo_that_comes_again_changes_nothing_and_is_told(amy):
    kim = merged(amy).at.removeprefix("/console").partition("?")[0]
    undo = undo_of(amy, kim)
    first = amy.get(undo).post(undo, {"reason": "two sisters"}).at
    assert amy.get(kim).post(undo, {"reason": "again"}).at == first
    assert amy.get(undo).reads("This merge was taken back")
    assert amy.reads("You took it back: “two sisters”")


def test_a_link_of_the_rules_can_be_taken_apart(amy):
    kim = page_of(amy, "a1")
    apart = amy.get(kim).find(r'href="/console(/merges/[^"]+)">Take apart<span class="unseen"> u1 and a1')
    amy.get(apart)
    assert amy.reads("by the rules, because one event named both")
    assert amy.reads("On their own again Browser a1 (moves here)")
    amy.post(apart, {"reason": "a borrowed phone"})
    assert page_of(amy, "a1") != kim
    assert amy.get(page_of(amy, "a1")).reads("Known by one browser, which has sent nothing itself yet")


def test_the_timeline_tells_a_merge_and_its_undo_in_words(world, amy):
    kim = merged(amy).at.removeprefix("/console").partition("?")[0]
    undo = undo_of(amy, kim)
    world.pass_time(MINUTE)
    amy.get(undo).post(undo, {"reason": "two sisters"})
    world.pass_time(MINUTE)
    assert amy.get(f"{kim}?kind=merge").reads("Merge taken back by you: two sisters")
    assert amy.reads("Made one with another profile by you: the same loyalty card")
    assert amy.get("/live").reads("Merge taken back")


def test_others_see_why_without_a_button_and_cannot_decide(world, amy):
    kim = merged(amy).at.removeprefix("/console").partition("?")[0]
    undo = undo_of(amy, kim)
    most = as_staff(world, "max")
    assert most.get(kim).reads("Two people became one")
    assert "/merges/" not in most.body
    assert KIM not in most.body
    paths = (undo, f"{kim}/merge", "/suggestions")
    assert [most.get(path).status for path in paths] == [403, 403, 403]
    assert most.get(kim).post(undo, {"reason": "x"}).status == 403


def test_the_privacy_officer_may_decide(world):
    assert merged(as_staff(world, "pia")).status == 303


def test_a_form_of_another_site_decides_nothing(amy):
    kim, lee = page_of(amy, KIM), page_of(amy, LEE)
    to = f"{kim}/merge/{lee.rpartition('/')[2]}"
    assert amy.get(to).post(to, {"reason": "x", "token": "f" * 40}).status == 403
    assert amy.get(to).post(to, {"reason": "x"}, sec_fetch_site="cross-site").status == 403
    assert page_of(amy, KIM) != page_of(amy, LEE)


@pytest.mark.parametrize(
    "path", ["/merges/m_nothing", f"/merges/u_{'a' * 24}.a_{'b' * 24}", f"/people/u_{'a' * 24}/merge", "/merges/x"]
)
def test_what_is_not_there_is_a_calm_page(amy, path):
    assert (amy.get(path).status, amy.reads("Nothing here")) == (404, True)


def test_a_merge_with_oneself_is_one_already(amy):
    kim = page_of(amy, KIM)
    assert amy.get(f"{kim}/merge/{kim.rpartition('/')[2]}").at == f"/console{kim}?said=already"
