"""HTTP as botocore sends and reads it: JSON bodies in, status and JSON out."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import msgspec
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from tests.faults.cloud import forms
from tests.faults.cloud.buckets import params_of
from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]
_decode = msgspec.json.Decoder(Params).decode
_encode = msgspec.json.Encoder().encode


class Failed(bytes):
    """What a function that failed answers with."""


@dataclass
class Request:
    """One attempt of one call: `index` counts the attempts of its invocation from 0, `ordinal` those of all."""

    service: str
    operation: str
    params: Params
    function: str = ""
    index: int = 0
    ordinal: int = 0
    trick: str = ""  # a fault that the service itself plays

    @property
    def name(self) -> str:
        """`service.Operation`."""
        return f"{self.service}.{self.operation}"


def read(event_name: str, prepared: AWSPreparedRequest) -> Request:
    """The request behind a `before-send.<service>.<Operation>` event."""
    _, service, operation = event_name.split(".")
    if service == "s3":
        return Request(service, operation, params_of(prepared.url, prepared.headers, prepared.body))
    if service == "sns":
        return Request(service, operation, forms.params_of(prepared.body))
    raw = prepared.body or b"{}"
    params = _decode(raw if isinstance(raw, bytes) else raw.encode())
    if service == "lambda":
        kind = prepared.headers.get("X-Amz-Invocation-Type", b"")
        kind = kind.decode() if isinstance(kind, bytes) else kind
        params = {"FunctionName": prepared.url.split("/")[-2], "Payload": params, "InvocationType": kind}
    if service == "bedrock-runtime":
        params["modelId"] = unquote(prepared.url.split("/")[-2])
    if service == "scheduler":
        params["Name"] = prepared.url.partition("?")[0].rpartition("/")[2]
    return Request(service, operation, params)


def answer(url: str, body: Params | bytes) -> AWSResponse:
    """A success; bytes are an object of S3 or its XML."""
    if isinstance(body, bytes):
        response = _streamed(url, 200, body)
        response.headers.update({"x-amz-function-error": "Unhandled"} if isinstance(body, Failed) else {})
        return response
    return _response(url, 200, body, {})


def refusal(url: str, failure: AwsError) -> AWSResponse:
    """An error answer; the type stands in the body for JSON services and in a header for REST ones, in XML for S3
    and SNS."""
    if any(f"{mark}s3." in url or f"{mark}sns." in url for mark in ("/", ".")):
        said = f"<Error><Code>{failure.code}</Code><Message>{failure.message}</Message></Error>"
        whole = f"<ErrorResponse>{said}</ErrorResponse>" if "sns." in url else said
        return _streamed(url, failure.status, whole.encode())
    body = {"__type": failure.code, "message": failure.message, "Message": failure.message, **failure.extra}
    return _response(url, failure.status, body, {"x-amzn-errortype": failure.code})


def _response(url: str, status: int, body: Params, headers: dict[str, str]) -> AWSResponse:
    response = AWSResponse(url, status, {"content-type": "application/x-amz-json-1.0", **headers}, None)
    vars(response)["_content"] = _encode(body)
    return response


def _streamed(url: str, status: int, body: bytes) -> AWSResponse:
    headers = {"content-type": "application/xml", "content-length": str(len(body))}
    response = AWSResponse(url, status, headers, BytesIO(body))
    vars(response)["_content"] = body
    return response
