"""Bodies that are made to take memory, time or a parser's patience: every door answers, and soon."""

import base64
import gzip
import time

import pytest

from tests.faults.shop import http, posting
from tests.handlers.starter import started

DEEP = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
BODIES = {
    "a bomb": gzip.compress(b'{"batch": [' + b" " * 100_000_000 + b"]}"),
    "a bomb in pieces": gzip.compress(b" " * 3_000_000) * 40,
    "half a gzip": gzip.compress(b'{"batch": []}' * 1000)[:-20],
    "depth": DEEP,
    "depth in a list": b'{"batch":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a long number": b'{"type": "track", "event": "e", "userId": ' + b"9" * 200_000 + b"}",
    "a large exponent": b'{"type": "track", "event": "e", "userId": "u", "properties": {"revenue": 1e999999999}}',
    "no number": b'{"type": "track", "event": "e", "userId": "u", "properties": {"revenue": NaN, "x": -Infinity}}',
    "the same key again": b'{"type": "track", "event": "a", "event": "b", "userId": "u", "type": "page"}',
    "half a surrogate": b'{"type": "track", "event": "\\ud800", "userId": "\\udfff"}',
    "bytes": bytes(range(256)) * 100,
}
DOORS = [
    *(("collect", f"/v1/{one}") for one in ("track", "batch", "import", "identify")),
    ("decide", "/v1/decide"),
    ("chat", "/v1/chat"),
    ("receive_any", "/webhooks/mine"),
    ("receive_commerce", "/webhooks/shopify"),
    ("people", "/v1/people/find"),
    ("preferences", "/preferences/x"),
]
SECONDS = 5.0  # of the processor: a bomb that went off would take minutes


@pytest.fixture(scope="module")
def world():
    with started() as made:
        yield made


@pytest.mark.parametrize("door", DOORS, ids=lambda one: one[1])
def test_every_door_answers(world, door):
    function, path = door
    began = time.process_time()
    for name, body in BODIES.items():
        headers = posting(world, {"type": "track"})()["headers"] | {"content-encoding": "gzip"}
        event = http("POST", path, "", headers) | {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
        event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "x", "cognito:groups": "[agent]"}}}
        answer = world.lambdas.invoke(function, event)
        assert answer["statusCode"] < 500, (name, answer)
    assert time.process_time() - began < SECONDS
