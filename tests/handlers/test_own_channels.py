"""Messages to programs of the shop's own: a signed webhook, a function called as Pinpoint calls it."""

import base64
import hmac
import json

import pytest

from segue.aws import https
from segue.times import HOUR
from tests.faults.cloud.world import World
from tests.faults.shop import added, message, post
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import the_messages

JOURNEY, STEP = "journeys/abandoned-cart.yaml", "template: abandoned-cart, channel: email, purpose: marketing"
HOOK = """
webhook:
  url: https://hooks.shop.example/carts?from=segue
  body: |
    {"cart": "{{ cart.id }}",
     "first": "{{ cart.items.first.name }}"}
"""
FUNCTION = "custom: {function: segue-channel-letters, data: '{{ cart.items.first.name }}'}"
ANSWERED = https.Answered(202, {}, b'{"id": "h-1"}')


def by(channel: str, note: str) -> dict[str, str]:
    """The starter playbook with this channel instead of the mail."""
    files = starter_files()
    journey = files[JOURNEY].replace(STEP, f"template: note, channel: {channel}, purpose: transactional")
    return files | {"templates/note.yaml": note, JOURNEY: journey}


def left(world: World) -> None:
    """Kim, of whom no address is known, leaves a cart for three hours."""
    post(world, message(world, "identify", "m1", userId="u1"), added(world, "m2", userId="u1"))
    world.pass_time(3 * HOUR)


@pytest.fixture
def asked(monkeypatch):
    """What was asked by HTTPS."""
    found = []
    monkeypatch.setattr("segue.aws.carriers.answer", lambda call: found.append(call) or ANSWERED)
    return found


def test_a_webhook_is_called_once_and_signed_with_the_message_s_id(asked):
    with started(by("webhook", HOOK)) as world:
        world.region.vault.parameters["/test/sources/webhook"] = '{"secrets": ["whsec_c2VjcmV0"]}'
        left(world)
        (one,), (call,) = the_messages(world), asked
    said = json.loads(call.body)
    assert (call.host, call.path, call.headers["webhook-id"]) == ("hooks.shop.example", "/carts?from=segue", one.id)
    assert (said["data"]["message"], said["data"]["said"]) == (one.id, {"cart": "c1", "first": "Tent"})
    assert (one.state, one.provider_id) == ("sent", "h-1")
    signed = f"{one.id}.{call.headers['webhook-timestamp']}.".encode() + call.body
    expected = base64.b64encode(hmac.digest(b"secret", signed, "sha256")).decode()
    assert call.headers["webhook-signature"] == f"v1,{expected}"


def test_a_webhook_without_a_secret_waits_for_it(asked):
    with started(by("webhook", HOOK)) as world:
        left(world)
        assert ([one.state for one in the_messages(world)], asked) == (["intended"], [])


def test_an_address_that_is_none_ends_it(asked):
    with started(by("webhook", HOOK.replace("https://hooks.shop.example", "http://10.0.0.1"))) as world:
        world.region.vault.parameters["/test/sources/webhook"] = '{"secrets": ["whsec_c2VjcmV0"]}'
        left(world)
        assert [(one.state, one.reasons) for one in the_messages(world)] == [("failed", ("rejected",))]
    assert asked == []


def test_a_function_is_called_once_with_what_pinpoint_would_have_said():
    with started(by("custom", FUNCTION)) as world:
        left(world)
        (one,), (sent,) = the_messages(world), world.region.mailbox.mails
    said = sent.request["Payload"]
    assert (sent.to, one.state) == ("segue-channel-letters", "sent")
    assert (said["Data"], said["JourneyId"], said["MessageId"]) == ("Tent", "abandoned-cart", one.id)
    assert said["Endpoints"][one.person]["User"] == {"UserId": one.person}


@pytest.mark.parametrize("name", ["another-function", "segue-channel-", "arn:aws:lambda:eu-west-1:1:function:x"])
def test_a_function_of_another_name_is_never_called(name):
    with started(by("custom", FUNCTION.replace("segue-channel-letters", name))) as world:
        left(world)
        assert [(one.state, one.reasons) for one in the_messages(world)] == [("failed", ("rejected",))]
        assert world.region.mailbox.mails == []
