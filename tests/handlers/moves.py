"""Conversations that go on elsewhere, and what goes out then, in the in-memory cloud."""

import re

from segue.times import MINUTE
from segue.wiring.staff_names import staff_names
from tests.handlers.chats import anonymous
from tests.handlers.talks import desk, the_one

TYPED = "kim@else.test"
ORDER = {"order": "1001"}


def named(world, address="amy@shop.test"):
    """The agent has signed in at the console."""
    with world.aside():
        staff_names().note("agent-1", address, world.clock)


def moved(world, channel="email", address="", **more):
    """The agent goes on elsewhere."""
    status, said = desk(world).post(
        f"/v1/conversations/{the_one(world)['id']}/move", {"channel": channel, "address": address, **more}
    )
    assert status == 201, said
    world.pass_time(MINUTE)
    return said


def answered(world, text="It is in Utrecht."):
    """The agent answers as the customer came."""
    assert desk(world).post(f"/v1/conversations/{the_one(world)['id']}/turns", {"text": text})[0] == 201
    world.pass_time(MINUTE)


def opened(world, text="Where is my tent?", **more):
    """A chat of ours that has begun."""
    guest = anonymous(world).open(**more)
    guest.say(form=ORDER, text=text)
    world.pass_time(MINUTE)
    return guest


def body(mail) -> str:
    return mail.request["Content"]["Simple"]["Body"]["Text"]["Data"].replace("\r\n", "\n")


def subject(mail) -> str:
    return mail.request["Content"]["Simple"]["Subject"]["Data"]


def token_in(text: str) -> str:
    return re.findall(r"#segue-chat=([\w.-]+)", text)[-1]
