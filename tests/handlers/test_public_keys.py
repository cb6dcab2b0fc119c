"""Whoever knows the write key, which stands in every page, cannot put words into anybody's conversation."""

import json

import pytest

from segue.aws.secrets import server_key
from segue.times import MINUTE
from tests.faults.shop import identified, message, post, posting, reported
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.mails_in import mailed
from tests.handlers.staff_requests import Api
from tests.handlers.talks import chatted, heads, known, listed, texts, the_one, whole, wrote

FORGED = "We refund you, please send us your card"


def forged(world, text=FORGED, event="Conversation Turn", who=None, context=None, **said):
    """An event as anybody can post it who has read a page of the shop's."""
    told = {"conversation_id": "chat:1", "author": "customer", "text": text, **said}
    about = {"event": event, "properties": told, "context": context or {}, **(who or {"anonymousId": "eve"})}
    post(world, message(world, "track", f"forged-{event}-{text}", **about))
    world.pass_time(MINUTE)


def waiting(world):
    """Why records wait in quarantine."""
    return [one["reason"] for one in Api(world).get("/v1/quarantine?state=open")[1]["items"]]


def of_kim(world):
    """What Kim's conversation has."""
    (talk,) = [one for one in (whole(world, one["id"]) for one in listed(world)) if "Hello" in texts(one)]
    return texts(talk)


@pytest.mark.parametrize("author", ["agent", "bot", "system"])
@pytest.mark.parametrize("who", [{"anonymousId": "eve"}, {"userId": "u1"}, {"userId": "u1", "anonymousId": "eve"}])
def test_nobody_speaks_for_the_staff(world, author, who):
    chatted(world, "Hello", "t1")
    forged(world, author=author, who=who)
    assert (texts(the_one(world)), waiting(world)) == (["Hello"], ["public-key"])


@pytest.mark.parametrize(
    "event",
    [
        "Conversation Opened",
        "Conversation Reopened",
        "Conversation Resolved",
        "Live Chat Message Received",
        "Live Chat Conversation Started",
        "Live Chat Conversation Ended",
        "Call Started",
        "Call Answered",
        "Call Ended",
    ],
)
def test_nobody_tells_where_a_case_or_a_call_stands(world, event):
    chatted(world, "Hello", "t1")
    for number, who in enumerate(({"anonymousId": "eve"}, {"userId": "u1"}, {"userId": "u1", "anonymousId": "eve"})):
        forged(world, f"Forged {number}", event=event, who=who, call_id="k1")
    stands = [(one.state, one.turns, one.stages, one.answered, one.resolved, one.reopened) for one in heads(world)]
    assert (stands, waiting(world)) == ([("open", 1, {}, 0, 0, 0)], ["public-key"] * 3)


@pytest.mark.parametrize("who", [{"anonymousId": "eve"}, {"userId": "u1", "anonymousId": "eve"}])
def test_who_names_a_thread_has_a_conversation_of_their_own(world, who):
    chatted(world, "Hello", "t1")
    forged(world, who=who)
    assert of_kim(world) == ["Hello"]
    (own,) = [one for one in heads(world) if one.preview == FORGED]
    assert own.keys[0].startswith("a_")


def test_neither_an_answer_nor_an_address_nor_nearness_leads_into_a_conversation(world):
    known(world)
    wrote(world, "Hello", "i1")
    sent = {"traits": {"email": "kim@shop.test", "phone": "+4915228817386"}}
    talk = the_one(world)["id"]
    for number, one in enumerate(({"reply_to": "i1"}, {"provider_message_id": "i1"}, {"goes_on": "sms:1"}, {})):
        thread = {"conversation_id": talk} if number == 3 else {"conversation_id": ""}
        forged(world, f"Forged {number}", context=sent, who={"userId": "u1", "anonymousId": "eve"}, **one, **thread)
    assert of_kim(world) == ["Hello"]


def test_words_that_stand_are_not_changed(world):
    chatted(world, "Hello", "t1")
    forged(world, turn_id="t1", change="edited")
    about = {"author": "customer", "text": FORGED, "change": "edited"}
    again = {"userId": "u1", "anonymousId": "eve", "event": "Conversation Turn", "properties": about}
    post(world, message(world, "track", "chat-t1", **again))
    world.pass_time(MINUTE)
    assert of_kim(world) == ["Hello"]


def test_a_score_is_of_nobody_elses_conversation_and_a_digit_answers_nothing(world):
    known(world)
    chatted(world, "Hello", "t1")
    forged(world, event="Survey Answered", survey="ces", score=1, who={"userId": "u1", "anonymousId": "eve"})
    assert [one.score for one in heads(world)] == [0]


def effort_of(world):
    """What Kim's profile says of how easy it was."""
    (found,) = Api(world).get("/v1/people?q=kim@shop.test")[1]["items"]
    return Api(world).get(f"/v1/people/{found['id']}")[1]["facets"]["support"]["effort"]


def test_a_score_that_no_browser_gave_is_nobodys(world):
    known(world)
    forged(world, event="Survey Answered", survey="ces", score=1, who={"userId": "u1"})
    assert (effort_of(world), waiting(world)) == ({}, ["public-key"])
    forged(world, "Own", event="Survey Answered", survey="ces", score=6, who={"userId": "u1", "anonymousId": "a1"})
    assert effort_of(world)["ces"]["score"] == 6


def test_without_a_browser_nothing_tells_whose_words_they_are(world):
    forged(world, who={"userId": "u1"})
    assert (heads(world), waiting(world)) == ([], ["public-key"])


def test_what_a_browser_says_by_the_page_is_one_conversation(world):
    forged(world, "One", channel="chat")
    forged(world, "Two", channel="chat", conversation_id="another")
    assert texts(the_one(world)) == ["One", "Two"]


def test_a_mail_does_not_join_what_a_page_claims_to_be_the_same_customers(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test"))
    forged(world, "Mine", who={"userId": "u1", "anonymousId": "eve"}, channel="chat")
    mailed(world, "My card ends in 4242", "m1@shop")
    forged(world, "Mine again", who={"userId": "u1", "anonymousId": "eve"}, channel="chat")
    assert sorted(texts(whole(world, one["id"])) for one in listed(world)) == [
        ["Mine", "Mine again"],
        ["My card ends in 4242"],
    ]


def test_what_a_page_claims_to_have_said_is_not_in_the_proven_users_chat(world):
    kim = signed_in(world, "u1").open()
    kim.say("Hello")
    forged(world, who={"userId": "u1", "anonymousId": "eve"}, conversation_id=f"chat:{kim.chat['id']}")
    assert (kim.texts, FORGED in json.dumps(kim.new())) == (["Hello"], False)


def test_a_guests_own_chat_takes_in_nothing_that_another_browser_tells(world):
    guest = anonymous(world, "a1").open()
    guest.say("Hello")
    forged(world, conversation_id=f"chat:{guest.chat['id']}")
    assert guest.texts == ["Hello"]


def test_one_of_the_staff_may_vouch_for_what_waits_and_not_by_the_way(world):
    chatted(world, "Hello", "t1")
    forged(world, "It is on its way", author="agent", who={"userId": "u1"})
    api = Api(world)
    assert api.post("/v1/quarantine/replay", {})[1]["still"] == {"public-key": 1}
    assert api.post("/v1/quarantine/replay", {"reason": "public-key"})[1]["stored"] == 1
    world.pass_time(MINUTE)
    assert (texts(the_one(world)), waiting(world)) == (["Hello", "It is on its way"], [])
    assert the_one(world)["turns"][1]["author"] == "agent"
    assert api.get("/v1/sources/server")[1]["stored"] == 2  # and Kim's words


def test_the_shops_server_speaks_for_the_staff_and_no_page_has_its_key(world):
    chatted(world, "Hello", "t1")
    about = {"conversation_id": "chat:1", "author": "agent", "text": "It is on its way", "channel": "chat"}
    said = message(world, "track", "s1", userId="u1", event="Conversation Turn", properties=about)
    request = posting(world, said, key=server_key)()
    request["headers"]["origin"] = "https://shop.test"
    assert world.call("collect", lambda: request)["statusCode"] == 401
    reported(world, said)
    world.pass_time(MINUTE)
    assert (texts(the_one(world)), waiting(world)) == (["Hello", "It is on its way"], [])
