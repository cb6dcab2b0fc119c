"""Every recorded payload of a help desk and of Amazon Connect goes through its door, and ends in its conversation.

`ENDS` says of each file which thread it is of and what is said in it, or that it is of none. The payloads are read in
place and never copied.
"""

import base64
import json
from collections.abc import Iterator

import pytest

from tests.faults.cloud.world import World
from tests.handlers.talks import heads, turns_of
from tests.provider_samples import kept
from tests.recorded_webhooks import ENDINGS, PAYLOADS, provider_of, request_of
from tests.signing import WHEN, WHERE

SECRET = "the secret of a source"
DOORS = {"amazon_connect": "receive_phone"}
FOLDERS = ("zendesk", "intercom", "chatwoot", "front", "freshdesk", "amazon_connect")
FILES = sorted(
    f"{folder}/{one.name}"
    for folder in FOLDERS
    for one in (PAYLOADS / folder).glob("*.*")
    if one.suffix in ENDINGS and not one.name.endswith(".headers.json")
)

ASKED, ANSWERED = (
    "We don't have emotions, and sometimes that makes me very sad.",
    "Emotions are dumb and should be hated.",
)
# Of a file that is not here nothing was said: it tells who somebody is, who of the staff does what, or is none that is
# documented (`tests/handlers/recorded` says which).
ENDS: dict[str, dict[str, list[str]]] = {
    "amazon_connect/contact_event_detail_connected_to_agent.json": {
        "connect:11111111-1111-1111-1111-111111111111": ["customer: call"]
    },
    "amazon_connect/contact_event_disconnected.json": {"connect:11111111-2222-3333-4444-555555555555": ["agent: call"]},
    "chatwoot/message_created.api_channel.json": {
        "chatwoot:0": ["customer: This is a incoming message from API Channel"]
    },
    "front/conversation_reopened.json": {"front:cnv_keo696": []},
    "front/inbound_message.json": {"front:cnv_keocka": [f"customer: {ASKED}"]},
    "front/outbound_reply.json": {"front:cnv_keocka": [f"agent: {ANSWERED}"]},
    "intercom/conversation_admin_replied.json": {"intercom:21322009097": ["agent: Hey Eeshan! How can I help?"]},
    "intercom/conversation_user_created.json": {"intercom:21321941764": ["customer: Hello everyone!"]},
    "zendesk/messaging_ticket.message_added.json": {"zendesk:141": ["bot: Hi there. How can I help you today?"]},
    "zendesk/ticket.created.json": {"zendesk:5158": ["customer: ticket_info_desc_2294a6e9ece2"]},
}

pytestmark = pytest.mark.skipif(not FILES, reason="no recordings: the folder ../shared/data is not here")


@pytest.fixture
def now(world: World) -> Iterator[None]:
    was = WHEN.set(world.clock), WHERE.set("https://segue.test")
    yield
    WHEN.reset(was[0])
    WHERE.reset(was[1])


def delivered(world: World, file: str) -> None:
    """The payload with a proof of ours."""
    name = provider_of(file)
    world.region.vault.parameters[f"/test/sources/{name}"] = json.dumps({"secrets": kept(name, [SECRET])})
    asked = request_of(file, SECRET)
    event = {
        "version": "2.0",
        "rawPath": f"/webhooks/{name}",
        "headers": dict(asked.headers),
        "queryStringParameters": dict(asked.query),
        "requestContext": {"http": {"method": "POST", "path": f"/webhooks/{name}"}, "requestId": "1"},
        "body": base64.b64encode(asked.body).decode(),
        "isBase64Encoded": True,
    }
    answer = world.lambdas.invoke(DOORS.get(name, "receive_support"), event)
    assert answer["statusCode"] == 200, answer
    world.pass_time(60_000)


def ends(world: World) -> dict[str, list[str]]:
    """The threads of every conversation, with what is said in it."""
    return {" ".join(sorted(one.threads)): turns_of(world, one.id) for one in heads(world)}


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize("file", FILES)
def test_a_recorded_payload_that_comes_twice_ends_once_in_its_conversation(world, file):
    delivered(world, file)
    delivered(world, file)
    assert ends(world) == ENDS.get(file, {})


@pytest.mark.usefixtures("now")
def test_all_that_front_tells_of_a_thread_is_one_conversation_in_any_order(world):
    for file in ("front/outbound_reply.json", "front/conversation_tagged.json", "front/inbound_message.json"):
        delivered(world, file)
    assert ends(world) == {
        "front:cnv_keocka": [*ENDS["front/inbound_message.json"]["front:cnv_keocka"], f"agent: {ANSWERED}"]
    }


def test_what_is_expected_is_there():
    assert set(ENDS) <= set(FILES)
