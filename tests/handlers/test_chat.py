"""The chat of the shop's visitors: what is said is seen at once by both sides, once, and by nobody else."""

import base64
import gzip
import json

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.shop import http, identified, post
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.talks import desk, heads, listed, texts, the_one


def answered(world, text="On its way", kind="said"):
    """An agent says something in the only conversation."""
    world.pass_time(1)
    path = f"/v1/conversations/{the_one(world)['id']}/turns"
    status, said = desk(world).post(path, {"text": text, "kind": kind})
    assert status == 201, said
    world.pass_time(1)


def test_words_are_seen_by_the_desk_before_anything_else_has_run(world):
    kim = anonymous(world).open()
    assert (kim.status, kim.chat["turns"], kim.chat["hours"]["open"]) == (200, [], True)
    turn = kim.say("Where is my tent?")["turn"]
    assert (kim.status, turn["author"], turn["text"]) == (201, "customer", "Where is my tent?")
    assert (texts(the_one(world)), kim.texts) == (["Where is my tent?"], ["Where is my tent?"])
    world.pass_time(MINUTE)
    assert (len(listed(world)), heads(world)[0].turns, the_one(world)["channel"]) == (1, 1, "chat")


def test_an_answer_by_chat_is_there_at_once_and_a_note_never(world):
    kim = anonymous(world).open()
    kim.say("Where is my tent?")
    mark = kim.new()["mark"]
    assert (kim.new(mark), kim.status) == ({}, 204)
    answered(world, "she is always late", "note")
    answered(world)
    new = kim.new(mark)
    assert [(one["author"], one["text"]) for one in new["turns"]][-1] == ("agent", "On its way")
    assert "late" not in json.dumps([new, kim.open().chat])
    assert list(world.table("Messages").items()) == []


def test_the_same_words_sent_again_are_one_turn(world):
    kim = anonymous(world).open()
    first = kim.say("Hello?", "c1")
    world.pass_time(HOUR)
    assert kim.say("Hello?", "c1") == first
    world.pass_time(MINUTE)
    said = [one for one in world.table("Ledger").items() if one["s"]["S"] == "chat"]
    assert (kim.texts, len(said)) == (["Hello?"], 1)


def test_two_tabs_are_one_chat(world):
    left, right = anonymous(world).open(), anonymous(world).open()
    left.say("One")
    world.pass_time(1)
    right.say("Two")
    assert left.chat["id"] == right.chat["id"]
    assert [one["text"] for one in left.new()["turns"]] == ["One", "Two"]
    assert len(listed(world)) == 1


def test_who_signs_in_later_goes_on_and_sees_it_on_another_device(world):
    anonymous(world).open().say("Where is my tent?")
    kim = signed_in(world, "u1", "a1").open()
    assert [one["text"] for one in kim.chat["turns"]] == ["Where is my tent?"]
    kim.say("It is Kim here")
    world.pass_time(MINUTE)  # until it is known that the browser is Kim's
    assert signed_in(world, "u1").texts == ["Where is my tent?", "It is Kim here"]
    assert len(listed(world)) == 1


def test_who_was_identified_by_the_page_sees_it_on_another_device(world):
    anonymous(world).open().say("Where is my tent?")
    post(world, identified(world, "m1", "u1", anonymousId="a1"))
    world.pass_time(MINUTE)
    phone = signed_in(world, "u1", "a2").open()
    assert phone.texts == ["Where is my tent?"]
    phone.say("Any news?")
    assert (len(listed(world)), texts(the_one(world))) == (1, ["Where is my tent?", "Any news?"])


def test_a_device_that_several_share_shows_nobody_else_s_history(world):
    signed_in(world, "u1", "a1").open().say("Kim's own")
    answered(world, "To Kim")
    assert anonymous(world, "a1").texts == []
    assert signed_in(world, "u2", "a1").texts == []
    post(world, identified(world, "m1", "u1", anonymousId="a1"), identified(world, "m2", "u2", anonymousId="a1"))
    world.pass_time(MINUTE)
    assert (anonymous(world, "a1").texts, signed_in(world, "u2", "a1").texts) == ([], [])
    assert signed_in(world, "u1").texts == ["Kim's own", "To Kim"]


def test_who_is_not_proven_sees_the_own_words_and_the_answers_to_them(world):
    post(world, identified(world, "m1", "u1", anonymousId="a1"))
    world.pass_time(MINUTE)
    signed_in(world, "u1").open().say("Kim's own")
    answered(world, "To Kim")
    guest = anonymous(world, "a1").open()
    guest.say("Hello")
    answered(world, "To the guest")
    assert guest.texts == ["Hello", "To the guest"]
    assert len(signed_in(world, "u1").texts) == 4


def test_what_is_resolved_is_opened_again_soon_and_continued_later(world):
    kim = anonymous(world).open()
    kim.say("One")
    for _ in range(2):
        desk(world).post(f"/v1/conversations/{the_one(world)['id']}/resolve", {})
        assert kim.open().chat["state"] == "resolved"
        world.pass_time(DAY)
        kim.say("Two")
        assert kim.open().chat["state"] == "open"
    assert len(heads(world)) == 1
    desk(world).post(f"/v1/conversations/{the_one(world)['id']}/resolve", {})
    world.pass_time(8 * DAY)
    kim.open().say("Three")
    assert (len(heads(world)), kim.texts) == (2, ["One", "Two", "Two", "Three"])


def test_what_a_form_says_is_known(world):
    kim = anonymous(world).open()
    kim.say(form={"order": "TL-1001"})
    (turn,) = the_one(world)["turns"]
    assert (turn["kind"], turn["text"]) == ("form", "order: TL-1001")
    assert heads(world)[0].known == {"order": "TL-1001"}
    assert heads(world)[0].topic == ""  # the words that follow tell it


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"text": "Hello"}, "no-client-id"),
        ({"clientId": "c1"}, "empty"),
        ({"clientId": "c1", "text": "x" * 4001}, "too-long"),
        ({"clientId": "c1", "form": {"x" * 100: "y"}}, "bad-form"),
        ("no json", "bad-json"),
        ({"clientId": 7}, "bad-json"),
    ],
)
def test_what_cannot_be_understood_is_a_problem(world, body, reason):
    kim = anonymous(world).open()
    said = kim.ask("POST", f"/v1/chat/{kim.chat['id']}/turns", body, kim.chat["token"])
    assert (kim.status, said["type"]) == (400, f"urn:segue:problem:{reason}")
    assert heads(world) == []


def test_too_much_at_once_is_told_to_wait(world):
    kim = anonymous(world).open()
    said = [kim.say("Again", f"c{number}") for number in range(31)][-1]
    assert (kim.status, said["type"]) == (429, "urn:segue:problem:too-often")
    world.pass_time(MINUTE)
    kim.say("Again", "c30")
    assert kim.status == 201


def test_a_token_is_of_one_chat_and_ends(world):
    kim, lee = anonymous(world).open(), anonymous(world, "a2").open()
    for token in ("", "x", "ä", lee.chat["token"], f"{kim.chat['token']}a"):
        kim.ask("GET", f"/v1/chat/{kim.chat['id']}", None, token or "-")
        assert kim.status == 401, token
    world.pass_time(8 * DAY)
    assert (kim.new()["type"], kim.status) == ("urn:segue:problem:token-ended", 401)


def test_a_user_without_proof_opens_nothing(world):
    kim = signed_in(world, "u1")
    kim.who["userHash"] = "0" * 64
    assert kim.open().status == 401


def test_the_script_is_sent_once_and_is_small(world):
    first = world.call("chat", lambda: http("GET", "/chat.js", "", {"accept-encoding": "br, gzip"}))
    again = world.call("chat", lambda: http("GET", "/chat.js", "", {"if-none-match": first["headers"]["etag"]}))
    plain = world.call("chat", lambda: http("GET", "/chat.js"))
    assert (first["statusCode"], again["statusCode"], again["body"]) == (200, 304, "")
    assert gzip.decompress(base64.b64decode(first["body"])).decode() == plain["body"]
    assert 0 < len(base64.b64decode(first["body"])) < 8 * 1024
    assert world.call("chat", lambda: http("POST", "/chat.js"))["statusCode"] == 405
