"""A message on WhatsApp and on Messenger, from the cart to Meta's API and to the status that settles it."""

import json
from typing import Any

import pytest

from segue.aws import https
from segue.channels.outgoing import HttpsCall
from segue.times import HOUR, MINUTE
from tests.faults.cloud import stack
from tests.faults.cloud.world import World
from tests.faults.shop import added, message, post, put_in_force, reported
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import the_messages

NUMBER = "+14255550199"
JOURNEY = "journeys/abandoned-cart.yaml"
NOTE = """
name: Note
whatsapp: {text: "Your {{ cart.items.first.name }}", template: cart, parameters: "{{ cart.items.first.name }}"}
messenger: "Your {{ cart.items.first.name }}"
"""
POLICIES = {
    "policies/consent.yaml": "messenger/marketing: until-opt-out\nwhatsapp/marketing: ask-first\n",
    "policies/quiet-hours.yaml": "presets: none\nwaits: []\n",
    "policies/messages.yaml": "open_case: 0s\n",  # whoever writes has a case open, and marketing would wait for its end
}


def listening(monkeypatch: pytest.MonkeyPatch) -> list[HttpsCall]:
    """What Meta is asked from now on."""
    said: list[HttpsCall] = []
    answer = https.Answered(200, {}, b'{"message_id": "mid.1"}')
    monkeypatch.setattr("segue.aws.carriers.answer", lambda call: said.append(call) or answer)
    return said


@pytest.fixture
def asked(monkeypatch):
    """What Meta was asked."""
    return listening(monkeypatch)


STEP = "template: note, channel: [whatsapp, messenger]"
FILES = starter_files() | {"templates/note.yaml": NOTE} | POLICIES
FILES |= {JOURNEY: FILES[JOURNEY].replace("template: abandoned-cart, channel: email", STEP)}


def ready(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both channels have a sender."""
    for channel in ("WHATSAPP", "MESSENGER"):
        monkeypatch.setenv(f"{channel}_MARKETING_QUEUE", stack.named("DirectMarketingQueue"))
    world.region.vault.parameters["/test/sources/meta_token"] = '{"secrets": ["token"]}'


@pytest.fixture
def world(asked, monkeypatch):
    """A shop that reminds of carts on WhatsApp, else on Messenger."""
    with started() as made:
        ready(made, monkeypatch)
        put_in_force(made, FILES)
        yield made


def agreed(world: World, channel: str) -> None:
    """Kim says yes to marketing on a channel of her number."""
    yes = {"channel": channel, "purpose": "marketing", "granted": True, "phone": NUMBER}
    who = message(world, "identify", "m1", userId="u1", traits={"phone": NUMBER})
    post(world, who, message(world, "track", f"y-{channel}", userId="u1", event="Consent Updated", properties=yes))


def left(world: World, **who: Any) -> None:
    """Kim leaves a cart."""
    post(world, added(world, f"m-{world.clock}", userId="u1", **who))
    world.pass_time(3 * HOUR)


def test_a_yes_to_whatsapp_sends_the_approved_template_once_and_its_status_settles_it(world, asked):
    agreed(world, "whatsapp")
    left(world)
    (call,), (one,) = asked, the_messages(world)
    assert (one.channel, one.state, json.loads(call.body)["template"]["name"]) == ("whatsapp", "sent", "cart")
    about = {"message_id": json.loads(call.body)["biz_opaque_callback_data"]}
    post(world, message(world, "track", "d1", userId="u1", event="Message Delivered", properties=about))
    world.pass_time(MINUTE)
    assert "delivered" in the_messages(world)[0].outcomes


def test_a_yes_to_text_messages_is_none_to_whatsapp(world, asked):
    agreed(world, "sms")
    left(world)
    (one,) = the_messages(world)
    assert (one.state, one.reasons, asked) == ("dropped", ("no-consent", "no-address"), [])


@pytest.mark.parametrize(("ago", "state"), [(1, "sent"), (30, "dropped")])
def test_messenger_is_written_to_within_a_day_after_the_customer_wrote(world, asked, ago, state):
    turn = {"author": "customer", "channel": "messenger", "text": "Hi", "conversation_id": "messenger:1:77"}
    ids = {"externalIds": [{"type": "messenger_id", "id": "77"}]}
    reported(world, message(world, "track", "t1", userId="u1", event="Conversation Turn", properties=turn, context=ids))
    world.pass_time(ago * HOUR)
    left(world)
    (one,) = the_messages(world)
    assert (one.state, len(asked)) == (state, int(state == "sent"))
    assert (state == "sent") != ("window-closed" in one.reasons)
