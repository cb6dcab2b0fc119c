"""What becomes of one message of Segment's HTTP API."""

import json

import pytest

from segue.clocks import event_time
from segue.times import DAY, HOUR, SECOND, from_text, to_text
from tests.builders import NOON
from tests.fake_doors import Behind, a_track, the_event

SAID = to_text(NOON - HOUR)


def test_the_client_s_clock_is_corrected_by_when_it_was_sent():
    wrong = NOON + 3 * DAY
    event = the_event(timestamp=to_text(wrong - HOUR), sentAt=to_text(wrong))
    assert (event.original_timestamp, event.timestamp, event.received_at) == (wrong - HOUR, NOON - HOUR, NOON)


def test_no_event_happens_after_it_was_received():
    assert the_event(timestamp="2099-01-01T00:00:00Z").timestamp == NOON


def test_an_event_without_a_time_happened_when_it_was_received():
    event = the_event(timestamp=None)
    assert (event.timestamp, event.original_timestamp) == (NOON, None)


def test_the_original_timestamp_goes_before_the_timestamp():
    assert the_event(originalTimestamp=to_text(NOON - DAY)).timestamp == NOON - DAY


@pytest.mark.parametrize(("given", "time"), [(NOON - SECOND, NOON - SECOND), (1_795_000_000, 1_795_000_000_000)])
def test_numbers_are_milliseconds_or_seconds(given, time):
    assert the_event(timestamp=given).timestamp == time


def test_a_slow_request_moves_nothing():
    """What came in by a slow request stays before what was done after it and came in by a quick one."""
    put, looked = from_text(SAID), from_text(SAID) + 2_000
    slow = event_time(put, put + 9_000, put + 100)
    assert (slow, event_time(looked, looked + 150, looked + 100)) == (put, looked)
    assert event_time(put, put + 20_000, put) == put + 20_000  # a clock that is twenty seconds slow


def test_a_sent_at_that_is_no_time_corrects_nothing():
    assert the_event(sentAt="yesterday").timestamp == from_text(SAID)


def test_a_message_sent_again_is_one_event_with_and_without_ids():
    behind = Behind()
    for now in (NOON, NOON + HOUR):
        behind.post("/v1/track", a_track(sentAt=to_text(now)), now=now)
        behind.post("/v1/track", a_track(messageId=None, sentAt=to_text(now)), now=now)
        behind.post("/v1/track", a_track(timestamp=None, messageId="m2"), now=now)
    assert [event.message_id.partition("-")[0] for event in behind.ledger.events] == ["m1", "derived", "m2"]


def test_without_id_and_time_nothing_tells_a_repeat_from_a_second_event():
    behind = Behind()
    for now in (NOON, NOON + 1):
        behind.post("/v1/track", a_track(timestamp=None, messageId=""), now=now)
    assert len(behind.ledger.events) == 2


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (a_track(anonymousId=""), "no-identifier"),
        (a_track(type="order"), "unknown-type"),
        (a_track(event=" "), "no-event-name"),
        (a_track(timestamp="noon"), "bad-time"),
        (a_track(timestamp=True), "bad-time"),
        (a_track(properties=[1]), "bad-field"),
        (a_track(messageId={"a": 1}), "bad-field"),
        (a_track(properties={"text": "x" * 33_000}), "oversize-message"),
        (a_track(properties=json.loads('{"a":' * 70 + "1" + "}" * 70)), "too-deep"),
        ([a_track()], "bad-message"),
        (None, "bad-message"),
    ],
)
def test_a_bad_message_goes_to_quarantine_and_its_batch_is_kept(said, reason):
    behind = Behind()
    answer = behind.post("/v1/batch", {"batch": [a_track(), said, a_track(messageId="m2")]})
    told = json.loads(answer.body)
    assert (answer.status, told["quarantined"], [one["reason"] for one in told["why"]]) == (200, 1, [reason])
    assert len(behind.ledger.events) == 2
    assert [(one.reason, json.loads(one.delivery.body)) for one in behind.quarantine.rejected] == [(reason, said)]


def test_numbers_that_json_does_not_have_and_half_emoji_are_mended():
    raw = b'{"batch":[{"type":"track","event":"A \\ud83d","userId":7,"messageId":1,"properties":{"a":NaN,"b":1e999}}]}'
    behind = Behind()
    behind.post("/v1/batch", raw)
    event = behind.ledger.events[0]
    assert (event.event, event.user_id, event.properties) == ("A \ufffd", "7", {"a": None, "b": None})


def test_numbers_beyond_64_bits_become_text():
    assert the_event(properties={"n": 2**70, "l": [10**30]}).properties == {"n": str(2**70), "l": [str(10**30)]}


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ({}, "web"),
        ({"context": {"library": {"name": "analytics.js"}}}, "web"),
        ({"context": {"library": {"name": "RudderLabs JavaScript SDK"}}}, "web"),
        ({"context": {"library": {"name": "@segment/analytics-node"}}}, "server"),
        ({"context": {"library": {"name": "analytics-python"}}}, "server"),
        ({"context": {"library": {"name": "analytics-ios"}}}, "mobile"),
        ({"context": {"library": {"name": "@segment/analytics-react-native"}}}, "mobile"),
        ({"context": {"device": {"id": "d1"}}}, "mobile"),
        ({"channel": "server", "context": {"library": "odd"}}, "server"),
        ({"channel": ["odd"]}, "web"),
    ],
)
def test_the_channel_is_known_by_the_sdk(said, channel):
    assert the_event(**said).channel == channel


def test_what_the_batch_says_of_its_context_holds_for_each_message():
    behind = Behind()
    batch = [a_track(context={"ip": "192.0.2.7"}), a_track(messageId="m2")]
    behind.post("/v1/batch", {"context": {"ip": "192.0.2.1", "locale": "nl-NL"}, "batch": batch})
    assert [event.context["ip"] for event in behind.ledger.events] == ["192.0.2.7", "192.0.2.1"]


def test_the_category_of_a_page_is_one_of_its_properties():
    assert the_event("/v1/page", category="Docs", name="Home").properties == {"category": "Docs"}


@pytest.mark.parametrize(
    ("event", "said", "purposes"),
    [
        ("Unsubscribed", {}, ["marketing"]),
        ("Consent Updated", {"granted": False, "purpose": "news"}, ["news"]),
        ("Consent Updated", {"granted": False, "purpose": "Spring News"}, ["spring_news"]),
        ("Consent Updated", {"granted": False, "purpose": "x = :value, suppressed"}, ["marketing"]),
        ("Consent Updated", {"granted": False, "purpose": None, "channel": ["odd"]}, ["marketing"]),
        ("Consent Updated", {"granted": "false"}, []),
        ("Consent Updated", {"granted": True}, []),
        ("Consent Updated", {"granted": False, "channel": "sms"}, []),
        ("Email Bounced", {"bounce_type": "Permanent"}, []),
    ],
)
def test_an_opt_out_is_in_force_before_it_is_answered(event, said, purposes):
    behind = Behind()
    behind.post("/v1/track", a_track(event=event, properties={"email": "Kim@Shop.example", **said}))
    assert [one.purpose for one in behind.suppressed] == purposes
    assert {one.address.value for one in behind.suppressed} <= {"kim@shop.example"}
