"""Staff who answer: a message of a conversation, intended as the desk intends it."""

from dataclasses import replace
from typing import Any

from segue.aws.ledger import key_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.desk.replying import Destination, reply
from segue.identifiers import Identifier
from segue.messages import Message
from segue.times import HOUR, MINUTE
from segue.wiring.tables import messages
from tests.faults import talks
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows, violations
from tests.faults.shop import identified, message, post
from tests.handlers.mails_in import mailed

KIM, NUMBER = "kim@shop.test", "+14255550199"
TALK = Conversation("c_1", "", subject="Where is my tent?", language="en")
TURN = Turn("t_1", "c_1", 0, "agent", "email", text="On its way.", agent="Ada Meyer")


def known(world: World) -> None:
    """Kim, with a mail address and a number."""
    who = identified(world, "m1", "u1", KIM)
    post(world, who, message(world, "identify", "m2", userId="u1", traits={"phone": NUMBER}))
    world.pass_time(MINUTE)


def at(channel: str, kind: str, value: str, **more: Any) -> Destination:
    """An address on a channel; within `world.aside()`."""
    return Destination(channel, key_of(Identifier(kind, value)), **more)


def answered(world: World, to: Destination, answered: Turn | None = None, **turn: Any) -> Message:
    """Intends the answer, again where it is there already."""
    with world.aside():
        person = key_of(Identifier("user_id", "u1"))
        made = reply(replace(TALK, person=person), replace(TURN, time=world.clock, **turn), to, answered)
        messages().intend(made)
    return made


def now_standing(world: World, identity: str) -> Message:
    """The message as it stands."""
    with world.aside():
        found = messages().read(identity)
    assert found
    return found


def replied_by_mail(world: World) -> None:
    """Kim is answered by mail, twice with the same turn."""
    known(world)
    with world.aside():
        to = at("email", "email", KIM)
    for _ in range(2):
        answered(world, to)
        world.pass_time(HOUR)


def moved(plan: Plan = nothing) -> World:
    """Kim writes by text message; an agent goes on by mail, at an address that nobody knew, and Kim answers there."""
    world = World()
    with world.open():
        talks.known(world)
        talks.texted(world, "Where is my tent?", "i1")
        world.pass_time(MINUTE)
        world.region.gate.plan = plan
        status, told = talks.asked(world, "move", {"channel": "email", "address": KIM})
        assert status == 201, told
        world.pass_time(HOUR)
        mailed(world, "Here I am", "m1@kim", Subject="Hello")
        world.pass_time(HOUR)
    return world


def landed(world: World) -> tuple[object, ...]:
    """What the customer got, and what stands in conversations."""
    mails = sorted(one.to for one in world.region.mailbox.mails)
    with world.open(), world.aside():
        states = [one["state_"] for one in rows(world, "Messages")]
        return mails, states, violations(world), [(one.turns, one.channel, one.moves) for one in talks.heads(world)]
