"""Pinpoint's real client (boto3), pointed at `collect` over HTTP: its signed calls are taken, with the write key as
access key id; and what its answers say is what the client reads."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import ClientError

from segue.aws.ledger import event_of
from segue.aws.secrets import write_key
from segue.events import Event
from segue.times import MINUTE
from segue.wiring.quarantine import quarantine
from segue.wiring.replaying import parse
from tests.faults.cloud.world import World
from tests.faults.shop import http
from tests.handlers.starter import started

ENDPOINT = {
    "ChannelType": "EMAIL",
    "Address": "kim@shop.test",
    "OptOut": "ALL",
    "Attributes": {"tier": ["gold"]},
    "Location": {"City": "Kiel"},
    "User": {"UserId": "u1"},
}
EVENT = {
    "EventType": "tent.viewed",
    "Timestamp": "2026-01-01T00:00:00Z",
    "Attributes": {"size": "L"},
    "Metrics": {"n": 2.0},
}


@contextmanager
def served(world: World) -> Iterator[str]:
    """`collect` behind a web server of this machine; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Any:
            """`do_PUT` and `do_POST`, as the web server calls them."""
            if not name.startswith("do_"):
                raise AttributeError(name)
            return self.answered

        def answered(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"] or 0))
            event = http(self.command, self.path, headers=dict(self.headers.items()))
            answer = world.lambdas.invoke("collect", {**event, "body": base64.b64encode(body).decode()})
            self.send_response(answer["statusCode"])
            for name, value in answer["headers"].items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer["body"].encode())

        def log_request(self, code: Any = "-", size: Any = "-") -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def pinpoint(address: str, key: str) -> Any:
    """The SDK's own client, configured as an app does it."""
    names = {"aws_access_key_id": key, "aws_secret_access_key": "not checked", "region_name": "eu-west-1"}
    return Session(**names).client("pinpoint", endpoint_url=address, config=Config(retries={"total_max_attempts": 1}))


def key_of(world: World) -> str:
    with world.aside():
        return write_key()


def stored(world: World) -> list[Event]:
    rows = [row for rows in world.table("Ledger").partitions.values() for row in rows.values()]
    return sorted((event_of({"b": base64.b64decode(row["b"]["B"])}) for row in rows), key=lambda one: one.title)


@pytest.fixture(autouse=True, scope="module")
def roads() -> None:
    """The SDK signs as ever: its signature is what is asked about."""


def test_boto3_updates_an_endpoint_and_the_customer_and_the_no_are_known() -> None:
    with started() as world, served(world) as address:
        said = pinpoint(address, key_of(world)).update_endpoint(
            ApplicationId="app", EndpointId="e1", EndpointRequest=ENDPOINT
        )
        refusal, known = stored(world)
    assert said["MessageBody"]["Message"] == "Accepted"
    assert (known.user_id, known.traits["tier"], known.context["traits"]) == ("u1", "gold", {"email": "kim@shop.test"})
    assert (refusal.event, refusal.properties["granted"], refusal.backfill) == ("Consent Updated", False, False)


def test_boto3_puts_events_and_reads_an_answer_for_each_and_a_repeat_is_one() -> None:
    batch = {"BatchItem": {"e1": {"Endpoint": {"User": {"UserId": "u1"}}, "Events": {"v1": EVENT}}}}
    with started() as world, served(world) as address:
        client = pinpoint(address, key_of(world))
        client.put_events(ApplicationId="app", EventsRequest=batch)
        said = client.put_events(ApplicationId="app", EventsRequest=batch)
        tracks = [one for one in stored(world) if one.type == "track"]
    assert said["EventsResponse"]["Results"]["e1"]["EventsItemResponse"]["v1"]["StatusCode"] == 202
    assert [(one.event, one.user_id, one.properties) for one in tracks] == [
        ("tent.viewed", "u1", {"size": "L", "n": 2.0})
    ]


def test_boto3_updates_many_endpoints_and_one_that_names_nothing_goes_into_quarantine_alone() -> None:
    items = [{**ENDPOINT, "Id": "e1"}, {"Address": "nobody"}]
    with started() as world, served(world) as address:
        client = pinpoint(address, key_of(world))
        client.update_endpoints_batch(ApplicationId="app", EndpointBatchRequest={"Item": items})
        with world.aside():
            (held,) = quarantine().newest(10, world.clock + MINUTE)
        assert len(stored(world)) == 2
    assert (held.reason, parse(held.delivery).rejected[0].reason) == ("no-endpoint", "no-endpoint")


NONSENSE = {**ENDPOINT, "Address": "nonsense"}


@pytest.mark.parametrize("change", [{}, {"Address": "a@b"}, {"ChannelType": "SMS", "Address": "call me"}])
def test_boto3_hears_that_an_address_is_none_and_it_becomes_nobody_s(change) -> None:
    with started() as world, served(world) as address:
        client = pinpoint(address, key_of(world))
        with pytest.raises(ClientError) as refused:
            client.update_endpoint(ApplicationId="app", EndpointId="e1", EndpointRequest={**NONSENSE, **change})
        with world.aside():
            (held,) = quarantine().newest(10, world.clock + MINUTE)
        assert stored(world) == []
    said = refused.value.response
    assert (said["ResponseMetadata"]["HTTPStatusCode"], said["Error"]["Code"]) == (400, "BadRequestException")
    assert "`Address`" in said["Message"]
    assert (held.reason, parse(held.delivery).rejected[0].reason) == ("bad-address", "bad-address")


def test_events_of_an_endpoint_whose_address_is_none_count_without_it() -> None:
    batch = {"BatchItem": {"e1": {"Endpoint": NONSENSE, "Events": {"v1": EVENT}}}}
    with started() as world, served(world) as address:
        said = pinpoint(address, key_of(world)).put_events(ApplicationId="app", EventsRequest=batch)
        (event,) = stored(world)
        with world.aside():
            (held,) = quarantine().newest(10, world.clock + MINUTE)
    result = said["EventsResponse"]["Results"]["e1"]
    assert (result["EndpointItemResponse"]["StatusCode"], result["EventsItemResponse"]["v1"]["StatusCode"]) == (
        400,
        202,
    )
    assert (event.event, event.user_id, "nonsense" in str(event)) == ("tent.viewed", "u1", False)
    assert (held.reason, b"tent.viewed" in held.delivery.body) == ("bad-address", False)


def test_a_key_that_is_none_of_ours_is_refused_and_the_client_says_so() -> None:
    with started() as world, served(world) as address, pytest.raises(ClientError) as refused:
        pinpoint(address, "AKIDOFSOMEBODY").put_events(ApplicationId="app", EventsRequest={"BatchItem": {}})
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 401


TAGS = {"customProperties": {"tags": ["a", "b"]}}
PROFILE = {"email": "kim@shop.test", "name": "Kim", "location": {"city": "Kiel"}, **TAGS}
IDENTIFIED = {"userId": "u1", "userProfile": PROFILE, "options": {"userAttributes": {"tier": ["gold"]}}}


@pytest.mark.parametrize("header", ["x-api-key", "authorization"])
def test_identify_user_in_amplify_s_words_is_an_endpoint(header) -> None:
    with started() as world:
        key = key_of(world)
        value = key if header == "x-api-key" else "Basic " + base64.b64encode(f"{key}:".encode()).decode()
        answer = world.lambdas.invoke(
            "collect", http("POST", "/v1/apps/app/identify", json.dumps(IDENTIFIED), {header: value})
        )
        (known,) = stored(world)
    assert answer["statusCode"] == 202
    assert (known.user_id, known.traits["name"], known.traits["tags"]) == ("u1", "Kim", ["a", "b"])
    assert (known.traits["address"], known.context["traits"]) == ({"city": "Kiel"}, {"email": "kim@shop.test"})


def test_a_path_or_body_that_makes_no_sense_is_refused() -> None:
    with started() as world:
        headers = {"x-api-key": key_of(world)}
        asked = [("GET", "events", ""), ("POST", "events", "{}"), ("POST", "events", "[")]
        codes = [
            world.lambdas.invoke("collect", http(method, f"/v1/apps/app/{path}", body, headers))["statusCode"]
            for method, path, body in asked
        ]
    assert codes == [404, 400, 400]
