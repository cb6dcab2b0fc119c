"""STOP, START and HELP by text message: in force before they are acknowledged, answered once, by whom the shop says."""

import json

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import HOUR, MINUTE
from segue.wiring.tables import contact_points
from tests.faults.cloud.world import World
from tests.faults.shop import message, post, put_in_force, reported
from tests.handlers.starter import started, whole_starter
from tests.handlers.talks import NUMBER, SHOP, wrote
from tests.handlers.test_sending import the_messages

CONFIRMED = "Fernweh Outfitters: you are unsubscribed and get no more offers by text message."
KEYWORDS = "policies/keywords.yaml"


@pytest.fixture
def world(monkeypatch):
    """A shop that writes to telephones, and Kim with one, who said yes to it."""
    with started(whole_starter()) as made:
        monkeypatch.setenv("SMS_FROM", "any")
        monkeypatch.setenv("SMS_FROM_MARKETING", "any")
        yes = {"channel": "sms", "purpose": "marketing", "granted": True, "phone": NUMBER}
        who = message(made, "identify", "m1", userId="u1", traits={"phone": NUMBER})
        post(made, who, message(made, "track", "m2", userId="u1", event="Consent Updated", properties=yes))
        made.pass_time(HOUR)
        yield made


def texts(world: World) -> list[str]:
    """What Kim's telephone got."""
    return [mail.request["Message"] for mail in world.region.mailbox.mails]


def test_stop_is_confirmed_once_within_minutes_however_often_it_is_told_or_said(world: World) -> None:
    wrote(world, "STOP", "i1")
    assert [one.partition(" Reply")[0] for one in texts(world)] == [CONFIRMED]
    wrote(world, "STOP", "i1")
    wrote(world, "Stop please", "i2")
    (one,) = the_messages(world)
    assert (len(texts(world)), one.state, one.purpose) == (1, "sent", "transactional")
    assert one.decided - one.created < 5 * MINUTE


def test_who_is_restricted_is_still_answered(world: World) -> None:
    no = {"channel": "all", "purpose": "use", "granted": False}
    reported(world, message(world, "track", "m3", userId="u1", event="Consent Updated", properties=no))
    world.pass_time(HOUR)
    wrote(world, "STOP", "i1")
    wrote(world, "HELP", "i2")
    assert len(texts(world)) == 2


def test_it_is_in_force_before_it_is_acknowledged(world: World) -> None:
    said = {"originationNumber": NUMBER, "destinationNumber": SHOP, "messageBody": "STOP", "inboundMessageId": "i1"}
    record = {"EventSource": "aws:sns", "Sns": {"Message": json.dumps(said)}}
    world.lambdas.invoke("receive_sms", {"Records": [record]})
    with world.aside():
        point = contact_points().read(key_of(Identifier("phone", NUMBER)))
    assert point.refuses("marketing", asks_first=True) == "opted-out"
    assert point.refuses("transactional", asks_first=False) == ""


def test_start_opts_in_again_and_the_next_stop_is_confirmed_anew(world: World) -> None:
    for place, word in enumerate(("STOP", "START", "STOP")):
        wrote(world, word, f"i{place}")
    assert [one.split(": ")[1].split()[2] for one in texts(world)] == ["unsubscribed", "our", "unsubscribed"]


def test_help_is_answered_once_an_hour_and_stays_a_turn(world: World) -> None:
    wrote(world, "HELP", "i1")
    wrote(world, "HELP", "i1")
    wrote(world, "help!", "i2")
    assert [one.partition(" see")[0] for one in texts(world)] == ["Fernweh Outfitters: for help"]
    wrote(world, "HELP", "i3", wait=HOUR)
    world.pass_time(HOUR)
    wrote(world, "HELP", "i4")
    assert len(texts(world)) == 2


def test_who_reads_german_is_answered_in_german(world: World) -> None:
    post(world, message(world, "identify", "m3", userId="u1", traits={"locale": "de-AT"}))
    wrote(world, "STOPP", "i1")
    assert texts(world)[0].startswith("Fernweh Outfitters: Du bist abgemeldet")


def test_stop_all_is_not_answered_and_nothing_is_where_the_provider_does(world: World) -> None:
    wrote(world, "STOP ALL", "i1")
    assert texts(world) == []
    put_in_force(world, whole_starter() | {KEYWORDS: "sms: {stop: provider}"})
    wrote(world, "START", "i2")
    wrote(world, "STOP", "i3")
    assert texts(world) == []


def test_an_answer_that_comes_late_is_none(world: World) -> None:
    wrote(world, "STOP", "i1")
    (one,) = the_messages(world)
    assert 0 < one.deadline - one.created <= 5 * MINUTE
