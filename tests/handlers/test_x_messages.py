"""Messages on X: to whoever wrote there first, and until a STOP; what is read settles them."""

import json
from typing import Any

import pytest

from segue.aws import https
from segue.channels.outgoing import HttpsCall
from segue.times import HOUR, MINUTE
from tests.conversation_samples import SAMPLES
from tests.faults.cloud import stack
from tests.faults.cloud.world import World
from tests.faults.shop import added, http, message, post, put_in_force
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import the_messages

KIM, SHOP, SECRET = "77", "900", "consumer-secret"
JOURNEY = "journeys/abandoned-cart.yaml"
POLICIES = {"policies/quiet-hours.yaml": "presets: none\nwaits: []\n", "policies/messages.yaml": "open_case: 0s\n"}
SOURCE = {"sources/x.yaml": "provider: x\nchannel: social\n"}
ANSWER = b'{"data": {"dm_conversation_id": "77-900", "dm_event_id": "d-1"}}'


@pytest.fixture
def asked(monkeypatch):
    """What X was asked."""
    said: list[HttpsCall] = []
    answer = https.Answered(201, {}, ANSWER)
    monkeypatch.setattr("segue.aws.carriers.answer", lambda call: said.append(call) or answer)
    return said


@pytest.fixture
def world(asked, monkeypatch):
    """A shop that reminds of carts on X, and Kim, who said yes to that."""
    files = starter_files() | {"templates/note.yaml": 'x: "Your {{ cart.items.first.name }}"\n'} | POLICIES | SOURCE
    with started() as made:
        monkeypatch.setenv("X_MARKETING_QUEUE", stack.named("DirectMarketingQueue"))
        for name, secret in (("x_token", "token"), ("x", SECRET)):
            made.region.vault.parameters[f"/test/sources/{name}"] = json.dumps({"secrets": [secret]})
        step = "template: note, channel: x"
        put_in_force(made, files | {JOURNEY: files[JOURNEY].replace("template: abandoned-cart, channel: email", step)})
        ids = {"externalIds": [{"type": "x_id", "id": KIM}]}
        yes = {"channel": "x", "purpose": "marketing", "granted": True}
        post(made, message(made, "track", "y1", userId="u1", event="Consent Updated", properties=yes, context=ids))
        yield made


def told(world: World, kind: str, **one: Any) -> None:
    """X posts one thing to the door, signed."""
    said = {"for_user_id": SHOP, kind: [{"created_timestamp": str(world.clock), **one}], "users": {KIM: {"id": KIM}}}
    request = SAMPLES["x"](SECRET, json.dumps(said).encode())
    event = http("POST", "/webhooks/x", request.body.decode(), request.headers)
    assert world.call("receive_social", lambda: event)["statusCode"] == 200
    world.pass_time(MINUTE)


def wrote(world: World, text: str) -> None:
    """Kim writes to the shop's account."""
    create = {"sender_id": KIM, "target": {"recipient_id": SHOP}, "message_data": {"text": text}}
    told(world, "direct_message_events", type="message_create", id=f"in-{world.clock}", message_create=create)


def left(world: World, cart: str = "c1") -> None:
    """Kim leaves a cart."""
    post(world, added(world, f"m-{cart}", cart=cart, userId="u1"))
    world.pass_time(3 * HOUR)


def test_who_wrote_first_is_written_to_however_long_ago_and_what_is_read_settles_it(world, asked):
    wrote(world, "Do you have tents?")
    world.pass_time(72 * HOUR)
    left(world)
    (call,), (one,) = asked, the_messages(world)
    assert (call.path, json.loads(call.body)) == (f"/2/dm_conversations/with/{KIM}/messages", {"text": "Your Tent"})
    assert (one.state, one.provider_id) == ("sent", "d-1")
    told(world, "direct_message_mark_read_events", sender_id=KIM, last_read_event_id="d-1")
    assert list(the_messages(world)[0].outcomes) == ["opened"]


def test_who_never_wrote_is_not_written_to(world, asked):
    left(world)
    (one,) = the_messages(world)
    assert (one.state, "window-closed" in one.reasons, asked) == ("dropped", True, [])


def test_a_stop_on_x_is_in_force_for_the_next_message(world, asked):
    wrote(world, "STOP")
    left(world)
    (one,) = the_messages(world)
    assert (one.state, "opted-out" in one.reasons, asked) == ("dropped", True, [])
