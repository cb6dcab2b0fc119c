"""The inbox and a conversation in the console: what an agent reads there and does."""

import re

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.wire import Request
from tests.handlers.console_staff import as_staff
from tests.handlers.talks import chatted, known, the_one, whole, wrote


@pytest.fixture
def talk(world):
    """The path of a conversation that Kim began by SMS."""
    known(world)
    wrote(world, "Where is my tent?", "i1")
    return f"/inbox/{the_one(world)['id']}"


def fields(browser, **said):
    """What the reply form of the page that was read last brings back."""
    kept = {name: browser.find(rf'name="{name}" value="([^"]*)"') for name in ("version", "occasion")}
    return {**kept, "kind": "said", "channel": "sms", **said}


def test_the_inbox_lists_who_wrote_by_what_and_since_when(world, amy, talk):
    world.pass_time(14 * MINUTE)
    assert amy.get("/inbox").status == 200
    assert [one for one in ("Kim", "Where is my tent?", "not read yet", "By SMS") if not amy.reads(one)] == []
    assert re.search(r"waits 1[45] min|late by|due in", amy.body)


def test_an_empty_inbox_says_so(amy):
    assert amy.get("/inbox").reads("Nobody waits here")


def test_what_was_opened_is_read(amy, talk):
    amy.get(talk)
    assert not amy.get("/inbox").reads("not read yet")


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("whose=mine", False),
        ("whose=nobody", True),
        ("state=open", True),
        ("state=resolved", False),
        ("channel=sms", True),
        ("channel=email", False),
        ("state=nonsense", True),
    ],
)
def test_filters_narrow_the_list(amy, talk, query, there):
    assert (f'href="/console{talk}' in amy.get(f"/inbox?{query}").body) == there


def test_a_poll_of_the_inbox_is_empty_until_something_changes(world, amy, talk):
    seen = amy.get("/inbox").find(r'data-seen="(\w+)"')
    assert amy.get(f"/inbox/new?seen={seen}").status == 204
    wrote(world, "Hello?", "i2")
    assert amy.get(f"/inbox/new?seen={seen}").reads("Hello?")


def test_a_conversation_tells_what_was_said_and_who_says_it(world, amy, talk):
    chatted(world, "Still waiting", "t1")
    page = amy.get(talk)
    assert page.status == 200
    told = ("Where is my tent?", "Still waiting", "Kim", "kim@shop.test", "Nothing but answers waits", "Consent")
    assert [one for one in told if not page.reads(one)] == []
    assert "c_" not in re.sub(r"<[^>]+>", "", page.body)


def test_a_poll_of_a_conversation_is_empty_until_something_is_said(world, amy, talk):
    seen = amy.get(talk).find(r'id="thread".*?data-seen="(\w+)"')
    assert amy.get(f"{talk}/new?seen={seen}").status == 204
    wrote(world, "Hello?", "i2")
    assert amy.get(f"{talk}/new?seen={seen}").reads("Hello?")


def test_an_answer_is_sent_and_its_way_is_told(world, amy, talk):
    sent = amy.get(talk).post(f"{talk}/say", fields(amy, text="On its way\r\nto you"))
    assert (sent.status, sent.at) == (303, f"/console{talk}?said=said")
    page = amy.get(talk)
    assert (page.reads("On its way to you"), page.reads("On its way"), page.reads("Yours")) == (True, True, True)
    world.pass_time(HOUR)
    assert re.search(r"turn-state \w*\">(Sent|Delivered|Not sent)", amy.get(talk).body)


def test_the_same_form_sent_twice_is_one_answer_and_with_other_words_another(world, amy, talk):
    amy.get(talk)
    given = fields(amy, text="Once", version="0")
    page = amy.body
    for text in ("Once", "Once", "Twice"):
        amy.body = page
        assert amy.post(f"{talk}/say", {**given, "text": text}).status == 303
        world.pass_time(MINUTE)
    said = [one["text"] for one in whole(world, talk.rpartition("/")[2])["turns"]]
    assert said == ["Where is my tent?", "Once", "Twice"]


def test_of_two_who_answer_the_second_keeps_the_text_and_is_told_who_was_first(world, ann, amy, talk):
    ann.get(talk)
    amy.get(talk).post(f"{talk}/say", fields(amy, text="It is in Bremen"))
    lost = ann.post(f"{talk}/say", fields(ann, text="I look it up"))
    assert lost.status == 409
    assert lost.reads("Amy has answered meanwhile: It is in Bremen. Your text is still here")
    assert ">I look it up</textarea>" in lost.body
    assert ann.post(f"{talk}/say", fields(ann, text="I look it up")).status == 303


def test_an_empty_answer_is_refused_in_words(amy, talk):
    refused = amy.get(talk).post(f"{talk}/say", fields(amy, text=" "))
    assert (refused.status, refused.reads("An answer or a note says something")) == (422, True)
    assert amy.get(f"{talk}/say").status == 303  # whoever loads that address again is led back


def test_a_note_stays_among_the_staff(world, ann, amy, talk):
    amy.get(talk).post(f"{talk}/say", fields(amy, text="Ask the depot, @ann", kind="note"))
    assert amy.get(talk).reads("Note, for the staff alone")
    assert the_one(world)["state"] == "open"


def test_an_answer_can_resolve_and_the_conversation_is_opened_again(world, amy, talk):
    amy.get(talk).post(f"{talk}/say", fields(amy, text="It came", then="resolve"))
    assert amy.get(talk).reads("Resolved")
    assert amy.post(f"{talk}/reopen", fields(amy)).status == 303
    assert the_one(world)["state"] != "resolved"


def test_what_came_meanwhile_is_not_resolved_unseen_and_what_was_typed_stays(world, amy, talk):
    amy.get(talk)
    wrote(world, "And my stove?", "i2")
    refused = amy.post(f"{talk}/resolve", fields(amy, text="half a sen"))
    assert (refused.status, refused.reads("The customer has written meanwhile.")) == (409, True)
    assert ">half a sen</textarea>" in refused.body


def test_a_draft_is_kept_for_whoever_typed_it(world, ann, amy, talk):
    assert amy.get(talk).post(f"{talk}/draft", {"text": "half a sen"}).status == 204
    assert ">half a sen</textarea>" in amy.get(talk).body
    assert ">half a sen</textarea>" not in ann.get(talk).body


def test_a_conversation_is_taken_given_on_and_sorted(world, ann, amy, talk):
    amy.get(talk).post(f"{talk}/assign", fields(amy, to="me"))
    assert the_one(world)["assignee"] == "id-of-amy@shop.test"
    amy.get(talk).post(f"{talk}/assign", {"assignee": "ann"})
    amy.get(talk).post(f"{talk}/sort", {"topic": "delivery", "tags": "vip, tent"})
    found = the_one(world)
    assert (found["assignee"], found["topic"], found["tags"]) == ("id-of-ann@shop.test", "delivery", ["vip", "tent"])


def test_sorting_by_tags_leaves_the_topic_as_it_is(world, amy, talk):
    amy.get(talk).post(f"{talk}/sort", {"topic": "track_order", "tags": ""})
    shown = amy.get(talk).find(r'name="topic" value="([^"]*)"')
    amy.post(f"{talk}/sort", {"topic": shown, "tags": "vip"})
    assert (the_one(world)["topic"], the_one(world)["tags"]) == ("track_order", ["vip"])


@pytest.mark.parametrize("name", ["max", "pia"])
def test_the_inbox_is_for_those_who_serve_customers(world, talk, name):
    browser = as_staff(world, name)
    assert browser.get("/inbox").status == 403
    assert browser.get(talk).status == 403
    assert browser.get("/live").reads("Inbox") is False


def test_there_is_no_conversation_of_another_name(amy):
    assert amy.get("/inbox/c_" + "a" * 24).status == 404


def test_it_goes_on_by_mail_at_an_address_that_the_customer_says(world, amy, talk):
    given = {"channel": "email", "address": "other@shop.test", "occasion": "o1"}
    moved = amy.get(talk).post(f"{talk}/move", given)
    assert (moved.status, moved.at.endswith("said=moved")) == (303, True)
    refused = amy.get(talk).post(f"{talk}/move", {**given, "address": "nowhere"})
    assert (refused.status, refused.reads("A mail address such as")) == (422, True)


def test_a_page_reads_the_customer_once(world, amy, talk):
    asked: list[Request] = []
    world.region.gate.watchers.append(asked.append)
    amy.get(talk)
    whom = [one for one in asked if "IdentitiesTable" in one.params.get("RequestItems", {})]
    assert len(whom) == 2  # the id that it began under, and all that are one person with it
    assert len(asked) <= 35  # with one of the catalog, for what may suit them, and two of the audit trail
