"""What AWS End User Messaging Social tells by its topic: statuses settle messages, and what customers write opens the
window."""

import json
from typing import Any

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import put_in_force
from tests.handlers.starter import started
from tests.handlers.test_direct_channels import FILES, NUMBER, agreed, left, listening, ready
from tests.handlers.test_meta_reports import status
from tests.handlers.test_sending import the_messages
from tests.unit.test_aws_social import entry, event

FREE = {"templates/note.yaml": FILES["templates/note.yaml"].replace("template: cart, ", "")}


@pytest.fixture
def asked(monkeypatch):
    """What was asked of whoever carries WhatsApp messages."""
    return listening(monkeypatch)


@pytest.fixture
def world(asked, monkeypatch):
    """A shop that reminds of carts on WhatsApp, in words that nobody has approved."""
    with started() as made:
        ready(made, monkeypatch)
        put_in_force(made, FILES | FREE)
        agreed(made, "whatsapp")
        yield made


def told(world: World, said: dict[str, Any]) -> None:
    """AWS hands an entry over, twice."""
    record = {"EventSource": "aws:sns", "Sns": {"Message": json.dumps(event(said))}}
    for _ in range(2):
        world.hand_over("receive_social", {"Records": [record]})
    world.pass_time(MINUTE)


def wrote(world: World) -> dict[str, Any]:
    """Kim's message to the number."""
    about = {"from": NUMBER[1:], "id": "wamid.0", "timestamp": str(world.clock // 1000), "type": "text"}
    return entry(messages=[{**about, "text": {"body": "Do you have tents?"}}])


def test_what_a_customer_writes_opens_the_window_and_the_status_settles_what_went_out(world, asked):
    told(world, wrote(world))
    left(world)
    (call,), (one,) = asked, the_messages(world)
    assert (one.channel, one.state, json.loads(call.body)["text"]["body"]) == ("whatsapp", "sent", "Your Tent")
    told(world, {"id": "waba", "changes": [status(world, "read", json.loads(call.body)["biz_opaque_callback_data"])]})
    assert list(the_messages(world)[0].outcomes) == ["opened"]


@pytest.mark.parametrize("ago", [0, 30])
def test_without_a_message_of_the_last_day_nothing_is_open(world, asked, ago):
    if ago:
        told(world, wrote(world))
        world.pass_time(ago * HOUR)
    left(world)
    (one,) = the_messages(world)
    assert (one.state, "window-closed" in one.reasons, asked) == ("dropped", True, [])
