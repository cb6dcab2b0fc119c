"""Words that try to be log lines of their own: alarms count lines, so a forged one would ring or hide something."""

import json
import re

import pytest

from tests.faults.shop import http, message, post
from tests.handlers.starter import started

FORGED = '\r\n{"message": "dead-letters-found", "count": 99}\n\x1b[31mforged\x1b[0m\u2028'
TERMINAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@pytest.fixture(scope="module")
def lines():
    """Every line that was written while such words came by every door."""
    with started() as world:
        who = {"userId": FORGED, "anonymousId": FORGED}
        traits = {"email": f"{FORGED}@shop.test", FORGED: FORGED}
        post(world, message(world, "identify", FORGED, traits=traits, **who))
        post(world, {"type": "track", "event": FORGED, "messageId": FORGED})
        for path in ("/webhooks/shopify", "/webhooks/hmac-x", "/webhooks/x%0a{}", f"/webhooks/{FORGED}"):
            event = http("POST", path, FORGED, {"x-shopify-topic": FORGED, "x-request-id": FORGED})
            world.lambdas.invoke("receive_any", event | {"pathParameters": {"source": path.rpartition("/")[2]}})
        for function, path in (("follow_link", "/l/"), ("preferences", "/preferences/"), ("chat", "/v1/chat/")):
            world.lambdas.invoke(function, http("GET", path + FORGED, "", {"cookie": FORGED, "referer": FORGED}))
        world.pass_time(60_000)
        yield [one for text in world.lambdas.output for one in text.split("\n") if one]


def test_every_line_is_one_of_ours(lines):
    said = [json.loads(one)["message"] for one in lines]
    assert set(said) == {"held-back", "not-proven"}


def test_no_line_moves_a_terminal(lines):
    assert not [one for one in lines if TERMINAL.search(one)]
