"""Conversations as an agent has them: what came by whichever channel, and what is answered."""

from segue.times import HOUR
from tests.handlers.talks import chatted, desk, known, listed, texts, the_one, whole, wrote


def test_two_texts_before_an_answer_are_one_conversation(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    wrote(world, "Hello?", "i2")
    talk = the_one(world)
    assert texts(talk) == ["Where is my tent?", "Hello?"]
    assert (talk["state"], talk["channel"]) == ("open", "sms")


def test_it_goes_on_in_another_channel(world):
    known(world)
    chatted(world, "Where is my tent?", "t1")
    world.pass_time(HOUR)
    wrote(world, "Still waiting", "i1")
    talk = the_one(world)
    assert (texts(talk), talk["channels"]) == (["Where is my tent?", "Still waiting"], ["chat", "sms"])


def test_an_answer_leaves_by_the_channel_that_the_customer_came_by(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    status, said = desk(world).post(f"/v1/conversations/{talk['id']}/turns", {"text": "On its way"}, key="k1")
    assert (status, said["conversation"]["state"], said["conversation"]["assignee"]) == (201, "waiting", "agent-1")
    assert said["turn"]["message"]
    assert texts(whole(world, talk["id"])) == ["Where is my tent?", "On its way"]


def test_an_agent_who_answers_what_another_has_answered_is_told(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    for name, expected in (("agent", 201), ("admin", 409)):
        status, said = desk(world, name).post(
            f"/v1/conversations/{talk['id']}/turns", {"text": f"From {name}", "version": talk["version"]}
        )
        assert status == expected
    assert said["type"].endswith("answered-meanwhile")
    assert "agent-1" in said["detail"]


def test_resolving_ends_it_and_the_customer_opens_it_again(world):
    known(world)
    chatted(world, "Where is my tent?", "t1")
    talk = the_one(world)
    status, said = desk(world).post(f"/v1/conversations/{talk['id']}/resolve", {"version": talk["version"]})
    assert (status, said["state"], listed(world)) == (200, "resolved", [])
    chatted(world, "It has not come", "t2")
    assert the_one(world)["id"] == talk["id"]
