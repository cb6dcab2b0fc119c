"""A chain of channels: the next one is tried where nothing is heard in time, by a message of its own."""

from collections.abc import Iterator

import pytest

from segue.aws import https
from segue.times import DAY, HOUR, MINUTE
from segue.wiring.tables import contact_points
from tests.faults.cloud import stack
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.world import World
from tests.faults.providers import ses_reported
from tests.faults.shop import added, message, post, put_in_force
from tests.handlers.starter import started
from tests.handlers.test_sending import KIM, the_messages
from tests.handlers.test_text_messages import JOURNEY, NOTE, NUMBER, STEP, by_sms

MAIL = """subject: Note
mjml: <mjml><mj-body><mj-raw>{{ unsubscribe_url }}</mj-raw></mj-body></mjml>
text: Note {{ unsubscribe_url }}
"""
WHATSAPP = """whatsapp: {text: Note, template: note}
"""


def chained(channels: str) -> dict[str, str]:
    """A receipt that is tried on these channels, half an hour each."""
    files = by_sms()
    step = "template: note, channel: sms"
    journey = files[JOURNEY].replace(step, f"template: note, channel: {channels}, wait: 30m")
    return files | {"templates/note.yaml": MAIL + WHATSAPP + NOTE, JOURNEY: journey}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Kim has an address and a telephone; mails come first."""
    with started(chained("[email, sms]")) as made:
        monkeypatch.setenv("SMS_FROM", "Shop")
        yield made


def left(world: World, after: int = 2 * HOUR + 20 * MINUTE) -> None:
    """Kim leaves a cart; so long after the mail has left."""
    traits = {"email": KIM, "phone": NUMBER}
    post(world, message(world, "identify", "m1", userId="u1", traits=traits), added(world, "m2", userId="u1"))
    world.pass_time(after)


def to(world: World) -> list[str]:
    """Whom was written to, in turn."""
    return [mail.to for mail in world.region.mailbox.mails]


def test_where_nothing_is_heard_the_next_channel_is_tried(world: World) -> None:
    left(world)
    assert to(world) == [KIM]
    world.pass_time(HOUR)
    assert to(world) == [KIM, NUMBER]
    world.pass_time(DAY)
    second, first = sorted(the_messages(world), key=lambda one: one.channel == "email")
    assert (first.state, second.state, second.channel, second.struck) == ("sent", "sent", "sms", ("email",))
    assert (first.step, first.journey) == (second.step, second.journey)
    assert to(world) == [KIM, NUMBER]


def test_where_it_arrived_nothing_else_is_tried(world: World) -> None:
    left(world)
    ses_reported(world, world.region.mailbox.mails[0], "Delivery")
    world.pass_time(DAY)
    assert (to(world), len(the_messages(world))) == ([KIM], 1)


def test_a_channel_that_refuses_gives_way_to_the_next_one(world: World) -> None:
    world.region.gate.plan = lambda one: _refused(world) if one.operation == "SendEmail" else None
    left(world, 4 * HOUR)
    (one,) = the_messages(world)
    assert (to(world), one.state, one.channel, one.reasons) == ([NUMBER], "sent", "sms", ("rejected",))


def test_where_the_way_closes_while_the_provider_says_later_the_next_channel_is_taken(world: World) -> None:
    world.region.mailbox.reject = "TooManyRequestsException"
    left(world)
    (one,) = the_messages(world)
    with world.aside():
        contact_points().suppress(one.contact_point, "bounce", world.clock)
    world.region.mailbox.reject = ""
    world.pass_time(HOUR)
    (after,) = the_messages(world)
    assert (one.state, to(world), after.state, after.channel) == ("claimed", [NUMBER], "sent", "sms")


def _refused(world: World) -> None:
    """The provider of mails refuses this one, and nobody else does."""
    world.region.mailbox.reject = "MessageRejected"
    world.region.gate.plan = lambda one: _again(world) if one.operation == "Publish" else None


def _again(world: World) -> None:
    world.region.mailbox.reject = ""


def test_a_lost_answer_on_the_first_channel_is_not_sent_again_there(world: World) -> None:
    world.region.gate.plan = lambda one: Fault.LOST if one.operation == "SendEmail" else None
    left(world, 4 * HOUR)
    states = sorted((one.channel, one.state) for one in the_messages(world))
    assert (to(world), states) == ([KIM, NUMBER], [("email", "unknown"), ("sms", "sent")])


def test_without_an_address_of_the_first_channel_the_second_is_the_first(world: World) -> None:
    post(world, message(world, "identify", "m1", userId="u1", traits={"phone": NUMBER}))
    post(world, added(world, "m2", userId="u1"))
    world.pass_time(DAY)
    (one,) = the_messages(world)
    assert (to(world), one.channel, [word for word, _ in one.considered][-1]) == ([NUMBER], "sms", "no-address")
    assert STEP not in chained("[email, sms]")[JOURNEY]


def test_on_one_telephone_what_the_first_channel_refuses_goes_out_on_the_next_one(world, monkeypatch) -> None:
    monkeypatch.setenv("WHATSAPP_TRANSACTIONAL_QUEUE", stack.named("DirectTransactionalQueue"))
    monkeypatch.setattr("segue.aws.carriers.answer", lambda _: https.Answered(400, {}, b"{}"))
    world.region.vault.parameters["/test/sources/meta_token"] = '{"secrets": ["token"]}'
    put_in_force(world, chained("[whatsapp, sms]"))
    left(world, 4 * HOUR)
    (one,) = the_messages(world)
    assert (to(world), one.state, one.channel, one.reasons) == ([NUMBER], "sent", "sms", ("rejected",))
