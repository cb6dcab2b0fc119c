"""Mentions: colleagues whom a note calls find it in their inbox, until they have looked at it."""

import re

import pytest

from segue.times import MINUTE
from tests.handlers.console_staff import as_staff
from tests.handlers.talks import chatted, known, the_one, wrote

SIGN = r'id="inbox-mentions"[^>]*>(?:<span class="badge accent">)?(\d*)<'


@pytest.fixture
def talk(world):
    """The path of a conversation that Kim began by SMS."""
    known(world)
    wrote(world, "Where is my tent?", "i1")
    return f"/inbox/{the_one(world)['id']}"


def noted(browser, talk, text):
    """Keeps a note."""
    browser.world.pass_time(MINUTE)
    browser.get(talk)
    kept = {name: browser.find(rf'name="{name}" value="([^"]*)"') for name in ("version", "occasion")}
    sent = browser.post(f"{talk}/say", {**kept, "kind": "note", "channel": "", "text": text})
    browser.world.pass_time(MINUTE)
    return sent


def sign(browser):
    """How many notes that call the reader the inbox shows as not read."""
    return browser.get("/inbox").find(SIGN)


def in_list(browser, talk, query):
    return f'href="/console{talk}' in browser.get(f"/inbox?{query}").body


def test_who_is_called_finds_the_conversation_and_a_sign_until_it_is_read(ann, amy, talk):
    assert (sign(amy), in_list(amy, talk, "whose=mentions")) == ("", False)
    assert noted(ann, talk, "Can you look, @amy? And @amy, soon").status == 303
    assert (sign(amy), sign(ann)) == ("1", "")
    assert (in_list(amy, talk, "whose=mentions"), amy.reads("Mentions you")) == (True, True)
    assert in_list(ann, talk, "whose=mentions") is False
    amy.get(talk)
    assert (sign(amy), in_list(amy, talk, "whose=mentions")) == ("", True)
    noted(ann, talk, "Again, @amy")
    assert sign(amy) == "1"


def test_a_poll_brings_the_sign_with_the_list(ann, amy, talk):
    seen = amy.get("/inbox").find(r'data-seen="(\w+)"')
    noted(ann, talk, "@amy?")
    assert amy.get(f"/inbox/new?seen={seen}").find(SIGN) == "1"
    assert amy.reads("1 conversation with a note that mentions you")


def test_what_calls_somebody_stands_there_in_every_state_and_filters_narrow_it(world, ann, amy, talk):
    noted(ann, talk, "@amy?")
    amy.get(talk).post(f"{talk}/resolve", {})
    told = {one: in_list(amy, talk, f"whose=mentions&{one}") for one in ("", "state=open", "channel=sms", "tag=vip")}
    assert told == {"": True, "state=open": False, "channel=sms": True, "tag=vip": False}


def test_conversations_that_nobody_reads_are_not_looked_through_for_mentions(world, ann, amy, talk):
    """The filter reads the notes that call somebody, and not every conversation."""
    noted(ann, talk, "@amy?")
    for one in range(3):
        chatted(world, "Hello?", f"t{one}", conversation_id=f"chat:{one}", anonymousId=f"a{one}")
    rows = [one for one in world.table("Conversations").items() if one["pk"]["S"].startswith("@")]
    assert [(one["pk"]["S"], one["sk"]["S"].endswith(talk.rpartition("/")[2])) for one in rows] == [
        ("@id-of-amy@shop.test", True)
    ]
    assert len(re.findall(r'class="talk-row ', amy.get("/inbox?whose=mentions").body)) == 1


def test_a_note_suggests_colleagues_and_not_oneself(world, ann, amy, talk):
    as_staff(world, "pia")
    world.pass_time(MINUTE)
    page = amy.get(talk)
    assert re.findall(r'role="option"[^>]*data-name="([^"]*)"', page.body) == ["ann", "pia"]
