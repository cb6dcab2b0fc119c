"""Nobody reads in a chat what somebody else has said, whichever way it came into the conversation."""

import json

from segue.conversations.desk.moving import MOST_TO_ONE
from segue.times import MINUTE
from tests.faults.shop import identified, message, post, reported
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.mails_in import mailed
from tests.handlers.talks import chatted, listed
from tests.handlers.test_chat_elsewhere import led


def said(world, text, **named):
    """An event as the shop's server or a help desk tells it."""
    who = {one: named.pop(one) for one in ("userId", "anonymousId") if one in named}
    told = {"author": "customer", "text": text, **named}
    return message(world, "track", f"said-{text}", event="Conversation Turn", properties=told, **who)


def test_who_has_typed_a_strangers_address_reads_none_of_the_strangers_mails(world):
    post(world, identified(world, "m1", "u9", "eve@shop.test"))
    world.pass_time(MINUTE)
    eve = signed_in(world, "u9").open()
    eve.say("Hello")
    world.pass_time(MINUTE)
    assert led(eve, "move", channel="email", address="kim@else.test") == {"channel": "email"}
    world.pass_time(MINUTE)
    mailed(world, "My card ends in 4242", "m1@else", "kim@else.test", Subject="Hello")
    world.pass_time(MINUTE)
    assert "4242" not in json.dumps([eve.new(), eve.open().chat])
    assert eve.chat["turns"][0]["text"] == "Hello"


def test_who_names_somebody_elses_thread_reads_nothing_of_it(world):
    chatted(world, "My card ends in 4242", "t1", conversation_id="zendesk:7", anonymousId="a1", channel="helpdesk")
    eve = {"conversation_id": "zendesk:7", "userId": "u9"}
    reported(world, said(world, "Let me in", **eve))
    world.pass_time(MINUTE)
    assert len(listed(world)) == 1
    eve = signed_in(world, "u9")
    assert eve.texts == []
    eve.say("My own")
    assert (len(listed(world)), eve.texts) == (1, ["My own"])
    assert "4242" not in json.dumps(eve.new())
    assert (led(eve, "code")["type"].rpartition(":")[2], eve.status) == ("others-wrote", 403)


def test_no_link_is_made_to_a_file_of_another_conversation(world):
    eve = anonymous(world, "a9").open()
    eve.say("Hello")
    files = [{"key": "c_another/f1/passport.pdf", "name": "passport.pdf", "type": "application/pdf"}]
    told = {"conversation_id": f"chat:{eve.chat['id']}", "anonymousId": "a9", "channel": "chat"}
    reported(world, said(world, "Look", attachments=files, **told))
    world.pass_time(MINUTE)
    assert [one["url"] for turn in eve.open().chat["turns"] for one in turn.get("attachments", [])] == [""]


def test_no_code_leads_a_caller_without_proof_into_what_was_said_elsewhere(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test"))
    mailed(world, "My card ends in 4242", "m1@shop", "kim@shop.test", Subject="Hello")
    post(world, message(world, "identify", "m2", anonymousId="a9", traits={"email": "kim@shop.test"}))
    world.pass_time(MINUTE)
    guest = anonymous(world, "a9").open()
    guest.say("Hello")
    assert len(listed(world)) == 1
    assert (led(guest, "code")["type"][-7:], guest.status) == ("sign-in", 403)
    assert (led(guest, "move", channel="sms", address="+4915228817386")["type"][-7:], guest.status) == ("sign-in", 403)


def test_one_address_spelled_in_many_ways_is_written_to_once(world):
    guest = anonymous(world).open()
    guest.say("Hello")
    world.pass_time(MINUTE)
    for one in ("kim@else.test", "Kim@else.test", "kIm@else.test ", "KIM@ELSE.TEST", "kiM@else.test"):
        led(guest, "move", channel="email", address=one)
        world.pass_time(MINUTE)
    assert [one.to for one in world.region.mailbox.mails] == ["kim@else.test"]


def test_the_same_wish_again_does_not_use_up_what_an_address_takes(world):
    statuses = []
    for number in range(MOST_TO_ONE):
        guest = anonymous(world, f"b{number}").open()
        guest.say("Hello")
        world.pass_time(MINUTE)
        for _ in range(3):
            led(guest, "move", channel="email", address="kim@else.test")
            statuses.append(guest.status)
    assert set(statuses) == {201}


def test_codes_and_moves_count_as_words_do(world):
    guest = anonymous(world).open()
    guest.say("Hello")
    statuses = []
    for _ in range(31):
        led(guest, "code")
        statuses.append(guest.status)
    assert (statuses[0], statuses[-1]) == (201, 429)
