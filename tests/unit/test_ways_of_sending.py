"""What a sender does with a message whose way is closed, and with a chain of channels."""

import json
import zlib
from dataclasses import replace
from typing import Any

import pytest

from segue.contact_points import ATTEMPT, ContactPoint, mark
from segue.errors import Conflict, Refused, Unavailable
from segue.keys import digest
from segue.messages import Message
from segue.messaging.composing import as_sent, kept, place_of
from segue.messaging.ports import OutcomeUnknownError
from segue.messaging.quiet_policies import quiet_policy
from segue.messaging.sending import aimed
from segue.times import HOUR
from tests.builders import NOON
from tests.fake_sending import KIM, MESSAGE, PLAYBOOK, TEMPLATE, Told

CHAIN = replace(MESSAGE, contact_point="", channel="", channels=("email", "sms"))
ORDER: Any = {"channel": "email", "point": "e_kim", "why": [["chosen", {"channel": "email"}]]}
QUIET = quiet_policy({"presets": "none", "channels": {"email": {"every_day": "14:00-21:00"}}})
NIGHT = replace(PLAYBOOK, policy=replace(PLAYBOOK.policy, quiet=QUIET))
AGAIN = {"message": "u_1_m1", "due": NOON, "again": 1}


def test_the_way_of_the_order_is_taken() -> None:
    told = Told()
    told.send(CHAIN, **ORDER)
    assert [mail.to for mail in told.mails] == [KIM]


def test_a_claimed_message_keeps_the_way_of_its_claim() -> None:
    message = aimed(replace(CHAIN, state="claimed", channel="sms", contact_point="p_1"), ORDER)
    assert (message.channel, message.contact_point) == ("sms", "p_1")


def test_in_quiet_hours_it_goes_back_to_wait_and_nothing_is_claimed() -> None:
    at = NOON + 2 * HOUR
    assert Told().send(CHAIN, NIGHT, **ORDER) == [
        ("hold", at, (), ()),
        ("again", {"message": "u_1_m1", "due": at}),
    ]


def test_what_an_attempt_has_left_claimed_is_held_no_shorter_than_the_attempt_may_last() -> None:
    soon = quiet_policy({"presets": "none", "channels": {"email": {"every_day": "12:01-21:00"}}})
    playbook = replace(PLAYBOOK, policy=replace(PLAYBOOK.policy, quiet=soon))
    told = Told().send(replace(MESSAGE, state="claimed", attempt="try-1"), playbook)
    assert told[0] == ("hold", NOON + ATTEMPT, (), ())


@pytest.mark.parametrize(
    ("message", "again", "told"),
    [
        (CHAIN, 0, ("again", AGAIN)),
        (CHAIN, 3, ("settle", "dropped", NOON, "suppressed-bounce")),
        (MESSAGE, 0, ("settle", "dropped", NOON, "suppressed-bounce")),
    ],
)
def test_a_closed_way_is_put_before_whoever_knows_the_others(message: Message, again: int, told: Any) -> None:
    world = Told()
    world.point = ContactPoint("e_kim", "bounce")
    assert world.send(message, **ORDER, again=again) == [told]


CLAIMED: Any = {"state": "claimed", "channel": "email", "contact_point": "e_kim", "attempt": "try-1"}


@pytest.mark.parametrize(
    ("message", "again", "told"),
    [
        (CHAIN, 0, [("hold", NOON + ATTEMPT, (), ()), ("again", {"message": "u_1_m1", "due": NOON + ATTEMPT})]),
        (CHAIN, 3, [("settle", "dropped", NOON, "suppressed-bounce")]),
        (MESSAGE, 0, [("settle", "dropped", NOON, "suppressed-bounce")]),
    ],
)
def test_what_a_provider_put_off_and_is_closed_by_then_waits_for_another_way_or_ends(message, again, told) -> None:
    world = Told()
    world.point = ContactPoint("e_kim", "bounce")
    assert world.send(replace(message, **CLAIMED), **ORDER, again=again) == told


def test_what_a_provider_put_off_and_is_stopped_by_then_ends() -> None:
    told = Told()
    told.word = "stopped"
    assert told.send(replace(CHAIN, **CLAIMED), **ORDER) == [("settle", "dropped", NOON, "stopped")]


def test_what_forbids_the_message_itself_ends_it_whatever_other_ways_there_are() -> None:
    told = Told()
    told.word = "stopped"
    assert told.send(CHAIN, **ORDER) == [("settle", "dropped", NOON, "stopped")]


def test_a_channel_that_refuses_is_struck_and_another_is_chosen_once_the_attempt_is_over() -> None:
    told = Told(deliver=Refused("rejected")).send(CHAIN, **ORDER)
    at = NOON + ATTEMPT
    assert told[-3] == ("release", "e_kim", "u_1_m1")
    assert told[-2:] == [("hold", at, ("email",), ("rejected",)), ("again", {"message": "u_1_m1", "due": at})]


def test_the_last_channel_that_refuses_ends_it() -> None:
    told = Told(deliver=Refused("rejected")).send(replace(CHAIN, struck=("sms",)), **ORDER)
    assert told[-1] == ("settle", "failed", NOON, "rejected")


def test_an_address_that_may_have_got_it_already_ends_it_whatever_other_channels_there_are() -> None:
    told = Told(take=Conflict("already-attempted")).send(CHAIN, **ORDER)
    assert told[-1] == ("settle", "dropped", NOON, "already-attempted")


WAITS = {"message": "u_1_m1", "due": NOON + HOUR, "next": True}


@pytest.mark.parametrize("raising", [{}, {"deliver": OutcomeUnknownError()}])
def test_after_it_left_the_next_channel_waits_for_its_turn(raising: Any) -> None:
    assert Told(**raising).send(replace(CHAIN, wait=HOUR), **ORDER)[-1] == ("again", WAITS)


def test_an_order_that_comes_again_sets_the_same_timer() -> None:
    sent = replace(CHAIN, state="sent", channel="email", wait=HOUR, decided=NOON)
    assert Told().send(sent, **ORDER) == [("again", WAITS)]
    assert Told().send(replace(sent, struck=("sms",)), **ORDER) == []


RECEIPT = replace(PLAYBOOK, templates={"cart": TEMPLATE | {"again": "at-least-once"}})
TRIED = replace(MESSAGE, state="claimed", attempt="try-1", tries=1)


def begun(since: int) -> Told:
    """The address has an attempt of then."""
    told = Told()
    told.point = ContactPoint("e_kim", attempts={mark(MESSAGE.id): -since})
    return told


def test_a_receipt_whose_answer_was_lost_is_sent_again_once_its_attempt_is_over() -> None:
    with pytest.raises(Unavailable):
        Told(deliver=OutcomeUnknownError()).send(MESSAGE, RECEIPT)
    with pytest.raises(Unavailable):
        begun(NOON - ATTEMPT + 1).send(TRIED, RECEIPT)
    told = begun(NOON - ATTEMPT)
    assert [one[0] for one in told.send(TRIED, RECEIPT)] == ["release", "claim", "take", "deliver", "settle"]


def test_a_receipt_is_not_sent_for_ever() -> None:
    told = begun(NOON - ATTEMPT)
    assert told.send(replace(TRIED, tries=5), RECEIPT) == [("settle", "unknown", NOON, "outcome-unknown")]
    last = Told(deliver=OutcomeUnknownError()).send(replace(MESSAGE, tries=4), RECEIPT)
    assert last[-1] == ("settle", "unknown", NOON, "outcome-unknown")


def test_what_was_sent_can_be_shown_again_as_it_was_but_for_links_that_act() -> None:
    told = Told()
    told.send()
    sent, (mail,) = told.settled, told.mails
    shown = as_sent(sent, TEMPLATE, PLAYBOOK.policy)
    assert place_of(sent) == "7"
    assert shown == {**mail.parts, "text": "Shop #"}
    assert as_sent(MESSAGE, TEMPLATE, PLAYBOOK.policy) == as_sent(sent, {}, PLAYBOOK.policy) == {}


def test_only_what_the_template_asks_for_is_kept_and_nothing_that_is_large() -> None:
    facts = {
        "person": {"traits": {"firstName": "Kim", "iban": "X"}, "interests": {}},
        "cart": {},
        "shop": {"name": "S"},
    }
    said = as_facts(kept(facts, ["{{ person.traits.firstName }} {{ shop.name }}"], "1"))
    assert said == {"person": {"traits": {"firstName": "Kim"}, "interests": {}}}
    noise = "".join(digest(b"noise", str(one)) for one in range(400))
    assert kept({"cart": {"url": noise}}, ["{{ cart.url }}"], "1") == b""


def as_facts(raw: bytes) -> Any:
    return json.loads(zlib.decompress(raw))["facts"]
