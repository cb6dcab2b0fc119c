"""A customer with two conversations in the chat, who sees them as one: what is answered in either is there, and what
the customer says next is said where the answer came from."""

import pytest

from segue.conversations.chat.turns import Mark
from segue.times import MINUTE
from tests.faults.striking import requests_of
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.talks import desk, listed, texts, whole


@pytest.fixture
def kim(world):
    """Kim has asked on the phone while signed in, and in another browser before signing in there."""
    signed_in(world, "u1", "a1").open().say("Where is my tent?")
    world.pass_time(MINUTE)
    anonymous(world, "a2").open().say("The pole is broken")
    world.pass_time(MINUTE)
    kim = signed_in(world, "u1", "a2").open()
    assert [one["text"] for one in kim.chat["turns"]] == ["Where is my tent?", "The pole is broken"]
    assert len(listed(world)) == 2
    return kim


def talk(world, first):
    """The conversation that began with these words."""
    return next(one for one in (whole(world, one["id"]) for one in listed(world)) if texts(one)[0] == first)


def answers(world, first, text):
    """An agent answers by chat in the one that began with these words."""
    world.pass_time(MINUTE)
    path = f"/v1/conversations/{talk(world, first)['id']}/turns"
    assert desk(world).post(path, {"text": text, "channel": "chat"})[0] == 201
    world.pass_time(1)


@pytest.mark.parametrize("first", ["Where is my tent?", "The pole is broken"])
def test_what_is_answered_in_either_is_there_at_once(world, kim, first):
    mark = kim.chat["mark"]
    assert (kim.new(mark), kim.status) == ({}, 204)
    answers(world, first, "We look")
    new = kim.new(mark)
    assert (kim.status, [one["text"] for one in new["turns"]][-1:]) == (200, ["We look"])
    assert (kim.new(new["mark"]), kim.status) == ({}, 204)


@pytest.mark.parametrize("first", ["Where is my tent?", "The pole is broken"])
def test_the_next_words_are_said_where_the_last_answer_came_from(world, kim, first):
    other = ({"Where is my tent?", "The pole is broken"} - {first}).pop()
    answers(world, other, "First this")
    answers(world, first, "We look")
    kim.say("Thank you")
    assert texts(talk(world, first))[-2:] == ["We look", "Thank you"]
    world.pass_time(MINUTE)
    kim.say("And?")
    answers(world, other, "That is done")
    kim.say("Good")
    world.pass_time(MINUTE)
    assert texts(talk(world, first))[-2:] == ["Thank you", "And?"]
    assert texts(talk(world, other))[-2:] == ["That is done", "Good"]
    assert [one["text"] for one in kim.new()["turns"]][-3:] == ["And?", "That is done", "Good"]


def test_who_is_not_signed_in_sees_none_of_it_in_that_browser(world, kim):
    answers(world, "The pole is broken", "We look")
    kim.say("My card ends in 4242")
    answers(world, "The pole is broken", "Seen, Kim")
    assert anonymous(world, "a2").texts == ["The pole is broken", "We look"]


def test_an_older_mark_of_one_conversation_leads_on(world, kim):
    first = talk(world, "Where is my tent?")
    answers(world, "The pole is broken", "We look")
    new = kim.new(str(Mark(first["id"], 1, 0)))
    assert [one["text"] for one in new["turns"]] == ["Where is my tent?", "The pole is broken", "We look"]


def test_a_look_while_nothing_happens_reads_twice(world, kim):
    mark = kim.new()["mark"]
    world.region.forget_counts()
    assert (kim.new(mark), kim.status) == ({}, 204)
    assert requests_of(world, "chat") <= 2
