"""What follows by itself on the pages of the desk: the list beside a conversation, the customer, the ways to answer."""

import re

import pytest

from segue.times import MINUTE
from tests.faults.shop import added, identified, post
from tests.handlers.console_staff import page_of
from tests.handlers.talks import KIM, chatted, known, the_one, wrote


@pytest.fixture
def talk(world):
    """The path of a conversation that Kim began by SMS."""
    known(world)
    wrote(world, "Where is my tent?", "i1")
    return f"/inbox/{the_one(world)['id']}"


def attribute(browser, tag, name):
    """What an attribute of the part of this id says."""
    return browser.find(rf'id="{tag}"[^>]*? {name}="([^"]*)"')


def reply(browser, **said):
    """What the reply form of the page that was read last brings back."""
    kept = {name: browser.find(rf'name="{name}" value="([^"]*)"') for name in ("version", "occasion", "usual")}
    return {**kept, "kind": "said", "channel": "sms", "text": "", **said}


def test_the_list_that_comes_anew_still_says_which_conversation_is_open(world, amy, talk):
    address = attribute(amy.get(talk), "inbox", "data-follow").removeprefix("/console")
    wrote(world, "Hello?", "i2")
    assert re.search(rf'href="/console{talk}"[^>]*aria-current="true"', amy.get(address).body)
    assert (
        "aria-current" not in amy.get(f"{address.partition('current=')[0]}current=c_nothing").body.partition("rows")[2]
    )


def test_the_customer_beside_comes_anew_when_something_has_changed_of_them(world, amy, talk):
    amy.get(talk)
    address, seen = (
        attribute(amy, "customer", "data-follow").removeprefix("/console"),
        attribute(amy, "customer", "data-seen"),
    )
    assert amy.get(f"{address}?seen={seen}").status == 204
    post(world, added(world, "m7", "c1", userId="u1"))
    world.pass_time(MINUTE)
    assert amy.get(f"{address}?seen={seen}").reads("Open cart")
    assert amy.get(f"{address}?seen={attribute(amy, 'customer', 'data-seen')}").status == 204


def test_an_unknown_visitor_who_says_who_they_are_is_known_beside_the_conversation(world, amy):
    chatted(world, "Where is my tent?", "t1", anonymousId="a9")
    talk = f"/inbox/{the_one(world)['id']}"
    assert not amy.get(talk).reads(KIM)
    seen = attribute(amy, "customer", "data-seen")
    post(world, identified(world, "m1", "u1", KIM, anonymousId="a9"))
    world.pass_time(MINUTE)
    assert amy.get(f"{talk}/customer?seen={seen}").reads(KIM)


def test_words_by_another_channel_bring_the_ways_to_answer_with_them(world, amy, talk):
    seen = attribute(amy.get(talk), "thread", "data-seen")
    assert attribute(amy, "reply-way", "data-usual") == "sms"
    chatted(world, "Now here", "t1", conversation_id="chat:2")
    chat = f"/inbox/{the_one(world)['id']}"
    assert chat == talk
    assert attribute(amy.get(f"{talk}/new?seen={seen}"), "reply-way", "data-usual") == "chat"


def test_the_channel_that_was_chosen_stays_chosen(world, amy, talk):
    answered = amy.get(talk).post(f"{talk}/say", reply(amy, text="By mail", channel="email"))
    assert answered.at == f"/console{talk}?by=email&said=said"
    assert '<option value="email" selected' in amy.get(answered.at.removeprefix("/console")).body
    taken = amy.post(f"{talk}/assign", reply(amy, to="me", channel="email"))
    assert "by=email" in taken.at
    assert '<option value="sms" selected' in amy.get(f"{talk}?by=pigeon").body


def test_who_was_second_reads_what_to_do_and_keeps_the_channel(world, ann, amy, talk):
    ann.get(talk)
    amy.get(talk).post(f"{talk}/say", reply(amy, text="It is in Bremen"))
    lost = ann.post(f"{talk}/say", reply(ann, text="I look it up", channel="email"))
    assert (lost.status, lost.reads("Read what is new, and send it again where it still fits.")) == (409, True)
    assert '<option value="email" selected' in lost.body


def test_what_was_refused_keeps_the_channel_and_the_text(world, amy, talk):
    amy.get(talk)
    wrote(world, "And my stove?", "i2")
    refused = amy.post(f"{talk}/resolve", reply(amy, text="half a sen", channel="email", kind="note"))
    assert (refused.status, '<option value="email" selected' in refused.body) == (409, True)
    assert 'value="note" checked' in refused.body


def test_after_one_is_resolved_the_next_is_at_hand(world, amy, talk):
    chatted(world, "And me?", "t1", conversation_id="chat:2", anonymousId="a7")
    done = amy.get(talk).post(f"{talk}/resolve", reply(amy))
    page = amy.get(done.at.removeprefix("/console"))
    assert (page.reads("Resolved."), page.reads("Next: Unknown visitor")) == (True, True)
    assert f"{talk}?" not in page.find(r'<a href="([^"]*)" data-onward')


def test_after_the_last_one_is_resolved_nobody_waits(world, amy, talk):
    done = amy.get(talk).post(f"{talk}/resolve", reply(amy))
    assert amy.get(done.at.removeprefix("/console")).reads("Resolved. Nobody else waits here.")


def test_a_filter_that_nothing_fits_leads_back_to_all(amy, talk):
    assert amy.get("/inbox?tag=none").reads("No conversation fits these filters")
    assert amy.reads("Show all that waits")
    assert not amy.get("/inbox").reads("Show all that waits")


def test_an_open_case_is_called_by_what_it_is_about(world, ann, amy, talk):
    page = ann.get(page_of(ann, KIM))
    assert f'href="/console{talk}">Track order</a><span class="muted tiny-text block">SMS' in page.body
    assert not page.reads("Open case c_")
