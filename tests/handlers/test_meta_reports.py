"""What Meta reports of messages that went out, by its own signed webhooks, from the door to the message."""

import json
from typing import Any

import pytest

from segue.signatures import hmac_sha256
from segue.times import HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import http, message, post, put_in_force
from tests.handlers.starter import started
from tests.handlers.test_direct_channels import FILES, NUMBER, agreed, left, listening, ready
from tests.handlers.test_sending import the_messages

SECRET, PAGE, KIM = "app-secret", "10", "77"


@pytest.fixture
def asked(monkeypatch):
    """What Meta was asked."""
    return listening(monkeypatch)


@pytest.fixture
def world(asked, monkeypatch):
    """A shop that reminds of carts on WhatsApp, else on Messenger, and hears of it by Meta's webhooks."""
    with started() as made:
        ready(made, monkeypatch)
        made.region.vault.parameters["/test/sources/meta"] = json.dumps({"secrets": [SECRET]})
        put_in_force(made, FILES | {"sources/meta.yaml": "provider: meta\nchannel: social\n"})
        yield made


def told(world: World, kind: str, **entry: Any) -> int:
    """Meta posts an entry, signed with the app's secret."""
    body = json.dumps({"object": kind, "entry": [{"id": PAGE, "time": world.clock, **entry}]})
    headers = {"x-hub-signature-256": f"sha256={hmac_sha256(SECRET, body.encode()).hex()}"}
    status = world.call("receive_social", lambda: http("POST", "/webhooks/meta", body, headers))["statusCode"]
    world.pass_time(MINUTE)
    return status


def status(world: World, name: str, about: str) -> dict[str, Any]:
    """A status of WhatsApp's about a message of ours."""
    one = {"id": "wamid.1", "status": name, "timestamp": str(world.clock // 1000), "recipient_id": NUMBER[1:]}
    value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "20"}}
    return {"field": "messages", "value": {**value, "statuses": [{**one, "biz_opaque_callback_data": about}]}}


def wrote(world: World) -> None:
    """Kim, who is known by a user id too, writes on Messenger, and leaves a cart."""
    assert receipt(world, message={"mid": "m-1", "text": "Hi"}) == 200
    ids = {"externalIds": [{"type": "messenger_id", "id": KIM}]}
    post(world, message(world, "identify", "i-1", userId="u1", context=ids))
    left(world)


def receipt(world: World, **said: Any) -> int:
    """What Messenger says of Kim and the page."""
    one = {"sender": {"id": KIM}, "recipient": {"id": PAGE}, "timestamp": world.clock, **said}
    return told(world, "page", messaging=[one])


def test_a_signed_status_of_whatsapp_settles_the_message_by_our_id(world, asked):
    agreed(world, "whatsapp")
    left(world)
    about = json.loads(asked[0].body)["biz_opaque_callback_data"]
    changes = [status(world, name, about) for name in ("delivered", "read")]
    assert told(world, "whatsapp_business_account", changes=changes) == 200
    assert told(world, "whatsapp_business_account", changes=changes) == 200
    (one,) = the_messages(world)
    assert (one.id, one.state, sorted(one.outcomes)) == (about, "sent", ["delivered", "opened"])


def test_a_status_of_a_stranger_s_message_settles_nothing(world, asked):
    agreed(world, "whatsapp")
    left(world)
    assert told(world, "whatsapp_business_account", changes=[status(world, "read", "u_1_other")]) == 200
    assert the_messages(world)[0].outcomes == {}


def test_messenger_s_receipts_settle_the_message_by_its_own_id_and_by_the_moment_up_to_which_all_is_read(world):
    wrote(world)
    (one,) = the_messages(world)
    assert (one.channel, one.state, one.provider_id) == ("messenger", "sent", "mid.1")
    assert receipt(world, delivery={"mids": ["mid.1"], "watermark": world.clock}) == 200
    assert sorted(the_messages(world)[0].outcomes) == ["delivered"]
    assert receipt(world, read={"watermark": one.decided - HOUR}) == 200
    assert sorted(the_messages(world)[0].outcomes) == ["delivered"]
    assert receipt(world, read={"watermark": world.clock}) == 200
    assert sorted(the_messages(world)[0].outcomes) == ["delivered", "opened"]
