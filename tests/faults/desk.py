"""What staff do in the people API, and what customers do with what they are given: asked until the answer is good."""

import json
from typing import Any

from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import http

AGENT = {"jwt": {"claims": {"username": "agent-1", "cognito:groups": "[agent]"}}}


def asked(world: World, path: str, body: Any, key: str = "") -> dict[str, Any]:
    """The answer to an agent's POST."""
    event = http("POST", path, json.dumps(body) if body else "", {"idempotency-key": key} if key else {})
    event["requestContext"]["authorizer"] = AGENT
    answer = world.call("people", lambda: event)
    assert answer["statusCode"] in (200, 201), (answer, world.lambdas.errors[-1:])
    return json.loads(answer["body"])


def offered(world: World, email: str, cart: str) -> dict[str, str]:
    """An agent hands a customer's cart over: the link and the code."""
    person = asked(world, "/v1/people/find", {"type": "email", "value": email})["id"]
    return asked(world, f"/v1/people/{person}/carts/{cart}/handover", None, "on the phone")


def taken_over(world: World, token: str, word: str) -> tuple[int, dict[str, Any]]:
    """Somebody posts to a link or a code; `word` is how the caller is known again."""
    answer = world.call("handover", lambda: http("POST", f"/c/{token}", "", {"idempotency-key": word}))
    return answer["statusCode"], json.loads(answer["body"])


def kept_of(world: World, kind: str) -> list[dict[str, Any]]:
    """The small records of a kind."""
    return [row for row in rows(world, "Requests") if row["pk"].startswith(f"{kind}#")]
