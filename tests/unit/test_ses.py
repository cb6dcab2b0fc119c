"""Amazon SES's events, written afresh, as events of the e-mail spec."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.email import ses
from segue.channels.topics import Confirmation, confirmation
from segue.deliveries import Delivery, Parsed, understood
from segue.errors import Invalid, Unauthorized
from segue.events import Event
from segue.http import Request
from segue.identifiers import identifiers_of
from segue.suppressions import suppressions
from segue.times import to_text
from tests.builders import NOON
from tests.fake_doors import basic
from tests.provider_samples import proof
from tests.unit.test_segment_api_hostile import VALUES

WHEN = to_text(NOON - 1000)
MAIL = {
    "messageId": "ses-1",
    "timestamp": to_text(NOON - 5000),
    "destination": ["kim@shop.example"],
    "commonHeaders": {"subject": "Your tent"},
    "tags": {"message": ["u_1_2"]},
}
BOUNCE = {"bouncedRecipients": [{"emailAddress": "Kim <kim@shop.example>", "status": "5.1.1"}], "timestamp": WHEN}


def a_notice(kind: str, part: str = "", key: str = "eventType", **said: Any) -> dict[str, Any]:
    return {key: kind, "mail": MAIL, **({part: {"timestamp": WHEN, **said}} if part else {})}


def parsed(said: Any) -> Parsed:
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return understood(Delivery("ses", "ses", raw, {}, NOON), ses.incoming)


def the_event(said: Any) -> Event:
    (event,) = parsed(said).events
    return event


def test_a_recipient_who_is_nobody_takes_no_other_with_it():
    people = [{"emailAddress": "MAILER-DAEMON"}, {"emailAddress": "kim@shop.example", "status": "5.1.1"}]
    found = parsed(a_notice("Bounce", "bounce", bounceType="Permanent", bouncedRecipients=people))
    assert [(one.properties["status"], len(suppressions(one))) for one in found.events] == [("5.1.1", 1)]
    assert [one.reason for one in found.rejected] == ["no-identifier"]
    assert [one.reason for one in parsed(found.rejected[0].delivery.body).rejected] == ["no-identifier"]


@pytest.mark.parametrize(
    ("kind", "part", "name"),
    [
        ("Send", "send", "Email Sent"),
        ("Delivery", "delivery", "Email Delivered"),
        ("DeliveryDelay", "deliveryDelay", "Email Delivery Delayed"),
        ("Bounce", "bounce", "Email Bounced"),
        ("Complaint", "complaint", "Email Marked as Spam"),
        ("Open", "open", "Email Opened"),
        ("Click", "click", "Email Link Clicked"),
        ("Reject", "reject", "Email Rejected"),
        ("Rendering Failure", "failure", "Email Rendering Failed"),
    ],
)
@pytest.mark.parametrize("key", ["eventType", "notificationType"])
def test_every_type_has_a_name(kind, part, name, key):
    event = the_event(a_notice(kind, part, key))
    assert (event.event, event.channel, event.source) == (name, "email", "ses")
    assert [one.value for one in identifiers_of(event)] == ["kim@shop.example"]
    assert event.timestamp == NOON - 1000


def test_an_event_names_our_message_and_the_provider_s():
    properties = the_event(a_notice("Click", "click", link="https://shop.example/t")).properties
    assert (properties["message_id"], properties["provider_message_id"]) == ("u_1_2", "ses-1")
    assert (properties["link_url"], properties["email_subject"]) == ("https://shop.example/t", "Your tent")


def test_each_recipient_has_an_event_of_their_own():
    found = parsed(a_notice("Delivery", "delivery", recipients=["a@x.example", "b@x.example", "a@x.example"])).events
    assert [event.context["traits"]["email"] for event in found] == ["a@x.example", "b@x.example"]
    assert len({event.message_id for event in found}) == 2


def test_the_envelope_makes_no_difference():
    bare = a_notice("Open", "open")
    sns = {"Type": "Notification", "Message": json.dumps(bare)}
    bridge = {"source": "aws.ses", "detail-type": "Email Opened", "detail": bare}
    twice = {"Type": "Notification", "Message": json.dumps(bridge)}
    assert len({the_event(one).message_id for one in (bare, sns, bridge, twice)}) == 1


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        (a_notice("Bounce", "bounce", bounceType="Permanent", **BOUNCE), [("bounce", None)]),
        (a_notice("Bounce", "bounce", bounceType="Transient", **BOUNCE), []),
        (a_notice("Bounce", "bounce", bounceType="Undetermined", **BOUNCE), []),
        (a_notice("Complaint", "complaint"), [("complaint", None)]),
        (a_notice("Delivery", "delivery"), []),
    ],
)
def test_hard_bounces_and_complaints_forbid_writing_at_all(said, reasons):
    found = suppressions(the_event(said))
    assert [(one.reason, one.purpose) for one in found] == reasons
    assert {one.address.value for one in found} <= {"kim@shop.example"}
    taken_back = parsed(a_notice("Complaint", "complaint", complaintFeedbackType="not-spam"))
    assert ([one.name for one in taken_back.ignored], taken_back.events) == (["not-spam"], ())


@pytest.mark.parametrize(
    ("wishes", "name"),
    [
        ({"unsubscribeAll": True}, "Unsubscribed"),
        ({"topicSubscriptionStatus": [{"topicName": "news", "subscriptionStatus": "OptOut"}]}, "Unsubscribed"),
        ({"topicSubscriptionStatus": [{"topicName": "news", "subscriptionStatus": "OptIn"}]}, "Consent Updated"),
    ],
)
def test_a_subscription_event_is_an_answer_on_marketing(wishes, name):
    event = the_event(a_notice("Subscription", "subscription", newTopicPreferences=wishes))
    assert (event.event, event.properties["granted"]) == (name, name == "Consent Updated")
    assert [one.purpose for one in suppressions(event)] == (["marketing"] if name == "Unsubscribed" else [])


@pytest.mark.parametrize(
    "said",
    [
        b"Successfully validated SNS topic for Amazon SES event publishing.",
        {"Type": "Notification", "Message": "Successfully validated SNS topic for Amazon SES event publishing."},
        {"Type": "UnsubscribeConfirmation"},
    ],
)
def test_what_sns_says_of_itself_is_ignored(said):
    assert [one.name for one in parsed(said).ignored] == ["topic-administration"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"hello", "bad-json"),
        (a_notice("Received"), "unknown-topic"),
        ({"eventType": "Open", "mail": {"destination": []}}, None),
        ({"eventType": "Open", "mail": {"destination": ["nobody"]}}, "no-identifier"),
    ],
)
def test_what_cannot_be_understood_is_kept_with_its_reason(said, reason):
    assert [one.reason for one in parsed(said).rejected] == ([reason] if reason else [])


ARN = "arn:aws:sns:eu-west-1:123456789012:mail"


def test_a_subscription_is_confirmed_by_topic_and_token_and_not_by_the_address_in_it():
    said = {
        "Type": "SubscriptionConfirmation",
        "TopicArn": ARN,
        "Token": "t",
        "SubscribeURL": "http://169.254.169.254/",
    }
    assert confirmation(json.dumps(said).encode()) == Confirmation(ARN, "eu-west-1", "t")
    assert confirmation(json.dumps(a_notice("Open")).encode()) is None


STRANGE = ("arn:aws:sns:evil.example/#:1:x", "arn:aws:sns:eu-west-1@evil:123456789012:mail", "arn:aws:sqs:a:1:b")


@pytest.mark.parametrize("topic", ["", f"{ARN}\n", *STRANGE])
def test_other_topics_are_never_confirmed(topic):
    said = {"Type": "SubscriptionConfirmation", "TopicArn": topic, "Token": "t"}
    with pytest.raises(Invalid):
        confirmation(json.dumps(said).encode())


def test_the_source_s_secret_proves_as_password_or_token():
    ses.verify(proof(Request("POST", "/", {}, {"authorization": basic("segue", "s1")}), ["s2", "s1"]))
    ses.verify(proof(Request("POST", "/", {"token": "s2"}), ["s2", "s1"]))
    for query, header in (({"token": "s3"}, ""), ({}, basic("s1", "")), ({}, "")):
        with pytest.raises(Unauthorized):
            ses.verify(proof(Request("POST", "/", query, {"authorization": header}), ["s2", "s1"]))


@given(st.sampled_from(list(ses.MEANINGS)), VALUES, VALUES)
def test_no_notification_is_lost(kind, mail, part):
    said = {"eventType": kind, "mail": mail, ses.MEANINGS[kind].part: part}
    assert "not-understood" not in [one.reason for one in parsed(said).rejected]


def test_topics_of_a_source_are_arns():
    ses.check({})
    ses.check({"topics": [ARN]})
    for options in ({"topics": []}, {"topics": ARN}, {"topics": [*STRANGE[:1]]}, {"topic": [ARN]}):
        with pytest.raises(Invalid):
            ses.check(options)
