"""The doors on moto: tables, secrets and a playbook, requests as Lambda hands them over, what ended where."""

import base64
import gzip
import importlib.util
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID as ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from segue.aws import secrets, settings, source_secrets
from segue.aws.clients import client
from segue.aws.items import from_item
from segue.aws.ledger import event_of
from segue.aws.secrets import write_key
from segue.aws.source_counts import SourceCounts
from segue.events import Event
from segue.intake.quarantine import Record, record_of
from segue.intake.tallies import Counted
from segue.wiring import accepting, collects, counting, doors, noticing, quarantine, replaying, tables
from segue_tools.places import ROOT
from tests.moto_tables import inserts, standing_in, table

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": "eu-west-1",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "STACK": "shop",
    "LEDGER": "ledger",
    "REQUESTS": "requests",
    "CONTACT_POINTS": "contact-points",
    "PLAYBOOK": "playbook",
    "CATALOG": "catalog",
    "SECRET": "master",
    "PRIVACY_QUEUE": "https://sqs.eu-west-1.amazonaws.com/123456789012/privacy",
    "PUBLIC_URL": "https://api.shop.example",
}
STORES = (client, settings.settings, secrets._kept, source_secrets._read)
DOORS = (doors.receiving, noticing.noticing, replaying.replaying)
WIRED = (quarantine.quarantine, counting.counts, accepting.accepting, *DOORS)
CACHED = (*STORES, *WIRED, collects.collecting, tables.playbooks, tables.contact_points)
FILLED = ("ledger", "requests", "catalog", "contact-points")  # by what comes
MASTER = "the master secret of the sample events"  # the write key and signatures in `events/` are of it


@contextmanager
def opened(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty stack; whatever a function remembers between calls is forgotten before and after."""
    for name, value in ENVIRONMENT.items():
        patch.setenv(name, value)
    with mock_aws():
        _forget()
        client("secretsmanager").create_secret(Name="master", SecretString=MASTER)
        client("sqs").create_queue(QueueName="privacy")
        for name in ("ledger", "requests", "playbook", "catalog", "contact-points"):
            table(name, ["pk"] if name == "contact-points" else ["pk", "sk"])
        client("dynamodb").meta.events.register_first("before-call.dynamodb.BatchExecuteStatement", inserts)
        yield
    _forget()


def emptied() -> None:
    """Nothing has come yet; sources and their secrets stay, and so do clients."""
    tables = dynamodb_backends[ACCOUNT_ID][ENVIRONMENT["AWS_REGION"]].tables
    for name in FILLED:
        tables[name].items.clear()
    _forget(client)


def _forget(*kept: Any) -> None:
    for remembered in CACHED:
        if remembered not in kept:
            remembered.cache_clear()


def configure(**sources: Mapping[str, Any]) -> None:
    """Sources of the playbook, each with its secrets in SSM."""
    definitions = {name: {key: one[key] for key in ("provider", "channel")} for name, one in sources.items()}
    tables.playbooks().apply({"source": definitions}, {}, "test", 0)
    for name, one in sources.items():
        value = json.dumps({"secrets": one["secrets"]})
        client("ssm").put_parameter(Name=f"/shop/sources/{name}", Value=value, Type="SecureString", Overwrite=True)


@cache
def app(function: str) -> ModuleType:
    """The handler's module, loaded from its folder as Lambda does."""
    spec: Any = importlib.util.spec_from_file_location(f"app_{function}", ROOT / "functions" / function / "app.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def call(function: str, event: Mapping[str, Any]) -> tuple[int, Any]:
    """(status, JSON body) of a request to a function."""
    answer = app(function).handler(event, None)
    return answer["statusCode"], json.loads(answer["body"]) if answer["body"] else None


def request(path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """A request in payload format 2.0, its body in base64."""
    return {
        "version": "2.0",
        "rawPath": path,
        "headers": dict(headers or {}),
        "queryStringParameters": more.get("query", {}),
        "requestContext": {"http": {"method": more.get("method", "POST"), "path": path}},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }


def posted(path: str, said: Any, packed: bool = False) -> tuple[int, Any]:
    """JSON sent to `collect` with the write key as Basic user name."""
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return call("collect", request(path, gzip.compress(raw) if packed else raw, authorized()))


def authorized(key: str = "") -> dict[str, str]:
    """HTTP Basic with the write key as user name."""
    return {"authorization": "Basic " + base64.b64encode(f"{key or write_key()}:".encode()).decode()}


def stored() -> list[Event]:
    """What is in the Ledger, in the order of keys."""
    return [event_of(row) for row in rows("ledger")]


def quarantined() -> list[Record]:
    """What is in quarantine."""
    return [record_of(row) for row in rows("requests") if row["sk"] == "quarantine"]


def counted(source: str) -> Counted:
    """What was counted of a source."""
    return SourceCounts("requests").of(source)


def rows(table: str) -> list[dict[str, Any]]:
    """All items of a table."""
    items = client("dynamodb").scan(TableName=table)["Items"]
    return sorted(map(from_item, items), key=lambda row: (row["pk"], row.get("sk", "")))


def sample(function: str) -> dict[str, Any]:
    """The function's sample event."""
    return json.loads((ROOT / "events" / f"{function}.json").read_text())


def requests_made() -> list[str]:
    """A list that grows with the operation of every DynamoDB request from now on."""
    made: list[str] = []

    def note(model: Any, **_: Any) -> None:
        if not standing_in.get():
            made.append(model.name)

    client("dynamodb").meta.events.register_first("before-parameter-build.dynamodb", note)
    return made
