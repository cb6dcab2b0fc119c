"""What staff do in conversations besides answering, and what cannot be done."""

import json

import pytest

from segue.times import MINUTE
from tests.faults.shop import identified, post
from tests.handlers.staff_requests import Api
from tests.handlers.talks import KIM, chatted, desk, known, listed, texts, the_one, wrote


def act(world, talk, action, body, method="POST", name="agent"):
    """What an agent does in a conversation; it has to go well."""
    status, said = desk(world, name).ask(method, f"/v1/conversations/{talk['id']}/{action}", json.dumps(body))
    assert status in (200, 201), said
    return said


def test_whom_a_note_calls_finds_it_among_those_that_mention_them_and_the_customer_gets_nothing(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    act(world, the_one(world), "turns", {"text": "@Admin-1 do you know? Not kim@shop.test", "kind": "note"})
    (found,) = listed(world, "?mentions=me", name="admin")
    assert (found["mentions"], found["state"], listed(world, "?mentions=me")) == (["admin-1"], "open", [])
    assert list(world.table("Messages").items()) == []


def test_tags_topic_and_who_has_it_are_found_again(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    act(world, talk, "tags", {"tags": ["urgent", " vip ", "urgent"]}, "PUT")
    act(world, talk, "topic", {"topic": "delivery"}, "PUT")
    act(world, talk, "assign", {})
    (found,) = listed(world, "?assignee=me&tag=vip&topic=delivery&channel=sms")
    assert (found["tags"], found["topic_by"]) == (["urgent", "vip"], "agent")
    assert listed(world, "?assignee=me", name="admin") == []


def test_who_takes_over_what_another_took_meanwhile_is_told(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    act(world, talk, "assign", {"version": talk["version"]})
    status, said = desk(world, "admin").post(f"/v1/conversations/{talk['id']}/assign", {"version": talk["version"]})
    assert (status, said["type"], said["detail"]) == (
        409,
        "urn:segue:problem:taken-meanwhile",
        "agent-1 has it meanwhile",
    )


def test_nobody_resolves_what_the_customer_has_said_more_of_meanwhile(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    wrote(world, "Never mind the tent", "i2")
    status, said = desk(world).post(f"/v1/conversations/{talk['id']}/resolve", {"version": talk["version"]})
    assert (status, said["type"]) == (409, "urn:segue:problem:heard-meanwhile")
    assert act(world, talk, "resolve", {})["state"] == "resolved"
    assert act(world, talk, "reopen", {})["state"] == "open"


def test_a_draft_is_its_writers_own_until_it_is_said(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    act(world, talk, "draft", {"text": "I am loo"}, "PUT")
    path = f"/v1/conversations/{talk['id']}"
    assert [desk(world, one).get(path)[1]["draft"] for one in ("agent", "admin")] == ["I am loo", ""]
    act(world, talk, "turns", {"text": "I am looking"})
    assert desk(world).get(path)[1]["draft"] == ""


def test_the_same_answer_asked_for_twice_is_one(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    path, body = f"/v1/conversations/{talk['id']}/turns", {"text": "On its way", "version": talk["version"]}
    first, again = (desk(world).post(path, body, key="k1") for _ in "12")
    assert (first[0], again[0], first[1]["turn"]) == (201, 201, again[1]["turn"])
    assert len(list(world.table("Messages").items())) == 1


def test_what_somebody_said_before_they_were_known_is_theirs(world):
    chatted(world, "Do you have tents?", "t1", anonymousId="a1")
    post(world, identified(world, "m1", "u1", KIM, anonymousId="a1"))
    world.pass_time(MINUTE)
    kim = Api(world).post("/v1/people/find", {"type": "email", "value": KIM})[1]["id"]
    (found,) = desk(world).get(f"/v1/people/{kim}/conversations")[1]["items"]
    assert found["preview"] == "Do you have tents?"
    chatted(world, "Green ones", "t2", conversation_id="chat:2")
    assert texts(the_one(world)) == ["Do you have tents?", "Green ones"]


def test_a_long_conversation_and_a_long_list_come_in_pages(world):
    for place in range(3):
        chatted(world, f"Word {place}", f"t{place}", conversation_id="chat:1")
        wrote(world, "Hello", f"i{place}", f"+491522881738{place}")
    pages, before, status = [], "", 0
    while before is not None:
        status, said = desk(world).get(f"/v1/conversations?limit=2&before={before}")
        pages += [one["id"] for one in said["items"]]
        before = said["next"]
    assert (status, len(pages), len(set(pages))) == (200, 4, 4)
    talk = next(one for one in listed(world) if one["channel"] == "chat")
    last = desk(world).get(f"/v1/conversations/{talk['id']}?limit=2")[1]
    first = desk(world).get(f"/v1/conversations/{talk['id']}?limit=2&before={last['next']}")[1]
    assert (texts(last), texts(first), first["next"]) == (["Word 1", "Word 2"], ["Word 0"], None)


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("turns", {"text": " "}, "empty"),
        ("turns", {"text": "Hi", "channel": "pigeon"}, "unreachable"),
        ("turns", {"text": "Hi", "channel": "email"}, "unreachable"),
        ("turns", {"text": "Hi", "kind": "shout"}, "not-valid"),
        ("tags", {"tags": ["x" * 61]}, "bad-tags"),
    ],
)
def test_what_cannot_be_done_is_said(world, path, body, reason):
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    method = "PUT" if path == "tags" else "POST"
    status, said = desk(world).ask(method, f"/v1/conversations/{talk['id']}/{path}", json.dumps(body))
    assert (status in (400, 422), said["type"].rpartition(":")[2]) == (True, reason)


def test_what_is_not_there_is_not_found_and_marketers_see_nothing(world):
    assert desk(world).get("/v1/conversations/c_none")[0] == 404
    assert desk(world).post("/v1/conversations/c_none/resolve", {})[0] == 404
    assert desk(world, "marketer").get("/v1/conversations")[0] == 403


def test_an_open_conversation_keeps_marketing_away_until_it_is_resolved(world):
    known(world)
    wrote(world, "My tent is torn", "i1")
    kim = Api(world).post("/v1/people/find", {"type": "email", "value": KIM})[1]["id"]
    opened = Api(world).get(f"/v1/people/{kim}")[1]["facets"]["support"]["open"]
    talk = the_one(world)
    assert [one["case"] for one in opened] == [talk["id"]]
    act(world, talk, "resolve", {})
    world.pass_time(MINUTE)
    assert Api(world).get(f"/v1/people/{kim}")[1]["facets"]["support"]["open"] == []
    told = [one["detail-type"] for one in world.region.bus.log]
    assert [one for one in told if one.startswith("Conversation")] == ["ConversationOpened", "ConversationResolved"]
