"""What Amazon Connect documents of flows: each asks who calls, and ends in a conversation of its contact."""

import json

import pytest

from tests.handlers.talks import heads, turns_of
from tests.recorded_webhooks import PAYLOADS

FOLDER = PAYLOADS / "amazon_connect"
THREADS = {
    "connect_flow_lambda_event.json": "connect:Acxsada-asdasdaxA",
    "contact_flow_event_all.json": "connect:5ca32fbd-8f92-46af-92a5-6b0f970f0efe",
}

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="no recordings: the folder ../shared/data is not here")


@pytest.mark.parametrize("file", THREADS)
def test_a_recorded_flow_is_answered_and_its_call_is_one_conversation(world, file):
    event = json.loads((FOLDER / file).read_text())
    answers = [world.lambdas.invoke("recognize_caller", event) for _ in range(2)]
    world.pass_time(60_000)
    assert [(one["known"], one["why"]) for one in answers] == [("false", "unknown-number")] * 2
    (head,) = heads(world)
    assert (head.threads, head.channel, turns_of(world, head.id)) == ((THREADS[file],), "phone", ["customer: call"])
