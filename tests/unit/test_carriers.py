"""The contract of every provider that carries messages: one call, and an outcome for whatever comes of it."""

from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote_plus

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from segue.aws import carriers
from segue.aws.carriers import Carrier
from segue.aws.https import Answered, LostError, NeverSentError
from segue.channels import PROVIDERS
from segue.channels.outgoing import AwsCall, Sender
from segue.contact_points import CHANNELS
from segue.errors import Refused, Unauthorized, Unavailable
from segue.messages import Envelope, Message
from segue.messaging.ports import OutcomeUnknownError
from tests.builders import NOON

SENDER = Sender("orders@shop.example", "news@shop.example", "settings", "key", "https://segue.example")
APPLE = "arn:aws:sns:eu-central-1:123456789012:app/APNS"
SENDERS = {
    "push": SENDER._replace(transactional=f"{APPLE}/orders", marketing=f"{APPLE}/news"),
    "webhook": SENDER._replace(transactional="", marketing=""),  # a signature says who it is from
    "x": SENDER._replace(transactional="", marketing=""),  # a token does
    "helpdesk": SENDER._replace(transactional="7001", marketing="8001", settings="help.shop.example"),
}
SAID = {"webhook.url": "https://hooks.shop.example/the-url", "custom.function": "segue-channel-the-function"}
TO = {"push": "apple:0123abcd", "webhook": "", "custom": "", "helpdesk": "4711"}  # everybody else writes to any text


def module(name: str) -> Any:
    """A provider's module."""
    return import_module(f"segue.channels.{PROVIDERS[name]}")


UNSAID = {"whatsapp": {"whatsapp.text": ""}, "helpdesk": {"helpdesk.kind": ""}}  # where there is a template; a reply
CARRYING = [name for name in PROVIDERS if hasattr(module(name), "outgoing")]
SAYING = [(name, code) for name in CARRYING for code in module(name).ANSWERS]


def a_message(name: str, purpose: str = "marketing") -> tuple[Message, Envelope]:
    """A message of the provider's channel."""
    channel = PROVIDERS[name].partition(".")[0]
    parts = {part: SAID.get(part, f"the {part}") for part in CHANNELS[channel].parts} | UNSAID.get(channel, {})
    message = Message("u_a_b", "u_a", "e_a", "j", "k", "0", "t", channel, purpose, NOON)
    return message, Envelope(TO.get(channel, "kim@shop.example"), parts, "https://segue.example/unsubscribe/t")


def a_sender(name: str) -> Sender:
    """Who the provider's channel writes for."""
    return SENDERS.get(PROVIDERS[name].partition(".")[0], SENDER)


@pytest.mark.parametrize("purpose", ["marketing", "transactional"])
@pytest.mark.parametrize("name", CARRYING)
def test_a_request_holds_the_message_s_id_its_words_its_address_and_the_sender_of_its_purpose(name, purpose):
    message, envelope = a_message(name, purpose)
    sender, to = a_sender(name), envelope.to.removeprefix("apple:")
    said = unquote_plus(repr(module(name).outgoing(message, envelope, sender)))
    other = sender.of("transactional" if purpose == "marketing" else "marketing")
    words = [one.rpartition("/")[2] for one in envelope.parts.values()]
    assert [one for one in (message.id, to, sender.of(purpose), *words) if one not in said] == []
    assert not other or other not in said


FIRST = {"create_platform_endpoint": {"EndpointArn": "arn:aws:sns:e"}, "delete_endpoint": {}}  # may be made again


class Line:
    """What the carrier asks through; `says` answers or raises."""

    def __init__(self, says: Callable[[AwsCall], Any]) -> None:
        self.says, self.asked = says, list[tuple[str, int]]()

    def client(self, service: str, attempts: int = 2, seconds: int = 3) -> Any:
        assert seconds >= 3
        self.asked.append((service, attempts))
        return self

    def __getattr__(self, method: str) -> Any:
        if method in FIRST:
            return lambda **_: FIRST[method]
        return lambda **parameters: self.says(AwsCall("", method, parameters, ""))


def carried(name: str, monkeypatch: Any, failure: Callable[[bool], Exception | Answered]) -> Line:
    """One message through the carrier, whose provider fails; `failure` is told whether it is one of AWS."""

    def says(call: Any) -> Any:
        found = failure(isinstance(call, AwsCall))
        if isinstance(found, Exception):
            raise found
        return found

    line = Line(says)
    monkeypatch.setattr(carriers, "client", line.client)
    monkeypatch.setattr(carriers, "answer", lambda call: line.asked.append((call.host, 1)) or says(call))
    try:
        Carrier(module(name), lambda: a_sender(name)).ready(*a_message(name))()
    finally:
        assert [attempts for _, attempts in line.asked if attempts == 1] == [1]
    return line


def said(code: str) -> Callable[[bool], Exception | Answered]:
    """The provider answers with a code."""

    def answered(aws: bool) -> Exception | Answered:
        return ClientError({"Error": {"Code": code}}, "Send") if aws else Answered(int(code or 500), {}, b"")

    return answered


@pytest.mark.parametrize(("name", "code"), SAYING)
def test_what_a_provider_says_no_to_has_its_outcome_after_one_call(name, code, monkeypatch):
    outcome = {"refused": Refused, "gone": Refused, "later": Unavailable}[module(name).ANSWERS[code]]
    with pytest.raises(outcome):
        carried(name, monkeypatch, said(code))


META = ["whatsapp_cloud", "meta_messenger", "meta_instagram"]


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80002, 80006, 80007, 130429, 131056])
@pytest.mark.parametrize("name", META)
def test_too_many_requests_to_meta_are_later_though_the_status_says_no(name, code, monkeypatch):
    body = f'{{"error": {{"type": "OAuthException", "code": {code}}}}}'.encode()
    with pytest.raises(Unavailable, match=str(code)):
        carried(name, monkeypatch, lambda _: Answered(400, {}, body))


@pytest.mark.parametrize("body", [b'{"error": {"code": 131047}}', b'{"error": "no"}', b"[]", b"<html>", b""])
@pytest.mark.parametrize("name", META)
def test_of_a_code_that_nobody_knows_the_status_counts(name, body, monkeypatch):
    with pytest.raises(Refused):
        carried(name, monkeypatch, lambda _: Answered(400, {}, body))


@pytest.mark.parametrize("code", ["", "500", "599"])
@pytest.mark.parametrize("name", CARRYING)
def test_an_answer_that_nobody_knows_leaves_the_outcome_unknown(name, code, monkeypatch):
    with pytest.raises(OutcomeUnknownError):
        carried(name, monkeypatch, said(code))


@pytest.mark.parametrize("name", CARRYING)
def test_a_lost_answer_leaves_the_outcome_unknown_and_is_not_asked_again(name, monkeypatch):
    with pytest.raises(OutcomeUnknownError):
        carried(name, monkeypatch, lambda aws: ReadTimeoutError(endpoint_url="x") if aws else LostError())


@pytest.mark.parametrize("name", CARRYING)
def test_what_never_left_may_be_sent_later(name, monkeypatch):
    with pytest.raises(Unavailable):
        carried(name, monkeypatch, lambda aws: ConnectTimeoutError(endpoint_url="x") if aws else NeverSentError())


def test_a_function_that_failed_in_the_middle_leaves_the_outcome_unknown(monkeypatch):
    failed = {"StatusCode": 200, "FunctionError": "Unhandled"}
    monkeypatch.setattr(carriers, "client", lambda *_, **__: SimpleNamespace(invoke=lambda **_: failed))
    with pytest.raises(OutcomeUnknownError):
        Carrier(module("function"), lambda: SENDER).ready(*a_message("function"))()


def test_a_refused_token_is_gone_before_anything_is_claimed(monkeypatch):
    def refuses(**_: object) -> None:
        raise ClientError({"Error": {"Code": "InvalidParameter"}}, "CreatePlatformEndpoint")

    monkeypatch.setattr(carriers, "client", lambda *_, **__: SimpleNamespace(create_platform_endpoint=refuses))
    with pytest.raises(Refused, match="gone"):
        Carrier(module("sns_push"), lambda: a_sender("sns_push")).ready(*a_message("sns_push"))


def test_a_secret_that_is_not_set_is_waited_for(monkeypatch):
    def none() -> Sender:
        raise Unauthorized("no-secret")

    with pytest.raises(Unavailable):
        Carrier(module(CARRYING[0]), none).ready(*a_message(CARRYING[0]))


@pytest.mark.parametrize("code", ["SendingPausedException", "AccountSuspendedException"])
def test_what_keeps_the_whole_account_from_sending_ends_no_message(code: str) -> None:
    assert module("ses").ANSWERS[code] == "later"
