"""What whoever opens a chat is told of the shop, of its staff and of themselves."""

import json

import pytest

from segue.times import HOUR, MINUTE
from segue.wiring.staff_names import staff_names
from tests.faults.cloud.playbooks import files
from tests.faults.shop import identified, post, put_in_force
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.talks import desk, known, the_one
from tests.handlers.test_chat_elsewhere import led

STAFF = "chat: {staff: {ann: Ann Peters}, titles: {returns: {en: Returns, de: Rücksendungen}}}\n"


def in_force(world, **texts):
    put_in_force(world, {**files(), **{f"policies/{name}.yaml": text for name, text in texts.items()}})
    world.pass_time(HOUR)


def answered(world):
    """An agent answers in the only conversation."""
    world.pass_time(1)
    desk(world).post(f"/v1/conversations/{the_one(world)['id']}/turns", {"text": "On its way"})


def test_the_shop_says_who_it_is_and_what_the_page_is_about(world):
    in_force(world, shop="name: Tents & Co\nphone: +49 30 23125 000\n", conversations=STAFF)
    told = anonymous(world).open(topic="returns", locale="de").chat
    assert [told[one] for one in ("shop", "title", "phone")] == ["Tents & Co", "Rücksendungen", "+49 30 23125 000"]
    assert anonymous(world).open(topic="sizes").chat["title"] == ""


@pytest.mark.parametrize(("address", "by"), [("ann@shop.test", "Ann Peters"), ("bob@shop.test", None)])
def test_staff_have_the_name_that_the_shop_gives_them_in_public(world, address, by):
    in_force(world, conversations=STAFF)
    with world.aside():
        staff_names().note("agent-1", address, world.clock)
    guest = anonymous(world).open()
    guest.say("Where is my tent?")
    answered(world)
    *_, turn = guest.open().chat["turns"]
    assert (turn["text"], turn.get("by"), "agent-1" in json.dumps(guest.chat)) == ("On its way", by, False)


def test_who_is_proven_is_told_where_it_would_go_on_and_nobody_else(world):
    known(world)
    kim = signed_in(world, "u1", "a1").open()
    assert kim.chat["reach"] == {"email": "k…@shop.test", "sms": "…86", "whatsapp": "…86"}
    assert anonymous(world, "a1").open().chat["reach"] == {}
    assert signed_in(world, "u2").open().chat["reach"] == {}


def test_it_goes_on_where_it_was_said_that_it_would(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test"))
    world.pass_time(MINUTE)
    for number in range(3):
        post(world, identified(world, f"w{number}", "u1", "kim@work.test"))
        world.pass_time(MINUTE)
    kim = signed_in(world, "u1").open()
    kim.say("Where is my tent?")
    world.pass_time(MINUTE)
    said = kim.open().chat["reach"]["email"]
    assert led(kim, "move", channel="email") == {"channel": "email"}
    world.pass_time(MINUTE)
    assert ([one.to for one in world.region.mailbox.mails], said) == (["kim@work.test"], "k…@work.test")
