"""What a shop puts in force, and what customers and shops send: Segment messages, posted as their SDKs do, again and
again until a good answer."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from segue.aws.secrets import server_key, write_key
from segue.playbook import compile_playbook
from segue.times import to_text
from segue.wiring.tables import playbooks
from tests.faults.cloud.lambdas import Invoker
from tests.faults.cloud.world import World

Message = dict[str, Any]


def put_in_force(world: World, texts: Mapping[str, str]) -> None:
    """These texts are the whole playbook from now on; nobody counts the requests."""
    with world.aside():
        playbooks().apply(_compiled(tuple(sorted(texts.items()))), texts, "test", world.clock)


@lru_cache(maxsize=64)
def _compiled(texts: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """The same texts are compiled once."""
    return compile_playbook(dict(texts))


def message(world: World, kind: str, identity: str, **said: Any) -> Message:
    """A message of the moment; `identity` is its messageId."""
    return {"type": kind, "messageId": identity, "timestamp": to_text(world.clock), **said}


def identified(world: World, name: str, user: str, email: str = "", **said: Any) -> Message:
    """An identify call; with an e-mail address when one is given."""
    traits = {"firstName": "Kim", **({"email": email} if email else {})}
    return message(world, "identify", name, userId=user, traits=traits, **said)


def added(world: World, name: str, cart: str = "c1", **who: Any) -> Message:
    """A tent goes into a cart."""
    line = {"product_id": "p1", "name": "Tent", "price": 199.0, "quantity": 1, "currency": "EUR", "cart_id": cart}
    return message(world, "track", name, event="Product Added", properties=line, **who)


def ordered(world: World, name: str, cart: str = "c1", **who: Any) -> Message:
    """The cart is bought."""
    said = {"order_id": f"o-{name}", "cart_id": cart, "total": 199.0, "currency": "EUR", "products": []}
    return message(world, "track", name, event="Order Completed", properties=said, **who)


def opted_out(world: World, name: str, email: str, **who: Any) -> Message:
    """No more marketing by e-mail."""
    said = {"channel": "email", "purpose": "marketing", "granted": False, "email": email}
    return message(world, "track", name, event="Consent Updated", properties=said, **who)


def opted_in(world: World, name: str, email: str, **who: Any) -> Message:
    """Marketing by e-mail is welcome."""
    said = {"channel": "email", "purpose": "marketing", "granted": True, "email": email}
    return message(world, "track", name, event="Consent Updated", properties=said, **who)


def viewed(world: World, name: str, **who: Any) -> Message:
    """A page is looked at."""
    return message(world, "page", name, name="Home", **who)


def http(method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A request as a Function URL or an HTTP API hands it over (payload format 2.0)."""
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json", **(headers or {})},
        "requestContext": {
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "test",
            },
            "requestId": "1",
            "stage": "$default",
        },
        "body": base64.b64encode(body.encode()).decode(),
        "isBase64Encoded": True,
    }


def asked_from(address: str, request: dict[str, Any]) -> dict[str, Any]:
    """The request as it comes from another address."""
    request["requestContext"]["http"]["sourceIp"] = address
    return request


def posting(world: World, *messages: Message, key: Callable[[], str] = write_key) -> Callable[[], dict[str, Any]]:
    """The request that posts a batch (one message: to its own path), made anew for each try."""
    with world.aside():
        token = base64.b64encode(f"{key()}:".encode()).decode()
    headers = {"authorization": f"Basic {token}"}
    single = len(messages) == 1
    path = f"/v1/{messages[0]['type']}" if single else "/v1/batch"
    body: Message = messages[0] if single else {"batch": list(messages)}
    return lambda: http("POST", path, json.dumps({**body, "sentAt": to_text(world.clock)}), headers)


def post(world: World, *messages: Message, via: Invoker | None = None) -> dict[str, Any]:
    """Posts a batch until the answer is good, as SDKs do."""
    answer = world.call("collect", posting(world, *messages), via)
    assert answer["statusCode"] == 200, (answer, world.lambdas.errors[-1:])
    return answer


def reported(world: World, *messages: Message) -> None:
    """The shop's own server tells of them under its key."""
    answer = world.call("collect", posting(world, *messages, key=server_key))
    assert answer["statusCode"] == 200, (answer, world.lambdas.errors[-1:])


def each(world: World, messages: Sequence[Message]) -> None:
    """Posts each message by itself."""
    for one in messages:
        post(world, one)
