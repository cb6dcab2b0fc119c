"""`receive_email` on moto: a mail that SES put into a bucket."""

import json
from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from segue.aws import mail_store
from segue.aws.clients import client
from segue.channels.email.stored_mails import Place
from segue.errors import Unavailable
from tests import doors

MAIL = b"From: kim@shop.example\r\nMessage-ID: <m-1@x.example>\r\n\r\nIs it green?\r\n"
NOTICE = {
    "notificationType": "Received",
    "receipt": {"action": {"type": "S3", "bucketName": "mails", "objectKey": "in/1"}},
    "mail": {"headers": [{"name": "From", "value": "kim@shop.example"}], "messageId": "s-1", "source": "kim@x.example"},
}


@pytest.fixture(autouse=True, scope="module")
def roads() -> None:
    """The bucket takes signed requests alone."""


@pytest.fixture(autouse=True)
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with doors.opened(monkeypatch):
        where = {"LocationConstraint": "eu-west-1"}
        client("s3").create_bucket(Bucket="mails", CreateBucketConfiguration=where)
        yield


def by_sns() -> None:
    event = {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": json.dumps(NOTICE)}}]}
    doors.app("receive_email").handler(event, None)


def test_a_mail_in_a_bucket_is_a_turn():
    client("s3").put_object(Bucket="mails", Key="in/1", Body=MAIL)
    by_sns()
    (event,) = doors.stored()
    assert (event.event, event.properties["text"]) == ("Conversation Turn", "Is it green?")


def test_a_mail_that_is_gone_is_a_turn_of_headers_alone():
    by_sns()
    (event,) = doors.stored()
    assert (event.properties["incomplete"], event.context["traits"]) == (True, {"email": "kim@shop.example"})


def test_a_bucket_that_may_not_be_read_is_asked_again(monkeypatch: pytest.MonkeyPatch):
    class Forbidden:
        def get_object(self, **_: str) -> None:
            raise ClientError({"Error": {"Code": "AccessDenied"}}, "GetObject")

    monkeypatch.setattr(mail_store, "client", lambda _: Forbidden())
    with pytest.raises(Unavailable):
        mail_store.stored_mail(Place("mails", "in/1"))


def test_a_long_mail_in_a_bucket_is_a_turn_by_webhook_too():
    doors.configure(ses_inbound={"provider": "ses_inbound", "channel": "email", "secrets": ["s"]})
    client("s3").put_object(Bucket="mails", Key="in/1", Body=MAIL + b"And this? " * 60_000)
    asked = doors.request("/webhooks/ses_inbound", json.dumps(NOTICE).encode(), query={"token": "s"})
    assert doors.call("receive_email", asked) == (200, {"success": True})
    (event,) = doors.stored()
    assert event.properties["text"].startswith("Is it green?")
