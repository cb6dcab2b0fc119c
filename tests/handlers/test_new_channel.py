"""The recipe of a channel and a provider: a line in `CHANNELS`, a line in `PROVIDERS`, a file, names in the template.

Carrier pigeons are such a channel. Nothing else of the product is touched for them, and a message goes all the way.
"""

import json
import sys
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from segue import contact_points
from segue.aws import https
from segue.channels import PROVIDERS, outgoing, payloads
from segue.errors import Unauthorized
from segue.playbook import BadPlaybook, compile_playbook
from segue.signatures import same
from segue.times import HOUR, MINUTE
from tests.builders import an_event
from tests.faults.cloud import stack
from tests.faults.cloud.world import World
from tests.faults.shop import added, http, message, post, put_in_force
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import the_messages

LOFT = "+14255550199"
QUEUE = stack.named("EmailMarketingQueue")
NAMES = {"MARKETING_QUEUE": QUEUE, "TRANSACTIONAL_QUEUE": QUEUE, "PROVIDER": "loft", "FROM_MARKETING": "our loft"}
JOURNEY = "journeys/abandoned-cart.yaml"
KINDS = {"landed": "Message Delivered", "stop": "Unsubscribed"}


class Loft(ModuleType):
    """A provider with both directions."""

    HEADERS = ("?message",)
    PARAMETER = "loft"
    ANSWERS = MappingProxyType({"404": "refused"})

    @staticmethod
    def verify(proof: Any) -> None:
        if not same(proof.request.headers.get("x-loft", ""), proof.secrets):
            raise Unauthorized("bad-secret")

    @staticmethod
    def incoming(delivery: Any) -> Any:
        said = payloads.payload_of(delivery.body)
        about = {"channel": "pigeon", "message_id": delivery.headers.get("?message")}
        who = {"context": {"traits": {"phone": said["loft"]}}, "anonymous_id": None}
        yield an_event(KINDS[said["kind"]], delivery.received_at, channel="pigeon", properties=about, **who)

    @staticmethod
    def outgoing(one: Any, envelope: Any, sender: Any) -> outgoing.HttpsCall:
        said = {"to": envelope.to, "note": envelope.parts["note"], "ring": one.id, "from": sender.of(one.purpose)}
        return outgoing.HttpsCall("loft.test", "/fly", {"x-loft": sender.secret}, json.dumps(said).encode(), "pigeon")


@pytest.fixture
def flown(monkeypatch):
    """What the loft was asked to carry, once the channel is there."""
    asked: list[outgoing.HttpsCall] = []
    monkeypatch.setitem(contact_points.CHANNELS, "pigeon", contact_points.Channel("phone", ("note",), "notes"))
    monkeypatch.setitem(contact_points.ADDRESSES, "pigeon", "phone")
    monkeypatch.setitem(PROVIDERS, "loft", "pigeon.loft")
    monkeypatch.setitem(sys.modules, "segue.channels.pigeon.loft", Loft("loft"))
    monkeypatch.setattr("segue.aws.carriers.answer", lambda call: asked.append(call) or https.Answered(200, {}, ANSWER))
    return asked


ANSWER = b'{"pigeon": "p-1"}'


@pytest.fixture
def world(flown, monkeypatch):
    """A shop that reminds of carts by pigeon, and Kim, who said yes to it."""
    files = by_pigeon("template: note, channel: pigeon")
    with started() as made:
        for name, value in NAMES.items():
            monkeypatch.setenv(f"PIGEON_{name}", value)
        made.region.permit = lambda _: None  # the template has no role for pigeons
        made.region.vault.parameters["/test/sources/loft"] = '{"secrets": ["ring"]}'
        put_in_force(made, files)
        yes = {"channel": "pigeon", "purpose": "marketing", "granted": True, "phone": LOFT}
        who = message(made, "identify", "m1", userId="u1", traits={"phone": LOFT})
        post(made, who, message(made, "track", "m2", userId="u1", event="Consent Updated", properties=yes))
        yield made


def by_pigeon(step: str) -> dict[str, str]:
    """The starter playbook with a note, a loft, and this step instead of the mail."""
    more = {"templates/note.yaml": "note: Your {{ cart.items.first.name }}", "sources/loft.yaml": SOURCE}
    files = starter_files() | more
    return files | {JOURNEY: files[JOURNEY].replace("template: abandoned-cart, channel: email", step)}


SOURCE = "provider: loft\nchannel: pigeon\n"


def left(world: World, cart: str) -> None:
    """Kim leaves a cart."""
    post(world, added(world, f"m-{cart}", cart=cart, userId="u1"))
    world.pass_time(3 * HOUR)


def reported(world: World, kind: str, about: str = "") -> int:
    """The loft tells of something."""
    body = json.dumps({"kind": kind, "loft": LOFT})
    event = http("POST", "/webhooks/loft", body, {"x-loft": "ring"}) | {"queryStringParameters": {"message": about}}
    status = world.call("receive_commerce", lambda: event)["statusCode"]
    world.pass_time(MINUTE)
    return status


def test_a_message_goes_out_on_a_channel_that_the_code_has_never_seen(world, flown):
    left(world, "c1")
    (one,) = the_messages(world)
    (call,) = flown
    assert (one.channel, one.state, one.provider_id) == ("pigeon", "sent", "p-1")
    assert json.loads(call.body) == {"to": LOFT, "note": "Your Tent", "ring": one.id, "from": "our loft"}
    assert call.headers == {"x-loft": "ring"}


def test_what_its_provider_reports_settles_the_message_and_a_no_stops_the_next(world, flown):
    left(world, "c1")
    assert reported(world, "landed", the_messages(world)[0].id) == 200
    assert "delivered" in the_messages(world)[0].outcomes
    assert reported(world, "stop") == 200
    left(world, "c2")
    states = sorted((one.state, one.reasons) for one in the_messages(world))
    assert states == [("dropped", ("opted-out",)), ("sent", ())]
    assert len(flown) == 1


@pytest.mark.parametrize("step", ["template: abandoned-cart, channel: pigeon", "template: note, channel: dove"])
def test_a_journey_on_a_channel_that_is_not_there_or_without_its_words_is_refused_by_plan(flown, step):
    with pytest.raises(BadPlaybook, match="there is no"):
        compile_playbook(by_pigeon(step))


@pytest.mark.parametrize("secrets", ['{"secrets": []}', '{"secrets": [""]}', "no JSON"])
def test_a_message_waits_for_its_provider_s_secret(world, flown, secrets):
    world.region.vault.parameters["/test/sources/loft"] = secrets
    left(world, "c1")
    assert (the_messages(world)[0].state, flown) == ("intended", [])
    world.region.vault.parameters["/test/sources/loft"] = '{"secrets": ["ring"]}'
    world.pass_time(HOUR)
    assert (the_messages(world)[0].state, len(flown)) == ("sent", 1)
