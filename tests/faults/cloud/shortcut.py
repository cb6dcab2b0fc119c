"""A short road to DynamoDB, queues, the bus, secrets and into buckets, for those who play thousands of worlds.

A request that nothing goes wrong with needs no headers, no signature, no HTTP and no retries: it goes to the cloud at
once, and its answer back. Whatever is struck takes the long road through the SDK, whose retries are part of the play.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import msgspec
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.client import BaseClient
from botocore.exceptions import ClientError, ParamValidationError
from botocore.useragent import UserAgentString
from botocore.validate import ParamValidator

from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.gate import Gate, the_open
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.pools import Alone
from tests.faults.cloud.wire import Params, Request

BYTES = b'{"B":'  # an attribute of bytes begins so, or a text that looks like one
NESTED = (dict, list)
PLAIN = (None, Fault.STALE, Fault.PARTIAL)
SHORT = {"dynamodb": "dynamodb", "events": "eventbridge", "sqs": "sqs", "secretsmanager": "secrets-manager"}
PUT = ("s3", "PutObject")
NOTHING_ASKED = {"Range": "", "IfMatch": "", "IfNoneMatch": ""}
_long_road, _sign = BaseClient._make_api_call, SigV4Auth.add_auth
_validator = ParamValidator()
_sound: set[Any] = set()  # forms of requests that the validator has taken
_encode, _decode = msgspec.json.Encoder().encode, msgspec.json.Decoder(Params).decode


@contextmanager
def unsigned() -> Iterator[None]:
    """Signing and the SDK's description of itself are a third of a request's time, and nobody checks them here."""
    with (
        patch.object(SigV4Auth, "add_auth", _signed),
        patch.object(UserAgentString, "to_string", lambda _: "tests"),
    ):
        yield


def _signed(auth: SigV4Auth, request: Any) -> None:
    """Links alone: what makes them links is in their signature."""
    if isinstance(auth, SigV4QueryAuth):
        _sign(auth, request)


@contextmanager
def short_roads() -> Iterator[None]:
    """Inside, requests go the short road where there is one, and what goes side by side goes in order."""
    pools = patch("concurrent.futures.ThreadPoolExecutor", Alone)
    with unsigned(), patch.object(BaseClient, "_make_api_call", _call), pools:
        yield


@contextmanager
def checked_roads() -> Iterator[None]:
    """The same for suites that have nothing else to go by: what is asked is held against the model of the service, as
    the SDK does before it sends, and pools have their threads."""
    with unsigned(), patch.object(BaseClient, "_make_api_call", _checked):
        yield


def _checked(client: Any, operation: str, params: Params) -> Any:
    model = client.meta.service_model
    if _service(client, operation) and (form := (operation, _form(params))) not in _sound:
        problems = _validator.validate(params, model.operation_model(operation).input_shape)
        if problems.has_errors():
            raise ParamValidationError(report=problems.generate_report())
        _sound.add(form)
    return _call(client, operation, params)


def _form(value: Any) -> Any:
    """All that the validator looks at: names, types, whole numbers, and whether something is empty. What has the form
    of what it took it takes."""
    kind = type(value)
    if kind is dict:
        return tuple([(name, _form(one)) for name, one in value.items()])
    if kind is list or kind is tuple:
        return (kind, *dict.fromkeys(map(_form, value)))
    return kind, value if kind is int or kind is bool else bool(value)


def _call(client: Any, operation: str, params: Params) -> Any:
    gate, service = the_open(), _service(client, operation)
    if gate is None or not service:
        return _long_road(client, operation, params)
    request = Request(service, operation, _to_wire(service, params))
    answer = gate.admit(request, lambda fault: _answer(gate, request, fault))
    return _long_road(client, operation, params) if answer is None else answer


def _service(client: Any, operation: str) -> str:
    """Where the short road leads; "" where there is none."""
    name = client.meta.service_model.service_name
    return PUT[0] if (name, operation) == PUT else SHORT.get(name, "")


def _to_wire(service: str, params: Params) -> Params:
    """Bytes become base64, but for what is put into a bucket."""
    if service != PUT[0]:
        return _decode(_encode(params))
    return {**NOTHING_ASKED, **params, "Body": _content(params["Body"])}


def _content(body: Any) -> bytes:
    """Of a file too, which is read again where it has to take the long road after all."""
    if isinstance(body, str | bytes):
        return body.encode() if isinstance(body, str) else body
    begin, content = body.tell(), body.read()
    body.seek(begin)
    return content


def _answer(gate: Gate, request: Request, fault: Fault | None) -> Params | None:
    """The SDK's answer; None where the long road has to be taken."""
    if fault not in PLAIN:
        gate.invocation.owed = fault
        return None
    request.trick = fault or ""
    try:
        said = gate.cloud.apply(request)
        written = _encode({} if isinstance(said, bytes) else said)
        return _from_wire(_decode(written)) if BYTES in written else _decode(written)
    except AwsError as refused:
        said = {"Error": {"Code": refused.code, "Message": refused.message}, **_from_wire(dict(refused.extra))}
        raise ClientError(said, request.operation) from refused


def _from_wire(value: Any) -> Any:
    """Attributes with their bytes as bytes."""
    kind = type(value)
    if kind is list:
        return [_from_wire(one) for one in value]
    if kind is not dict:
        return value
    if len(value) == 1 and type(raw := value.get("B")) is str:
        return {"B": base64.b64decode(raw)}
    return {name: _from_wire(one) if type(one) in NESTED else one for name, one in value.items()}
