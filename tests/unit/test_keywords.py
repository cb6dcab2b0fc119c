"""Which events are keywords that are answered, and what a shop may say of them."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from msgspec.structs import replace

from segue.contact_points import ContactPoint
from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import Identifier
from segue.messages import Message
from segue.messaging.keywords import Answering, keywords_policy, said_in
from segue.times import HOUR, MINUTE
from tests.builders import NOON, an_event

NUMBER = "+4915228817386"
PHONE = Identifier("phone", NUMBER)
WHO = {"context": {"traits": {"phone": NUMBER}}, "anonymous_id": None, "channel": "sms"}
ANSWER = {"channel": "sms", "purpose": "marketing", "granted": False, "method": "sms"}
STOP = an_event("Consent Updated", properties=ANSWER, **WHO)
HELP = an_event("Conversation Turn", properties={"topic": "help", "author": "customer"}, **WHO)
POLICY = {"sms": {"stop": "stopped", "start": "started", "help": "provider"}}


def other(event: Event, **said: Any) -> Event:
    """The event with something else in it."""
    return replace(event, properties={**event.properties, **said})


@pytest.mark.parametrize(
    ("event", "word"),
    [
        (STOP, "stop"),
        (other(STOP, granted=True), "start"),
        (HELP, "help"),
        (other(STOP, purpose="transactional"), ""),
        (other(STOP, method="form"), ""),
        (other(STOP, answered_by="provider"), ""),
        (other(HELP, topic="delivery"), ""),
        (other(HELP, author="agent"), ""),
        (replace(STOP, channel="web"), ""),
        (replace(STOP, backfill=True), ""),
        (replace(STOP, context={}), ""),
        (an_event("Product Viewed", **WHO), ""),
    ],
)
def test_only_what_the_channel_s_own_provider_heard_is_a_keyword(event: Event, word: str) -> None:
    found = said_in(event)
    assert (found.word if found else "") == word
    assert found is None or (found.channel, found.address) == ("sms", PHONE)


@dataclass
class Desk:
    """One address, and what is intended."""

    point: ContactPoint
    found: list[Message] = field(default_factory=list)

    def read(self, _key: str, /) -> ContactPoint:
        return self.point

    def intend(self, message: Message, /) -> bool:
        self.found.append(message)
        return True


def answered(event: Event, point: ContactPoint) -> list[Message]:
    """What is intended."""
    desk = Desk(point)
    Answering(desk, desk, lambda: POLICY, lambda _one: "p_1").note("u_1", event, NOON)
    return desk.found


def stopped(yes: int, no: int) -> ContactPoint:
    """A number with these answers."""
    return ContactPoint("p_1", granted={"marketing": yes}, denied={"marketing": no})


def test_a_stop_is_the_same_until_somebody_starts_again() -> None:
    first, again = answered(STOP, stopped(5, NOON)), answered(replace(STOP, message_id="m2"), stopped(5, NOON + 1))
    assert [one.id for one in first] == [one.id for one in again]
    assert first[0].id != answered(STOP, stopped(6, NOON))[0].id
    assert (first[0].template, first[0].deadline, first[0].purpose) == ("stopped", NOON + 5 * MINUTE, "transactional")


def test_a_stop_that_a_newer_start_has_overtaken_is_not_confirmed() -> None:
    assert answered(STOP, stopped(NOON + HOUR, NOON)) == []
    assert answered(other(STOP, granted=True), stopped(5, NOON)) == []


def test_what_the_provider_answers_we_do_not() -> None:
    assert answered(HELP, stopped(5, 0)) == []


@pytest.mark.parametrize("spec", [{"fax": {}}, {"sms": {"stopp": "x"}}, {"sms": {"stop": ""}}, {"sms": {"help": 3}}])
def test_a_policy_that_nobody_understands_is_refused(spec: Any) -> None:
    with pytest.raises(Invalid):
        keywords_policy(spec)
