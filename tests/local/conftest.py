"""The running product: the private local stack of this test run, or the one whose outputs `SEGUE_OUTPUTS` names."""

import base64
import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest

from segue_tools.places import MINISTACK, SAM
from segue_tools.staff import local_token
from tests import lanes
from tests.local import sharing

TEST_SECONDS = 300  # of a test alone: its first one waits for the stack


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """How long it takes until the stack is up is not counted as the time of whichever test comes first."""
    for one in items:
        if lanes.on_the_stack(one.nodeid) and not one.get_closest_marker("timeout"):
            one.add_marker(pytest.mark.timeout(TEST_SECONDS, func_only=True))


@dataclass(frozen=True)
class Answer:
    """Status, headers and body of an HTTP answer."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)


@pytest.fixture(scope="session")
def outputs(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What `.local/outputs.json` holds for the stack under test."""
    given = os.environ.get("SEGUE_OUTPUTS")
    if given:
        return json.loads(Path(given).read_text())
    if not (SAM.exists() and MINISTACK.exists()):
        missing = "sam and MiniStack are not installed: make tools"
        (pytest.fail if os.environ.get("SEGUE_STACK") == "required" else pytest.skip)(missing)
    return sharing.shared(sharing.run_of(request.config)).outputs


@pytest.fixture(scope="session")
def session(outputs) -> Any:
    """AWS clients of the stack."""
    return boto3.Session(region_name=outputs["region"])


@pytest.fixture(scope="session")
def aws(outputs, session) -> Callable[[str], Any]:
    """`aws("dynamodb")` is a client of the stack."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return lambda service: session.client(service, endpoint_url=outputs["aws_endpoint"], **keys)


@pytest.fixture(scope="session")
def resource(outputs, aws) -> Callable[[str], str]:
    """`resource("LedgerTable")` is its name on the stack."""
    found = aws("cloudformation").describe_stack_resources(StackName=outputs["aws"]["stack"])["StackResources"]
    return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found}.__getitem__


@pytest.fixture(scope="session")
def token(outputs) -> Callable[[str], str]:
    """`token("agent")` is a JWT."""
    return cache(lambda role: local_token(outputs, role))


@pytest.fixture(scope="session")
def call() -> Callable[..., Answer]:
    """`call("POST", url, body, {"name": "value"})`: bytes go as they are, anything else as JSON."""
    return _call


@pytest.fixture(scope="session")
def ask(outputs, token) -> Callable[..., Answer]:
    """`ask("agent", "POST", "/v1/people/find", {...})` asks the people API as this member of staff."""

    def asked(role: str, method: str, path: str, body: Any = None) -> Answer:
        return _call(method, outputs["api"] + path, body, {"Authorization": f"Bearer {token(role)}"})

    return asked


@pytest.fixture(scope="session")
def as_sdk(outputs) -> dict[str, str]:
    """The write key as SDKs send it."""
    user = base64.b64encode(f"{outputs['write_key']}:".encode()).decode()
    return {"Authorization": f"Basic {user}"}


@pytest.fixture(scope="session")
def collect(outputs, as_sdk) -> Callable[..., None]:
    """`collect([{...}, ...])` posts a batch as an SDK; anything else beside the batch by its name."""

    def collected(batch: list[dict[str, Any]], **more: Any) -> None:
        answer = _call("POST", f"{outputs['ingest']}/v1/batch", {"batch": batch, **more}, as_sdk)
        assert (answer.status, answer.json) == (200, {"success": True})

    return collected


@pytest.fixture(scope="session")
def report(outputs) -> Callable[..., None]:
    """`report([{...}, ...])` posts a batch as the shop's own server, whose word of conversations is believed."""
    user = base64.b64encode(f"{outputs['server_key']}:".encode()).decode()

    def reported(batch: list[dict[str, Any]]) -> None:
        body, key = {"batch": batch}, {"Authorization": f"Basic {user}"}
        answer = _call("POST", f"{outputs['ingest']}/v1/batch", body, key)
        assert (answer.status, answer.json) == (200, {"success": True})

    return reported


@pytest.fixture
def kim(report):
    """A customer who has written."""
    from tests.local.test_desk import Customer

    return Customer(report).says("Where is my tent?")


@pytest.fixture
def desk(page, outputs, kim):
    """An agent on the page of Kim's conversation."""
    from tests.local.test_desk import opened

    return opened(page, outputs, kim, "agent")


def _call(method: str, url: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
    raw = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    kind = {"Content-Type": "application/json"} if raw is not None else {}
    request = urllib.request.Request(url, data=raw, headers=kind | (headers or {}), method=method)
    try:
        with urllib.request.urlopen(request, timeout=70) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, refused.headers, refused.read())
