"""A text message on the running stack: an order posted by an SDK is confirmed once, in SNS's local outbox."""

import base64
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from segue.aws.playbooks import FRESH_SECONDS
from tests.local.waiting import eventually

pytestmark = pytest.mark.thorough

NUMBER = "+14255550143"
QUIET = 6  # seconds in which a second one would have come
FILES = {
    "templates/thanks-by-text.yaml": "sms: Thank you for order {{ order.id }}\n",
    "journeys/thanks-by-text.yaml": """
name: Thanks by text message
entry: {detail-type: [OrderPlaced]}
each: order
steps:
  - send: {template: thanks-by-text, channel: sms, purpose: transactional}
""",
}


@pytest.fixture
def thankful(ask) -> Iterator[None]:
    """The playbook with a text message for every order; afterwards as it was."""
    before = ask("admin", "GET", "/v1/playbook").json["files"]
    answer = ask("admin", "POST", "/v1/playbook/apply", {"files": FILES})
    assert answer.status in (200, 201), answer.body
    time.sleep(FRESH_SECONDS + 1)  # whoever has just looked at the playbook looks again after that
    yield
    ask("admin", "POST", "/v1/playbook/apply", {"files": before, "replace": True})


@pytest.fixture
def outbox(outputs, call) -> Callable[[], list[dict[str, Any]]]:
    """`outbox()`: what this telephone got."""

    def read() -> list[dict[str, Any]]:
        return call("GET", f"{outputs['api']}/local/sms.json").json["sms_messages"].get(NUMBER, [])

    return read


def order(call, outputs, name: str) -> None:
    """Somebody with a telephone orders, as Segment's SDKs say it, twice as they do when an answer is lost."""
    key = base64.b64encode(f"{outputs['write_key']}:".encode()).decode()
    said = {
        "type": "track",
        "messageId": name,
        "userId": f"u-{name}",
        "event": "Order Completed",
        "properties": {"order_id": name, "total": 20, "currency": "EUR", "products": []},
        "context": {"traits": {"phone": NUMBER}},
    }
    for _ in range(2):
        answer = call("POST", f"{outputs['ingest']}/v1/track", said, {"Authorization": f"Basic {key}"})
        assert (answer.status, answer.json) == (200, {"success": True})


@pytest.mark.usefixtures("thankful")
def test_an_order_ends_as_exactly_one_text_message(call, outputs, outbox) -> None:
    name = f"o-{uuid4().hex[:8]}"
    order(call, outputs, name)
    (first,) = eventually(outbox)
    assert first["Message"] == f"Thank you for order {name}"
    assert first["MessageAttributes"]["AWS.SNS.SMS.SMSType"]["StringValue"] == "Transactional"
    time.sleep(QUIET)
    assert len(outbox()) == 1
