"""AWS End User Messaging's messages and reports, written afresh."""

import json
from typing import Any

import pytest

from segue.channels.sms import aws_sms
from segue.deliveries import Delivery, Parsed, understood
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.suppressions import suppressions
from tests.builders import NOON

SHOP, KIM = "+441134960000", "+31612345678"


def by_aws(said: dict[str, Any]) -> Parsed:
    return understood(Delivery("aws_sms", "aws_sms", json.dumps(said).encode(), {}, NOON), aws_sms.incoming)


def named(event: Event) -> dict[str, str]:
    return {one.type: one.value for one in identifiers_of(event)}


INBOUND = {
    "originationNumber": KIM,
    "destinationNumber": SHOP,
    "messageBody": "Is it green?",
    "inboundMessageId": "i-1",
}


def test_a_message_to_a_number_of_aws_is_a_turn():
    (event,) = by_aws({"Type": "Notification", "Message": json.dumps(INBOUND)}).events
    assert (event.event, event.message_id, named(event)) == ("Conversation Turn", "aws-sms-i-1", {"phone": KIM})
    turn, replied = by_aws({**INBOUND, "previousPublishedMessageId": "m-0"}).events
    assert (turn.properties["reply_to"], replied.event) == ("m-0", "SMS Replied")
    assert [one.properties.get("granted") for one in by_aws({**INBOUND, "messageBody": "STOP"}).events] == [False]


def a_report(kind: str, **said: Any) -> dict[str, Any]:
    about = {"eventTimestamp": NOON - 1000, "destinationPhoneNumber": KIM, "messageId": "m-1"}
    return {"eventType": kind, **about, "context": {"message": "u_1_2"}, **said}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("TEXT_SENT", "SMS Sent"),
        ("TEXT_SUCCESSFUL", "SMS Delivered"),
        ("TEXT_DELIVERED", "SMS Delivered"),
        ("MEDIA_DELIVERED", "SMS Delivered"),
        ("TEXT_CARRIER_BLOCKED", "SMS Failed"),
        ("TEXT_TTL_EXPIRED", "SMS Failed"),
    ],
)
def test_a_report_of_aws_is_of_our_message(kind, name):
    for said in (a_report(kind), {"source": "aws.sms-voice", "detail": a_report(kind)}):
        (event,) = by_aws(said).events
        assert (event.event, event.timestamp, named(event)) == (name, NOON - 1000, {"phone": KIM})
        assert event.properties["message_id"] == "u_1_2"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (a_report("TEXT_QUEUED"), "queued"),
        (a_report("VOICE_COMPLETED"), "voice-message"),
        (a_report("TEXT_DELIVERED", destinationPhoneNumber=None), "no-number"),
        ({"Type": "UnsubscribeConfirmation"}, "topic-administration"),
    ],
)
def test_what_is_about_no_outcome_or_nobody_is_ignored(said, name):
    assert [one.name for one in by_aws(said).ignored] == [name]


def test_pinpoint_s_own_stream_is_understood():
    about = {"destination_phone_number": KIM, "message_id": "m-1", "record_status": "DELIVERED"}
    (event,) = by_aws({"event_type": "_SMS.SUCCESS", "event_timestamp": NOON - 1000, "attributes": about}).events
    assert (event.event, event.timestamp, named(event)) == ("SMS Delivered", NOON - 1000, {"phone": KIM})


def test_a_stop_that_pinpoint_tells_of_is_in_force():
    about = {"destination_phone_number": KIM, "message_id": "m-1", "record_status": "OPTED_OUT"}
    (event,) = by_aws({"event_type": "_SMS.OPTOUT", "event_timestamp": NOON - 1000, "attributes": about}).events
    assert (event.event, event.timestamp, event.properties["granted"]) == ("Consent Updated", NOON - 1000, False)
    assert [(one.address.value, one.purpose) for one in suppressions(event)] == [(KIM, "marketing")]


@pytest.mark.parametrize("said", [{}, {"eventType": "TEXT_TELEPORTED"}, {"event_type": "_SMS.HUH"}])
def test_what_nobody_knows_is_kept(said):
    assert [one.reason for one in by_aws(said or {"x": 1}).rejected] == ["unknown-topic"]
