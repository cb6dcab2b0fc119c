"""The page of requests: what is due first, and the steps of one to its answer."""

import re

import pytest

from segue.times import DAY, MINUTE, to_text
from tests.faults.shop import identified, post
from tests.handlers.console_staff import KIM, as_staff, page_of, staffed
from tests.handlers.starter import whole_starter
from tests.handlers.test_cases_api import code_in

PAGE = "/requests"


@pytest.fixture
def world(monkeypatch):
    with staffed(monkeypatch, whole_starter()) as made:
        post(made, identified(made, "m1", "u1", KIM))
        made.pass_time(MINUTE)
        yield made


@pytest.fixture
def pia(world):
    return as_staff(world, "pia")


def asked(pia, kind: str, **said: str) -> str:
    """The path of a new case."""
    pia.get(PAGE)
    occasion = pia.find(r'name="occasion" value="([^"]+)"')
    fields = {"sought": KIM, "kind": kind, "channel": "email", "occasion": occasion, **said}
    return pia.post(PAGE, fields).at.removeprefix("/console")


def did(pia, path: str, act: str, **said: str):
    """One step by the form of the page."""
    pia.get(path)
    occasion = pia.find(rf'{act}"[\s\S]*?name="occasion" value="({act} [^"]+)"')
    page = pia.post(f"{path}/{act}", {"occasion": occasion, **said})
    return pia.get(path) if page.status == 303 else page


def test_nothing_waits_at_first_and_who_is_not_found_is_said(pia) -> None:
    assert pia.get(PAGE).reads("Nothing waits for an answer")
    assert pia.get(PAGE).post(PAGE, {"sought": "???", "kind": "access"}).reads("No customer is found by that")
    assert pia.get(PAGE).post(PAGE, {"sought": KIM, "kind": "access", "received": "soon"}).status == 422


def test_late_ones_stand_in_front_with_how_late_they_are(world, pia) -> None:
    asked(pia, "access")
    asked(pia, "objection", received=to_text(world.clock - 40 * DAY)[:10])
    page = pia.get(PAGE)
    assert page.body.index("Objects to marketing") < page.body.index("Wants to know what you hold</a>")
    assert page.reads("late")


def test_a_code_shows_who_asks_and_the_customer_is_put_right(world, pia) -> None:
    path = asked(pia, "rectification")
    assert pia.get(path).reads("A code goes to k…@shop.test")
    assert did(pia, path, "verification").reads("A code was sent by you")
    world.pass_time(MINUTE)
    assert did(pia, path, "verification", code="000000" if code_in(world) != "000000" else "111111").status == 400
    assert did(pia, path, "verification", code=code_in(world)).reads("they typed the code that was sent")
    assert did(pia, path, "work", traits="nonsense").reads("Type a line for each")
    assert did(pia, path, "work", traits="firstName: Kimberly").reads("Begun by you")
    assert did(pia, path, "answer", reason="by mail").reads("Answered by you: by mail")
    assert re.search("Answered and refused", pia.get(PAGE).body)


def test_it_is_extended_once_and_refused_for_a_reason(world, pia) -> None:
    path = asked(pia, "access")
    assert did(pia, path, "extension").reads("Say it in a sentence")
    assert did(pia, path, "extension", reason="many systems").reads("Extended by two months by you: many systems")
    assert "It takes longer" not in pia.get(path).body
    assert did(pia, path, "refusal", reason="not one of ours").reads("Refused by you: not one of ours")


def test_an_agent_and_a_marketer_have_no_such_page(amy, max_) -> None:
    for one in (amy, max_):
        assert one.get(PAGE).status == 403
        assert one.post(PAGE, {}).status == 403


def test_a_customer_s_page_says_that_they_are_restricted(world, pia) -> None:
    page = page_of(pia, KIM)
    assert "Restricted" not in pia.get(page).body
    assert did(pia, asked(pia, "restriction"), "work").reads("Begun by you")
    world.pass_time(MINUTE)
    assert pia.get(page).reads("Restricted: what is held is kept and not used")


def known(pia, path: str) -> None:
    """Who asks was made sure in another way."""
    assert did(pia, path, "identification", reason="showed a card").reads("showed a card")


def test_erasing_is_two_steps_that_say_who_and_what_goes(world, pia) -> None:
    path = asked(pia, "erasure")
    known(pia, path)
    body = pia.get(path).body
    fold = re.search(r"<details[^>]*><summary>Erase them</summary>[\s\S]*?</details>", body)
    assert fold
    assert re.search(r'<button class="button danger">Erase for good</button>', fold[0])
    assert body.count("Erase for good") == 1
    assert pia.reads("About Kim")
    assert pia.reads("0 orders")
    assert pia.reads("last seen")
    assert pia.reads("nobody can bring it back")
    assert pia.reads("until it has ended goes with it")


def test_an_erasure_is_under_way_until_its_receipt_and_then_told_in_whole_sentences(world, pia) -> None:
    path = asked(pia, "erasure")
    known(pia, path)
    assert pia.get(path).reads("cannot be begun here once it is answered")
    assert pia.reads("Write to the customer before you erase")
    assert did(pia, path, "work").reads("Do it Under way")
    assert ">The erasure</a>" in pia.get(path).body
    world.pass_time(10 * MINUTE)
    assert pia.get(path).reads("Do it Done")
    assert pia.reads("It was made sure who asks; how is erased with them.")
    assert "by , due" not in pia.body
    assert not pia.reads("asks: -")
    assert not re.search(r">\s*\. Came", pia.body)
    assert not pia.reads("cannot be begun here")


def test_of_whom_nobody_knows_it_is_said_that_nothing_is_held_and_only_the_identifier_is_closed(pia) -> None:
    path = asked(pia, "erasure", sought="nobody@shop.test")
    assert pia.get(path).reads("Nobody is known by that: nothing is held. Answer so.")
    assert "/people/" not in pia.body.split("<h1>")[1]
    known(pia, path)
    assert pia.get(path).reads("Only the identifier is closed")
    assert "Erase for good" not in pia.body


def test_the_lists_tell_whom_each_is_about_by_a_short_id_and_the_runs_lead_back(world, pia) -> None:
    ident = page_of(pia, KIM).rpartition("/")[2]
    path = asked(pia, "access")
    assert f'title="{ident}"' in pia.get(PAGE).body
    known(pia, path)
    assert ">The export</a>" in did(pia, path, "work").body
    assert pia.get("/privacy").reads("for a request")
    assert f'title="{ident}"' in pia.body
    run = pia.find(r"(/privacy/x_\w+)")
    world.pass_time(10 * MINUTE)
    assert pia.get(run).reads("Back to the request")
    assert not pia.reads("case c_")
    assert re.search(r">The export, \d+ KB</a>", pia.get(path).body)


def test_the_trail_names_what_was_begun(world, pia) -> None:
    path = asked(pia, "restriction")
    did(pia, path, "work")
    assert pia.get("/audit?action=case.begun").reads("Began what a customer asked for : Wants it kept and not used")
    assert f'href="/console{path}"' in pia.body
