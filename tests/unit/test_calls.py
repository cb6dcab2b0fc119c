"""Calls by Amazon Connect and Twilio, written afresh."""

import base64
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from segue.channels.phone import amazon_connect, twilio_voice
from segue.channels.sms import twilio
from segue.channels.topics import notifications
from segue.deliveries import Delivery, Parsed, understood
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.times import MINUTE, to_text
from tests.builders import NOON

KIM, SHOP = "+31612345678", "+441134960000"
START, AGENT, END = (to_text(NOON - minutes * MINUTE) for minutes in (10, 8, 3))
EVENT = {
    "contactId": "c-2",
    "initialContactId": "c-1",
    "channel": "VOICE",
    "initiationMethod": "INBOUND",
    "initiationTimestamp": START,
    "queueInfo": {"queueArn": "arn:q", "enqueueTimestamp": START},
}
OVER = {"disconnectTimestamp": END, "agentInfo": {"connectedToAgentTimestamp": AGENT}}
RECORD = {
    "ContactId": "c-2",
    "InitialContactId": "c-1",
    "Channel": "VOICE",
    "InitiationMethod": "INBOUND",
    "InitiationTimestamp": START,
    "DisconnectTimestamp": END,
    "DisconnectReason": "CUSTOMER_DISCONNECT",
    "Queue": {"Name": "Orders", "ARN": "arn:q", "EnqueueTimestamp": START},
    "Agent": {"ConnectedToAgentTimestamp": AGENT},
    "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": KIM},
}


def by_connect(said: Any) -> Parsed:
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return understood(Delivery("connect", "amazon_connect", raw, {}, NOON), amazon_connect.incoming)


def by_twilio(module: Any = twilio_voice, **said: str) -> Parsed:
    body = {"CallSid": "CA1", "Direction": "inbound", "From": KIM, "To": SHOP, **said}
    return understood(Delivery("calls", "twilio_voice", urlencode(body).encode(), {}, NOON), module.incoming)


def named(event: Event) -> dict[str, str]:
    return {one.type: one.value for one in identifiers_of(event)}


def test_a_call_starts_and_ends():
    (started,) = by_connect({**EVENT, "eventType": "INITIATED"}).events
    (ended,) = by_connect({"source": "aws.connect", "detail": {**EVENT, **OVER, "eventType": "DISCONNECTED"}}).events
    assert (started.event, started.timestamp) == ("Call Started", NOON - 10 * MINUTE)
    assert (ended.event, ended.timestamp) == ("Call Ended", NOON - 3 * MINUTE)
    assert {one.properties["conversation_id"] for one in (started, ended)} == {"connect:c-1"}
    assert named(ended) == {"custom": "connect_contact_id:c-2"}
    lasted = {name: ended.properties[name] for name in ("duration", "wait", "talk", "answered", "direction", "queue")}
    wanted = {"duration": 420.0, "wait": 120.0, "talk": 300.0, "answered": True, "direction": "inbound"}
    assert lasted == {**wanted, "queue": "arn:q"}


def test_a_record_says_who_called_and_tells_the_same_call_once():
    customer, started, ended = by_connect(RECORD).events
    assert (customer.type, named(customer)) == ("identify", {"phone": KIM, "custom": "connect_contact_id:c-2"})
    events = [*by_connect({**EVENT, "eventType": "INITIATED"}).events]
    events += by_connect({**EVENT, **OVER, "eventType": "DISCONNECTED"}).events
    for own, other in zip((started, ended), events, strict=True):
        assert (own.message_id, own.original_timestamp, named(own)) == (
            other.message_id,
            other.original_timestamp,
            named(other),
        )
    assert (ended.properties["queue"], ended.properties["reason"]) == ("Orders", "CUSTOMER_DISCONNECT")


def test_a_call_that_nobody_took_was_not_answered():
    (ended,) = by_connect({**EVENT, "disconnectTimestamp": END, "eventType": "DISCONNECTED"}).events
    assert ended.properties["answered"] is False
    assert "talk" not in ended.properties


def test_moments_out_of_order_are_no_duration():
    (ended,) = by_connect(
        {**EVENT, "disconnectTimestamp": to_text(NOON - 60 * MINUTE), "eventType": "DISCONNECTED"}
    ).events
    assert "duration" not in ended.properties


@pytest.mark.parametrize(
    ("channel", "names", "by"),
    [
        ("CHAT", ["Live Chat Conversation Started", "Live Chat Conversation Ended"], "chat"),
        ("EMAIL", ["Conversation Opened", "Conversation Resolved"], "email"),
    ],
)
def test_every_channel_has_its_names(channel, names, by):
    found = by_connect({**RECORD, "Channel": channel, "CustomerEndpoint": None}).events
    assert ([one.event for one in found], {one.channel for one in found}) == (names, {by})


@pytest.mark.parametrize("kind", ["QUEUED", "CONNECTED_TO_SYSTEM", "CONTACT_DATA_UPDATED"])
def test_what_happens_in_between_is_ignored(kind):
    assert [one.name for one in by_connect({**EVENT, "eventType": kind}).ignored] == [kind.lower()]
    assert [one.name for one in by_connect({**RECORD, "Channel": "TASK"}).ignored] == ["task"]


def test_who_takes_a_call_is_told_when_it_is_taken():
    taken = {**EVENT, "agentInfo": {"agentArn": "arn:aws:connect:eu:1:instance/i/agent/a-7", **OVER["agentInfo"]}}
    (event,) = by_connect({**taken, "eventType": "CONNECTED_TO_AGENT"}).events
    assert (event.event, event.timestamp, event.message_id) == (
        "Call Answered",
        NOON - 8 * MINUTE,
        "connect-c-2-answered",
    )
    assert (event.properties["agent"], event.properties["conversation_id"]) == ("a-7", "connect:c-1")
    named_so = {**RECORD, "Agent": {**RECORD["Agent"], "ARN": "arn:x/agent/a-7", "Username": "amy"}}
    assert by_connect(named_so).events[-1].properties["agent"] == "amy"
    assert [
        one.name for one in by_connect({**taken, "channel": "CHAT", "eventType": "CONNECTED_TO_AGENT"}).ignored
    ] == ["connected_to_agent"]


def test_a_flow_says_who_is_there():
    flow = {"Name": "ContactFlowEvent", "Details": {"ContactData": {**EVENT, "ContactId": "c-2"}, "Parameters": {}}}
    assert [one.reason for one in by_connect(flow).rejected] == ["no-identifier"]
    flow["Details"]["ContactData"]["CustomerEndpoint"] = RECORD["CustomerEndpoint"]
    (body,) = notifications(flow)
    (event,) = by_connect(body).events
    assert (event.type, named(event)["phone"], event.traits) == ("identify", KIM, {"phone": KIM})


def test_records_come_by_kinesis():
    data = base64.b64encode(json.dumps(RECORD).encode()).decode()
    (body,) = notifications({"Records": [{"eventSource": "aws:kinesis", "kinesis": {"data": data}}]})
    assert len(by_connect(body).events) == 3


@pytest.mark.parametrize("said", [{"x": 1}, {**EVENT, "eventType": "TELEPORTED"}, {"eventType": "INITIATED"}])
def test_what_is_no_contact_is_kept(said):
    assert [one.reason for one in by_connect(said).rejected] == ["unknown-topic"]


@pytest.mark.parametrize("module", [twilio_voice, twilio])
def test_a_call_to_twilio_starts_once_and_ends_once(module):
    states = ("ringing", "in-progress", "completed")
    events = [one for state in states for one in by_twilio(module, CallStatus=state, CallDuration="42").events]
    assert [one.event for one in events] == ["Call Started", "Call Started", "Call Ended"]
    assert events[0] == events[1]
    assert [named(one) for one in events] == [{"phone": KIM}] * 3
    ended = events[2].properties
    assert (ended["duration"], ended["answered"], ended["conversation_id"]) == (42.0, True, "twilio:CA1")


def test_a_customer_whom_nobody_answered_still_wants_something():
    (missed,) = by_twilio(CallStatus="no-answer", Timestamp="Sun, 22 Nov 2026 11:00:00 +0000").events
    assert (missed.properties["resolved"], missed.properties["answered"]) == (False, False)
    assert missed.original_timestamp is not None
    (ours,) = by_twilio(CallStatus="busy", Direction="outbound-api", Timestamp="yesterday").events
    assert (named(ours), "resolved" in ours.properties) == ({"phone": SHOP}, False)


def test_a_call_of_ours_starts_when_it_is_taken():
    assert [one.name for one in by_twilio(CallStatus="ringing", Direction="outbound-api").ignored] == ["ringing"]
    (event,) = by_twilio(CallStatus="in-progress", Direction="outbound-api").events
    assert (event.event, event.properties["direction"], named(event)) == ("Call Started", "outbound", {"phone": SHOP})


def test_what_nobody_knows_is_kept():
    assert [one.reason for one in by_twilio(CallStatus="huh").rejected] == ["unknown-topic"]
    assert [one.reason for one in by_twilio(CallStatus="ringing", From="client:kim").rejected] == ["no-identifier"]


@pytest.mark.parametrize("number", ["+266696687", "+86282452253", "+8656696", "+2562533", "+7378742833", "anonymous"])
def test_callers_who_show_no_number_are_not_one_customer(number):
    assert [one.name for one in by_twilio(CallStatus="ringing", From=number).ignored] == ["hidden-number"]


@pytest.mark.parametrize("status", ["ringing", "in-progress", "completed"])
def test_whom_a_call_is_put_through_to_is_not_the_customer(status):
    leg = by_twilio(CallStatus=status, Direction="outbound-dial", ParentCallSid="CA0", To="+4915112345678")
    assert ([one.name for one in leg.ignored], leg.events) == (["dialled-leg"], ())


def test_an_address_that_is_no_number_names_nobody():
    for address in ("sip:line7@desk.example", "anonymous", "7"):
        found = by_connect({**RECORD, "CustomerEndpoint": {"Type": "VOIP", "Address": address}}).events
        assert {"phone"} & {kind for one in found for kind in named(one)} == set()
