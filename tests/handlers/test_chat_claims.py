"""Who claims an address is one person to the desk with whoever has it, and still reads none of the other's words in the
chat: that shows what the visitor's own proof covers."""

import json

from segue.times import MINUTE
from tests.faults.shop import identified, message, post
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.mails_in import mailed
from tests.handlers.talks import chatted, desk, listed
from tests.handlers.test_chat_elsewhere import led

SECRET = "My card ends in 4242"


def claimed(world, name, **who):
    """A page says, with the write key, that somebody has Kim's address."""
    post(world, message(world, "identify", name, traits={"email": "kim@shop.test"}, **who))
    world.pass_time(MINUTE)


def seen_by(visitor):
    """All that a visitor's chat shows, opened and asked again."""
    return json.dumps([visitor.open().chat, visitor.new()])


def test_who_is_signed_in_and_claims_an_address_reads_none_of_its_mails(world):
    mailed(world, SECRET, "m1@shop")
    claimed(world, "m1", userId="u9")
    eve = signed_in(world, "u9").open()
    assert SECRET not in seen_by(eve)
    eve.say("Hello")
    world.pass_time(MINUTE)
    assert len(listed(world)) == 1
    assert SECRET not in seen_by(eve)


def test_who_is_signed_in_reads_none_of_the_mails_of_a_guest_who_claims_the_address(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test"))
    anonymous(world, "a9").open().say("It is me, Kim")
    claimed(world, "m2", anonymousId="a9")
    assert "It is me" not in seen_by(signed_in(world, "u1").open())


def test_who_claims_a_guests_address_reads_nothing_of_the_guests_chat(world):
    guest = anonymous(world, "a1").open()
    guest.say(SECRET)
    claimed(world, "m1", anonymousId="a1")
    claimed(world, "m2", userId="u9")
    eve = signed_in(world, "u9", "a9").open()
    eve.say("Hello")
    world.pass_time(MINUTE)
    assert SECRET not in seen_by(eve)
    assert SECRET in seen_by(guest)


def test_an_answer_by_mail_to_whom_somebody_claims_to_be_is_not_in_the_chat(world):
    mailed(world, "Hello", "m1@shop")
    claimed(world, "m1", userId="u9")
    (talk,) = listed(world)
    assert desk(world).post(f"/v1/conversations/{talk['id']}/turns", {"text": SECRET})[0] == 201
    eve = signed_in(world, "u9").open()
    eve.say("Hello")
    assert SECRET not in seen_by(eve)


def test_a_call_or_another_address_is_no_way_round(world):
    mailed(world, SECRET, "m1@shop")
    claimed(world, "m1", userId="u9")
    eve = signed_in(world, "u9").open()
    eve.say("Hello")
    world.pass_time(MINUTE)
    assert (led(eve, "code")["type"].rpartition(":")[2], eve.status) == ("others-wrote", 403)
    assert (led(eve, "move", channel="email", address="eve@else.test")["type"][-12:], eve.status) == (
        "others-wrote",
        403,
    )


def test_the_own_browsers_are_covered_and_those_of_others_are_not(world):
    anonymous(world, "a1").open().say("My own")
    post(world, identified(world, "m1", "u1", anonymousId="a1"))
    chatted(world, SECRET, "t1", conversation_id="chat:x", anonymousId="a2")
    world.pass_time(MINUTE)
    assert signed_in(world, "u1").texts == ["My own"]
