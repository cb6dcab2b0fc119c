"""Text messages, all the way: from a cart that was left to the one call of whoever carries them."""

import json
from urllib.parse import parse_qs

import pytest

from segue.aws import https
from segue.times import DAY, HOUR
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.world import World
from tests.faults.shop import added, message, post, put_in_force
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import the_messages

NUMBER = "+4915228817386"  # kept for films by the Bundesnetzagentur
JOURNEY, STEP = "journeys/abandoned-cart.yaml", "template: abandoned-cart, channel: email"
NOTE = "sms: Your {{ cart.items.first.name }} is waiting. STOP to end"


def by_sms(purpose: str = "transactional") -> dict[str, str]:
    """The starter playbook with a text message instead of the mail."""
    files = starter_files()
    journey = files[JOURNEY].replace(STEP, "template: note, channel: sms").replace("marketing", purpose)
    return files | {"templates/note.yaml": NOTE, JOURNEY: journey}


@pytest.fixture
def world(monkeypatch):
    """A shop that writes to telephones, and Kim with one."""
    with started(by_sms()) as made:
        monkeypatch.setenv("SMS_FROM", "Shop")
        monkeypatch.setenv("SMS_FROM_MARKETING", "ShopNews")
        yield made


def left(world: World, *more: dict[str, object]) -> None:
    """Kim leaves a cart, and three hours pass."""
    who = message(world, "identify", "m1", userId="u1", traits={"phone": NUMBER})
    post(world, who, *more, added(world, "m-c1", userId="u1"))
    world.pass_time(3 * HOUR)


def agreed(world: World) -> dict[str, object]:
    """Kim says yes to marketing by text message."""
    yes = {"channel": "sms", "purpose": "marketing", "granted": True, "phone": NUMBER}
    return message(world, "track", "m2", userId="u1", event="Consent Updated", properties=yes)


def test_sns_carries_it_once_from_the_sender_of_its_purpose(world):
    left(world)
    (one,) = the_messages(world)
    (sent,) = world.region.mailbox.mails
    assert (sent.to, sent.request["Message"]) == (NUMBER, "Your Tent is waiting. STOP to end")
    assert sent.tags == {
        "AWS.SNS.SMS.SMSType": "Transactional",
        "AWS.SNS.SMS.SenderID": "Shop",
        "message": one.id,
    }
    assert (one.state, one.channel, one.provider_id) == ("sent", "sms", sent.id)


def test_marketing_needs_a_yes_and_waits_for_the_day(world):
    put_in_force(world, by_sms("marketing"))
    left(world, agreed(world))
    assert [one.state for one in the_messages(world)] == ["held"]
    world.pass_time(2 * DAY)
    (sent,) = world.region.mailbox.mails
    assert (sent.tags["AWS.SNS.SMS.SMSType"], sent.tags["AWS.SNS.SMS.SenderID"]) == ("Promotional", "ShopNews")


def test_without_a_yes_nothing_goes_out(world):
    put_in_force(world, by_sms("marketing"))
    left(world)
    world.pass_time(2 * DAY)
    assert [(one.state, one.reasons) for one in the_messages(world)] == [("dropped", ("no-consent",))]
    assert world.region.mailbox.mails == []


def test_end_user_messaging_carries_our_id_and_its_report_settles_the_message(world, monkeypatch):
    monkeypatch.setenv("SMS_PROVIDER", "aws_sms")
    monkeypatch.setenv("SMS_SETTINGS", "ours")
    world.region.gate.plan = lambda one: Fault.LOST if one.operation == "SendTextMessage" else None
    left(world)
    (sent,), (one,) = world.region.mailbox.mails, the_messages(world)
    assert (sent.request["OriginationIdentity"], sent.request["ConfigurationSetName"]) == ("Shop", "ours")
    assert (one.state, sent.tags) == ("unknown", {"message": one.id})
    reported(world, sent.tags, sent.id)
    (settled,) = the_messages(world)
    assert (settled.state, [*settled.outcomes]) == ("sent", ["delivered"])


def reported(world: World, context: dict[str, str], provider_id: str) -> None:
    """AWS tells the topic that it was delivered."""
    said = {
        "eventType": "TEXT_DELIVERED",
        "eventTimestamp": world.clock,
        "messageId": provider_id,
        "destinationPhoneNumber": NUMBER,
        "context": context,
    }
    world.lambdas.invoke("receive_sms", {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": json.dumps(said)}}]})
    world.pass_time(HOUR)


def test_twilio_is_told_where_to_report_to(world, monkeypatch):
    asked = []
    answer = https.Answered(201, {}, b'{"sid": "SM1"}')
    monkeypatch.setattr("segue.aws.carriers.answer", lambda call: asked.append(call) or answer)
    monkeypatch.setenv("SMS_PROVIDER", "twilio")
    monkeypatch.setenv("SMS_SETTINGS", "AC1")
    world.region.vault.parameters["/test/sources/twilio"] = '{"secrets": ["token"]}'
    left(world)
    (call,), (one,) = asked, the_messages(world)
    form = {name: value for name, (value,) in parse_qs(call.body.decode()).items()}
    assert (call.path, form["To"], form["From"]) == ("/2010-04-01/Accounts/AC1/Messages.json", NUMBER, "Shop")
    assert form["StatusCallback"] == f"https://segue.test/webhooks/twilio?message={one.id}"
    assert (one.state, one.provider_id) == ("sent", "SM1")


def test_a_refused_number_ends_it_and_throttling_brings_it_again(world):
    world.region.mailbox.reject = "Throttled"
    left(world)
    assert [one.state for one in the_messages(world)] == ["claimed"]
    world.region.mailbox.reject = "InvalidParameter"
    world.pass_time(HOUR)
    assert [(one.state, one.reasons) for one in the_messages(world)] == [("failed", ("rejected",))]
    assert world.region.mailbox.mails == []
