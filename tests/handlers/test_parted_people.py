"""Two people who were taken for one, and their conversations with them: afterwards nobody sees what the other wrote."""

import pytest

from segue.times import MINUTE
from tests.faults.shop import identified, message, post, reported
from tests.handlers.staff_requests import BOTH, KIM, LEE, person
from tests.handlers.talks import desk, heads, texts, whole
from tests.handlers.test_conversation_merges import asked

KIMS, LEES = "My card was stolen", "Hello"


def writes(world, user, text, own, thread):
    """One of them writes a mail."""
    told = {"conversation_id": thread, "author": "customer", "text": text, "turn_id": own, "channel": "email"}
    reported(world, message(world, "track", f"mail-{own}", event="Conversation Turn", properties=told, userId=user))
    world.pass_time(MINUTE)


@pytest.fixture
def undone(world, api):
    """Kim and Lee were merged, so were a conversation of each, and all of that was taken back: their conversations."""
    post(world, identified(world, "m1", "u1", "kim@shop.test"), identified(world, "m2", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    writes(world, "u1", KIMS, "t1", "email:1")
    writes(world, "u2", LEES, "t2", "email:2")
    merge = api.post("/v1/merges", BOTH)[1]["id"]
    world.pass_time(MINUTE)
    by_words = {one.preview: one.id for one in heads(world)}
    kims, lees = by_words[KIMS], by_words[LEES]
    assert [asked(world, kims, act, lees)[0] for act in ("merge", "part")] == [200, 200]
    assert api.post(f"/v1/merges/{merge}/undo", {"reason": "two sisters"})[0] == 200
    world.pass_time(MINUTE)
    return kims, lees


def test_each_has_the_own_conversation_alone(world, api, undone):
    people = [person(api, who)["id"] for who in (KIM, LEE)]
    found = [desk(world).get(f"/v1/people/{one}/conversations")[1]["items"] for one in people]
    assert [[one["id"] for one in items] for items in found] == [[one] for one in undone]


def test_what_one_writes_next_is_in_the_own_conversation(world, undone):
    kims, lees = undone
    writes(world, "u1", "My PIN is 4242", "t9", "email:1")
    writes(world, "u2", "Where is my order?", "t3", "email:3")
    assert texts(whole(world, kims)) == [KIMS, "My PIN is 4242"]
    assert texts(whole(world, lees)) == [LEES, "Where is my order?"]
