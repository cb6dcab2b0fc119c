"""Every AWS request of deciding and sending, while a message is held, woken, throttled or opted out of, struck once:
the process dies before it, after it, or its answer is lost. It goes out at most once, at its time or never, and nothing
is forgotten."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.messaging.singles import Wish
from segue.times import DAY, HOUR, MINUTE
from segue.wiring.people import profiles
from segue.wiring.singles import singles
from tests.faults.cloud.clock import START
from tests.faults.cloud.nemesis import Once, Plan
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, rows, violations
from tests.faults.shop import added, identified, message, opted_out, post, put_in_force
from tests.faults.striking import Point, Witness

pytestmark = pytest.mark.thorough

FUNCTIONS = ("dispatch_messages", "send_email", "send_sms")
KIM, NUMBER = "kim@shop.test", "+4915228817386"
SENDER = {"SMS_FROM": "Shop", "SMS_FROM_MARKETING": "Shop"}
NOTE = """subject: Note
mjml: <mjml><mj-body><mj-raw>{{ unsubscribe_url }}</mj-raw></mj-body></mjml>
text: Note {{ unsubscribe_url }}
sms: Note
"""
CHAIN = """entry: {segment: open-cart}
steps: [{send: {template: note, channel: [email, sms], purpose: transactional, wait: 20m}}]
"""
RECEIPT = """again: at-least-once
subject: Receipt
mjml: <mjml><mj-body><mj-raw>{{ unsubscribe_url }}</mj-raw></mj-body></mjml>
text: Receipt {{ unsubscribe_url }}
"""


def hours(opens: int, until: int) -> dict[str, str]:
    """Mails go out between these hours after the beginning alone."""
    at = [f"{(START // HOUR + one) % 24:02}:30" for one in (opens, until)]
    return {"policies/quiet-hours.yaml": f'presets: none\nchannels: {{email: {{every_day: "{at[0]}-{at[1]}"}}}}\n'}


def held(world: World) -> None:
    """The reminder is due in quiet hours, and goes out when they end."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.reach(12 * HOUR)


def objected(world: World) -> None:
    """The customer opts out while it is held."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.reach(4 * HOUR)
    post(world, opted_out(world, "m3", KIM, userId="u1"))
    world.reach(12 * HOUR)


def throttled(world: World) -> None:
    """The provider says later until quiet hours have begun: it waits for the next morning."""
    world.region.mailbox.reject = "TooManyRequestsException"
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.reach(2 * HOUR + 40 * MINUTE)
    world.region.mailbox.reject = ""
    world.reach(2 * DAY)


def receipt(world: World) -> None:
    """A receipt, which may come twice rather than not at all."""
    post(world, identified(world, "m1", "u1", KIM))
    world.reach(MINUTE)
    with world.aside():
        profile = profiles().read(key_of(Identifier("user_id", "u1")))
        assert profile
        singles().send(profile, Wish("r-1", "receipt", ("email",)), world.clock)
    world.reach(HOUR)


def chained(world: World) -> None:
    """Nothing is heard of a mail: a text message follows."""
    traits = {"email": KIM, "phone": NUMBER}
    post(world, message(world, "identify", "m1", userId="u1", traits=traits))
    post(world, added(world, "m2", userId="u1"))
    world.reach(100 * MINUTE)


@dataclass(frozen=True)
class Play:
    """What happens with what in force, the states of messages at its end, and the earliest moment of a mail."""

    play: Callable[[World], None]
    texts: dict[str, str]
    states: list[str]
    earliest: int = 0
    twice: bool = False


PLAYS = {
    "held": Play(held, hours(6, 22), ["sent"], 6 * HOUR + 30 * MINUTE),
    "objected": Play(objected, hours(6, 22), ["dropped"]),
    "throttled": Play(throttled, hours(1, 2), ["sent"], 25 * HOUR),
    "chained": Play(chained, {"templates/note.yaml": NOTE, "journeys/note.yaml": CHAIN}, ["sent", "sent"]),
    "receipt": Play(receipt, {"templates/receipt.yaml": RECEIPT}, ["sent"], twice=True),
}


def made(name: str, plan: Plan) -> World:
    """A world in which a play was played."""
    world, play = World(shards=2), PLAYS[name]
    with world.open(), patch.dict(os.environ, SENDER):
        put_in_force(world, {**files(), **play.texts})
        world.region.gate.plan = plan
        play.play(world)
        world.settle()
    return world


def wrong(name: str, world: World) -> list[str]:
    """What must never be, and what should be and is not."""
    play, mails = PLAYS[name], world.region.mailbox.mails
    with world.open():
        broken = [one for one in violations(world) if not (play.twice and one.startswith("sent twice"))]
        ending, states = ending_of(world), sorted(row["state_"] for row in rows(world, "Messages"))
    early = [f"a mail at {mail.moment - START}" for mail in mails if mail.moment - START < play.earliest]
    unsure = states.count("unknown") == 1 and not play.twice
    ends = [] if ["sent" if one == "unknown" else one for one in states] == play.states else [f"ended {states}"]
    wanted = play.states.count("sent")
    fits = wanted - unsure <= len(ending.mails) <= wanted or (play.twice and ending.mails)
    lost = [] if fits else [f"{len(mails)} mails"]
    return broken + early + ends + lost


@cache
def quiet(name: str) -> tuple[World, Witness]:
    seen = Witness()
    return made(name, seen), seen


@pytest.mark.parametrize("name", PLAYS)
def test_without_faults_it_ends_as_it_should(name: str) -> None:
    world, _ = quiet(name)
    assert wrong(name, world) == []
    assert len(world.region.mailbox.mails) == PLAYS[name].states.count("sent")


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("name", PLAYS)
def test_a_fault_at_any_request_sends_nothing_twice_too_early_or_never(name: str, function: str) -> None:
    taken = quiet(name)[1].points(function)
    found = {point: said for point in taken if (said := struck(name, point))}
    assert not found, f"{len(found)} of {len(taken)}: {list(found.items())[:3]}"


def struck(name: str, point: Point) -> list[Any]:
    """What is wrong after a fault at this point."""
    plan = Once(*point)
    found = wrong(name, made(name, plan))
    return found + ([] if plan.struck else ["not struck"])
