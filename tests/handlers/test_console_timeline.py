"""The timeline on a person's page: what is said is told in words, kinds and channels are chosen, new things come."""

import re

import pytest

from segue.times import MINUTE, SECOND
from tests.faults.shop import identified, message, post, reported, viewed
from tests.handlers.staff_requests import KIM, Api, person

SAID = {"author": "customer", "text": "Where is my parcel?", "channel": "whatsapp", "conversation_id": "t1"}
TURN = {"event": "Conversation Turn", "properties": SAID}
CALL = {"event": "Call Ended", "properties": {"call_id": "k1", "duration": 125, "answered": True}}
SURVEY = {"event": "Survey Answered", "properties": {"survey": "ces", "score": 6, "comment": "Quick", "channel": "sms"}}


@pytest.fixture
def kim(world):
    """The way to a customer's page."""
    post(world, identified(world, "m1", "u1", "kim@shop.test"))
    world.pass_time(MINUTE)
    return f"/people/{person(Api(world), KIM)['id']}"


@pytest.fixture
def talked(world, kim):
    """Kim wrote, called and answered a survey."""
    for name, told in (("t1", TURN), ("t2", CALL), ("t3", SURVEY)):
        reported(world, message(world, "track", name, userId="u1", **told))
        world.pass_time(MINUTE)


def titles(page):
    """What the moments say."""
    return re.findall(r'class="strong">([^<]+)<', page.body[page.body.index('id="moments"') :])


def fresh(kim, page):
    """The way on which the browser asks what is new."""
    return page.find(r'id="poll"[^>]*hx-get="/console([^"]+)"')


def test_turns_calls_and_surveys_are_told_in_words(ann, kim, talked):
    page = ann.get(kim)
    for words in ("Where is my parcel?", "2:05 min", "CES 6", "Quick"):
        assert page.reads(words)


def test_icons_stand_for_what_happened(ann, kim, talked):
    moments = ann.get(kim).body.partition('id="moments"')[2]
    assert {"#i-talk", "#i-phone", "#i-star"} <= set(re.findall(r"#i-[a-z]+", moments))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kind=turn", ["A call ended", "The customer wrote"]),
        ("kind=turn,survey", ["Answered a survey", "A call ended", "The customer wrote"]),
        ("kind=survey&channel=sms", ["Answered a survey"]),
        ("channel=whatsapp,phone", ["A call ended", "The customer wrote"]),
    ],
)
def test_kinds_and_channels_are_filtered_together_and_as_lists(ann, kim, talked, query, told):
    assert titles(ann.get(f"{kim}?{query}")) == told


def test_each_filter_keeps_what_the_other_chose(ann, kim, talked):
    page = ann.get(f"{kim}?kind=turn")
    assert f"{kim}?kind=turn&amp;channel=whatsapp#timeline" in page.body
    assert f"{kim}?kind=survey#timeline" in page.body


def test_while_nothing_is_new_a_look_is_one_small_read(world, ann, kim):
    way = fresh(kim, ann.get(kim))
    world.pass_time(MINUTE)
    before = dict(world.region.meter.requests)
    assert ann.get(way).status == 204
    asked = {name: n - before.get(name, 0) for name, n in world.region.meter.requests.items() if name[0] == "console"}
    assert sum(asked.values()) == 1


def test_a_new_turn_is_there_two_seconds_later_and_is_told_once(world, ann, kim):
    way = fresh(kim, ann.get(kim))
    world.pass_time(MINUTE)
    reported(world, message(world, "track", "t1", userId="u1", **TURN))
    world.pass_time(SECOND)
    new = ann.get(way)
    assert titles_of(new).count("The customer wrote") == 1
    again = new.find(r'hx-get="/console([^"]+)"')
    assert ann.get(again).status == 204


def titles_of(part):
    """What the moments of a part say."""
    return re.findall(r'class="strong">([^<]+)<', part.body)


def test_what_others_do_changes_nothing_here(world, ann, kim):
    way = fresh(kim, ann.get(kim))
    world.pass_time(MINUTE)
    post(world, viewed(world, "v1", userId="u2"))
    world.pass_time(SECOND)
    assert ann.get(way).status == 204
