"""`receive_email` on moto: EventBridge, SNS and HTTPS, one meaning."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from segue.channels.topics import Confirmation
from segue.wiring import noticing as wired
from tests import doors
from tests.fake_doors import basic

SES = {"provider": "ses", "channel": "email", "secrets": ["s1", "s2"]}


@pytest.fixture(autouse=True)
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with doors.opened(monkeypatch):
        doors.configure(ses=SES)
        yield


def by_sns(*messages: str) -> dict[str, Any]:
    return {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": one}} for one in messages]}


def notice() -> str:
    return json.dumps(doors.sample("receive_email")["detail"])


def invoke(event: dict[str, Any]) -> Any:
    return doors.app("receive_email").handler(event, None)


def test_the_sample_event_is_stored_and_the_address_is_suppressed():
    assert invoke(doors.sample("receive_email")) is None
    (event,) = doors.stored()
    assert (event.event, event.properties["bounce_type"]) == ("Email Bounced", "Permanent")
    assert [row["suppressed"] for row in doors.rows("contact-points")] == ["bounce"]


def test_three_ways_to_one_event():
    invoke(doors.sample("receive_email"))
    invoke(by_sns(notice(), notice()))
    path = doors.request("/webhooks/ses", notice().encode(), {"authorization": basic("segue", "s2")})
    assert doors.call("receive_email", path) == (200, {"success": True})
    assert len(doors.stored()) == 1


def test_what_is_not_understood_is_kept_and_the_rest_of_the_batch_is_stored():
    invoke(by_sns("{broken", notice(), json.dumps({"eventType": "Teleported"})))
    assert len(doors.stored()) == 1
    assert sorted(one.reason for one in doors.quarantined()) == ["bad-json", "unknown-topic"]


@pytest.mark.parametrize(("query", "status"), [({"token": "s1"}, 200), ({"token": "s3"}, 401), ({}, 401)])
def test_a_webhook_needs_the_source_s_secret(query, status):
    event = doors.request("/webhooks/ses", notice().encode(), query=query)
    assert doors.call("receive_email", event)[0] == status
    assert len(doors.stored()) == (status == 200)


def test_a_subscription_is_confirmed_only_when_it_is_proven(monkeypatch: pytest.MonkeyPatch):
    confirmed: list[Confirmation] = []
    monkeypatch.setattr(wired, "confirm", confirmed.append)
    said = {"Type": "SubscriptionConfirmation", "TopicArn": "arn:aws:sns:eu-west-1:123456789012:m", "Token": "t"}
    for token in ("s1", "wrong"):
        doors.call("receive_email", doors.request("/webhooks/ses", json.dumps(said).encode(), query={"token": token}))
    assert [one.region for one in confirmed] == ["eu-west-1"]
    assert (doors.quarantined(), doors.counted("ses").refused) == ([], 1)


def test_a_subscription_of_no_topic_is_refused():
    said = {"Type": "SubscriptionConfirmation", "TopicArn": "http://x", "Token": "t"}
    event = doors.request("/webhooks/ses", json.dumps(said).encode(), query={"token": "s1"})
    assert doors.call("receive_email", event)[0] == 400


def test_bytes_that_are_no_json_are_kept():
    event = doors.request("/webhooks/ses", base64.b64decode("AP8="), query={"token": "s1"})
    status, said = doors.call("receive_email", event)
    assert (status, said["quarantined"], said["why"][0]["reason"]) == (200, 1, "bad-json")
