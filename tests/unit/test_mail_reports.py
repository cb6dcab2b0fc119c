"""SendGrid's and Mailgun's reports, written afresh, as events of the e-mail spec."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.email import mailgun, sendgrid
from segue.deliveries import Delivery, Parsed, understood
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.suppressions import suppressions
from tests.builders import NOON
from tests.unit.test_segment_api_hostile import VALUES

SECONDS = NOON // 1000 - 60
KIM = "kim@shop.example"


def by_sendgrid(*events: dict[str, Any]) -> Parsed:
    body = json.dumps([{"email": KIM, "timestamp": SECONDS, "sg_message_id": "m1.filter7.1", **one} for one in events])
    return understood(Delivery("sendgrid", "sendgrid", body.encode(), {}, NOON), sendgrid.incoming)


def by_mailgun(event: str, **said: Any) -> Parsed:
    about = {"recipient": KIM, "timestamp": SECONDS + 0.5, "id": "e-1", "message": {"headers": {"message-id": "m1"}}}
    body = json.dumps({"signature": {}, "event-data": {"event": event, **about, **said}})
    return understood(Delivery("mailgun", "mailgun", body.encode(), {}, NOON), mailgun.incoming)


def the_event(parsed: Parsed) -> Event:
    (event,) = parsed.events
    return event


@pytest.mark.parametrize("kind", sendgrid.REPORTS)
def test_every_kind_of_sendgrid_s_is_about_the_recipient(kind):
    event = the_event(by_sendgrid({"event": kind, "sg_event_id": "e1"}))
    assert (event.event, event.channel) == (sendgrid.REPORTS[kind].name, "email")
    assert (event.timestamp, event.message_id) == (SECONDS * 1000, f"sendgrid-{kind}-e1")
    assert [one.value for one in identifiers_of(event)] == [KIM]
    assert event.properties["provider_message_id"] == "m1"


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"event": "bounce", "type": "bounce"}, [("bounce", None)]),
        ({"event": "bounce", "type": "blocked", "status": "5.0.0"}, []),
        ({"event": "bounce", "status": "5.1.1"}, [("bounce", None)]),
        ({"event": "bounce", "status": "4.2.2"}, []),
        ({"event": "spamreport"}, [("complaint", None)]),
        ({"event": "unsubscribe"}, [("opt-out", "marketing")]),
        ({"event": "group_unsubscribe", "asm_group_id": 10}, [("opt-out", "marketing")]),
        ({"event": "group_resubscribe", "asm_group_id": 10}, []),
        ({"event": "dropped", "reason": "Bounced Address"}, [("bounce", None)]),
        ({"event": "dropped", "reason": "Invalid"}, [("bounce", None)]),
        ({"event": "dropped", "reason": "Spam Reporting Address"}, [("complaint", None)]),
        ({"event": "dropped", "reason": "Recipient List over Package Quota"}, []),
    ],
)
def test_what_forbids_writing_by_sendgrid(said, reasons):
    event = the_event(by_sendgrid(said))
    assert [(one.reason, one.purpose) for one in suppressions(event)] == reasons
    assert event.properties.get("list_id") == ("10" if "asm_group_id" in said else None)


def test_a_batch_is_many_events_and_a_bad_one_takes_no_other_with_it():
    parsed = by_sendgrid(
        {"event": "open", "useragent": "Mail/1", "ip": "192.0.2.1"},
        {"event": "teleported"},
        {"event": "click", "email": 7},
    )
    assert [one.event for one in parsed.events] == ["Email Opened"]
    assert [one.reason for one in parsed.rejected] == ["unknown-topic", "no-identifier"]
    assert parsed.events[0].context["ip"] == "192.0.2.1"
    again = understood(parsed.rejected[0].delivery, sendgrid.incoming)
    assert [one.reason for one in again.rejected] == ["unknown-topic"]


def test_our_message_id_comes_back():
    said = {"event": "click", "url": "https://shop.example/t", "message": "u_1_2"}
    properties = the_event(by_sendgrid(said)).properties
    assert (properties["message_id"], properties["link_url"]) == ("u_1_2", "https://shop.example/t")
    assert (
        the_event(by_mailgun("opened", **{"user-variables": {"message": "u_1_2"}})).properties["message_id"] == "u_1_2"
    )


def test_what_no_recipient_did_is_ignored():
    assert [one.name for one in by_sendgrid({"event": "account_status_change"}).ignored] == ["account_status_change"]
    assert [one.name for one in by_mailgun("stored").ignored] == ["stored"]
    assert [one.name for one in by_sendgrid().ignored] == ["nothing-said"]


@pytest.mark.parametrize("kind", mailgun.REPORTS)
def test_every_kind_of_mailgun_s_is_about_the_recipient(kind):
    event = the_event(by_mailgun(kind))
    assert (event.event, event.timestamp, event.message_id) == (
        mailgun.REPORTS[kind].name,
        SECONDS * 1000 + 500,
        "mailgun-e-1",
    )
    assert [one.value for one in identifiers_of(event)] == [KIM]


@pytest.mark.parametrize(
    ("said", "name", "reasons"),
    [
        ({"severity": "permanent", "reason": "bounce"}, "Email Bounced", ["bounce"]),
        ({"severity": "permanent", "reason": "generic"}, "Email Bounced", ["bounce"]),
        ({"severity": "permanent", "reason": "old"}, "Email Bounced", []),
        ({"severity": "permanent", "reason": "suppress-bounce"}, "Email Rejected", ["bounce"]),
        ({"severity": "permanent", "reason": "suppress-complaint"}, "Email Rejected", ["complaint"]),
        ({"severity": "permanent", "reason": "suppress-other"}, "Email Rejected", []),
        ({"severity": "temporary", "reason": "generic"}, "Email Delivery Delayed", []),
    ],
)
def test_a_failure_of_mailgun_s_is_one_of_three(said, name, reasons):
    event = the_event(by_mailgun("failed", **said))
    assert (event.event, [one.reason for one in suppressions(event)]) == (name, reasons)


@pytest.mark.parametrize(
    "parsed",
    [
        by_sendgrid({"event": "dropped", "reason": "Unsubscribed Address", "sg_event_id": "e-1"}),
        by_mailgun("failed", severity="permanent", reason="suppress-unsubscribe"),
    ],
)
def test_what_was_not_tried_because_somebody_unsubscribed_is_an_opt_out(parsed):
    rejected, unsubscribed = parsed.events
    assert (rejected.event, rejected.properties["because"]) == ("Email Rejected", "opt-out")
    assert unsubscribed.message_id == f"{rejected.message_id}-unsubscribed"
    assert [(one.address.value, one.purpose) for one in suppressions(unsubscribed)] == [(KIM, "marketing")]
    assert not suppressions(rejected)


@given(
    st.sampled_from(list(sendgrid.REPORTS)),
    st.dictionaries(st.sampled_from(["email", "timestamp", "url", "status"]), VALUES),
)
def test_no_report_is_lost(kind, said):
    assert {one.reason for one in by_sendgrid({**said, "event": kind}).rejected} <= {"no-identifier"}
    assert {one.reason for one in by_mailgun("opened", **said, recipient=KIM).rejected} <= {"no-identifier"}
