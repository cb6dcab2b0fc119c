"""Conversations that were merged, as the customer reads them: on a page that was open, and where one goes on."""

import pytest

from segue.times import MINUTE
from tests.handlers.chats import signed_in
from tests.handlers.mails_in import last_mail
from tests.handlers.moves import body
from tests.handlers.talks import chatted, desk, heads, two_mails, whole
from tests.handlers.test_conversation_merges import asked

BOTH = ["Where is my tent?", "The pole is broken"]


def answered(world, talk, text):
    assert desk(world).post(f"/v1/conversations/{talk}/turns", {"text": text, "channel": "email"})[0] == 201
    world.pass_time(MINUTE)


@pytest.fixture
def merged(world):
    """The page of a visitor who was shown the newest of two conversations, which then goes on in the other one."""
    stays, goes = two_mails(world)
    kim = signed_in(world, "u1").open()
    assert [one["text"] for one in kim.chat["turns"]] == BOTH
    assert asked(world, stays, "merge", goes)[0] == 200
    world.pass_time(MINUTE)
    return kim, stays, goes


def test_an_open_page_goes_on_with_the_one_that_stays(world, merged):
    kim, stays, goes = merged
    answered(world, stays, "On its way")
    new = kim.new()
    assert ([one["text"] for one in new["turns"]], new["state"]) == ([*BOTH, "On its way"], "waiting")
    answered(world, goes, "And a new pole")
    later = kim.new(new["mark"])
    assert ([one["text"] for one in later["turns"]][-1], later["state"]) == ("And a new pole", "waiting")
    assert kim.new(later["mark"]) == {}


def test_a_page_that_is_opened_later_shows_each_turn_of_both_once(world, merged):
    kim, stays, _ = merged
    answered(world, stays, "On its way")
    assert kim.texts == [*BOTH, "On its way"]
    assert (kim.chat["state"], kim.new(kim.chat["mark"])) == ("waiting", {})


def test_once_somebody_else_has_part_in_both_neither_is_shown(world, merged):
    kim, stays, _ = merged
    chatted(world, "It is mine, too", "m5", anonymousId="a9", conversation_id="email:m0", channel="email")
    assert len(whole(world, stays)["turns"]) == 3
    assert {len(one.keys) for one in heads(world) if one.id == stays} == {2}
    assert (kim.new()["turns"], kim.texts) == ([], [])


def test_a_message_elsewhere_quotes_the_last_answer_of_both(world):
    stays, goes = two_mails(world)
    answered(world, stays, "On its way")
    answered(world, goes, "And a new pole")
    assert asked(world, stays, "merge", goes)[0] == 200
    assert desk(world).post(f"/v1/conversations/{stays}/move", {"channel": "email"})[0] == 201
    world.pass_time(MINUTE)
    said = body(last_mail(world))
    assert ("And a new pole" in said, "On its way" in said) == (True, False)
