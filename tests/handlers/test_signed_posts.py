"""`receive_email` on moto: posts that SNS signed need no secret, and cause one fetch of one certificate."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from segue.aws import certificates
from segue.aws.https import Answered, NeverSentError
from segue.channels.outgoing import HttpsCall
from segue.channels.topics import Confirmation
from segue.wiring import noticing as wired
from segue.wiring import tables
from tests import doors, sns_signer
from tests.sns_signer import ADDRESS, TOPIC, signed

SES = {"provider": "ses", "channel": "email", "options": {"topics": [TOPIC]}}


class Sns:
    """What is asked of it, and what it answers."""

    def __init__(self) -> None:
        self.asked: list[HttpsCall] = []
        self.status: int | None = HTTPStatus.OK

    def answer(self, call: HttpsCall) -> Answered:
        """A certificate, or what else is wished."""
        self.asked.append(call)
        if self.status is None:
            raise NeverSentError("down")
        return Answered(self.status, {}, sns_signer.pem())


@pytest.fixture(autouse=True)
def sns(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sns]:
    with doors.opened(monkeypatch):
        tables.playbooks().apply({"source": {"ses": SES}}, {}, "test", 0)
        certificates.certificate.cache_clear()
        asked = Sns()
        monkeypatch.setattr(certificates, "answer", asked.answer)
        yield asked
    certificates.certificate.cache_clear()


def post(body: bytes, **query: str) -> tuple[int, Any]:
    return doors.call("receive_email", doors.request("/webhooks/ses", body, query=query))


def a_report() -> str:
    return json.dumps(doors.sample("receive_email")["detail"])


@pytest.mark.parametrize("version", ["1", "2"])
def test_what_sns_signed_is_stored_once_and_its_certificate_fetched_once(sns, version):
    for _ in "12":
        assert post(signed(version=version, Message=a_report())) == (200, {"success": True})
    assert len(doors.stored()) == 1
    assert [f"https://{one.host}{one.path}" for one in sns.asked] == [ADDRESS]


def test_no_secret_stands_in_for_the_signature(sns):
    assert post(a_report().encode(), token="")[0] == 401
    assert post(signed(TopicArn=f"{TOPIC}-2", Message=a_report()))[0] == 401
    assert sns.asked == []


@pytest.mark.parametrize(("status", "answered"), [(None, 503), (500, 503), (301, 503), (403, 401), (404, 401)])
def test_a_certificate_that_cannot_be_fetched_is_asked_for_again(sns, status, answered):
    sns.status = status
    assert post(signed(Message=a_report()))[0] == answered
    assert doors.stored() == []
    sns.status = HTTPStatus.OK
    assert post(signed(Message=a_report()))[0] == 200


def test_a_signed_subscription_is_confirmed(monkeypatch: pytest.MonkeyPatch):
    confirmed: list[Confirmation] = []
    monkeypatch.setattr(wired, "confirm", confirmed.append)
    wired.noticing.cache_clear()
    assert post(signed("SubscriptionConfirmation"))[0] == 200
    assert [one.topic for one in confirmed] == [TOPIC]


def test_a_source_under_a_name_of_its_own_takes_what_sns_signed(monkeypatch: pytest.MonkeyPatch):
    confirmed: list[Confirmation] = []
    monkeypatch.setattr(wired, "confirm", confirmed.append)
    wired.noticing.cache_clear()
    tables.playbooks().apply({"source": {"news": SES}}, {}, "test", 0)
    posts = (signed("SubscriptionConfirmation"), signed(Message=a_report()))
    assert [doors.call("receive_any", doors.request("/webhooks/news", one))[0] for one in posts] == [200, 200]
    assert ([one.topic for one in confirmed], [one.source for one in doors.stored()]) == ([TOPIC], ["news"])
