"""HTTP as Lambda hands it over (payload format 2.0 of HTTP APIs and Function URLs) and takes it back.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
Errors become problem+json (RFC 9457) by `members`; the staff's API adds what its router raises (`segue.api.problems`).
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import msgspec

from segue.errors import Invalid, NotAllowed, Refused, SegueError, TooMany, Unauthorized, Unavailable
from segue.lambdas import Lambda
from segue.sealed import covered
from segue.tracing import report

JSON = "application/json"
PROBLEM = "application/problem+json"
TITLES = {
    400: "The request cannot be understood",
    401: "The caller is not known",
    403: "This is not allowed",
    404: "There is nothing here",
    405: "This address takes another method",
    409: "The state has changed",
    410: "It has ended",
    413: "Too large",
    422: "The request does not fit",
    429: "Too often",
    503: "Try again in a moment",
}
RETRY_SECONDS = 2
NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Request:
    """`headers` in lower case; `body` the bytes as they came, so that a signature over them can be checked.

    `raw_query` is the query as it came; `origin`, `id` (this request's alone) and `caller` (the address that asks) are
    set by the platform.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    id: str = ""
    raw_query: str = ""
    origin: str = ""
    caller: str = ""


@dataclass(frozen=True)
class Answer:
    """What the caller gets."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def request_of(event: Lambda) -> Request:
    """The request in a Lambda event. Raises Invalid("bad-base64")."""
    http = event["requestContext"]["http"]
    return Request(
        method=http["method"].upper(),
        path=event.get("rawPath") or http.get("path", "/"),
        query=dict(event.get("queryStringParameters") or {}),
        headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
        body=_body(event.get("body") or "", bool(event.get("isBase64Encoded"))),
        id=str(event["requestContext"].get("requestId", "")),
        raw_query=event.get("rawQueryString") or "",
        origin=f"https://{event['requestContext'].get('domainName', '')}",
        caller=str(http.get("sourceIp") or ""),
    )


def as_lambda(answer: Answer) -> dict[str, Any]:
    """The answer in Lambda's form; our bodies are text."""
    return {"statusCode": answer.status, "headers": dict(answer.headers), "body": covered(answer.body.decode())}


def json_answer(status: int, value: Any, headers: Mapping[str, str] = NO_HEADERS) -> Answer:
    """An answer of JSON."""
    return Answer(status, msgspec.json.encode(value), {"content-type": JSON, **headers})


def members(status: int, reason: str, detail: str, **more: Any) -> dict[str, Any]:
    """The members of a problem; `type` ends in the stable reason word."""
    title = TITLES.get(status, HTTPStatus(status).phrase)
    return {"type": f"urn:segue:problem:{reason}", "title": title, "status": status, "detail": detail, **more}


def written(said: Mapping[str, Any], instance: str) -> bytes:
    """A problem's members as JSON; `instance` is the path that was asked for."""
    return msgspec.json.encode({**said, "instance": instance.encode("utf-8", "replace").decode()})


def problem(error: SegueError, instance: str) -> Answer:
    """An error as the answer of a door; an outage never tells its details."""
    status = error.status if isinstance(error, Invalid) else 403 if isinstance(error, Refused) else 503
    outage = isinstance(error, Unavailable)
    said = members(status, error.reason, TITLES[503] if outage else error.detail)
    seconds = RETRY_SECONDS if outage else error.seconds if isinstance(error, TooMany) else 0
    retry = {"retry-after": str(seconds)} if seconds else NO_HEADERS
    allow = {"allow": error.allow} if isinstance(error, NotAllowed) else NO_HEADERS
    return Answer(status, written(said, instance), {"content-type": PROBLEM, **retry, **allow})


def served(
    event: Lambda,
    act: Callable[[Request], Answer],
    headers: Callable[[Request], Mapping[str, str]] = lambda _: NO_HEADERS,
) -> dict[str, Any]:
    """Parses, acts, answers; `headers` are added to whatever is answered."""
    try:
        request = request_of(event)
    except Invalid as error:
        return as_lambda(problem(error, event.get("rawPath", "/")))
    answer = _acted(request, act)
    return as_lambda(Answer(answer.status, answer.body, {**answer.headers, **headers(request)}))


def _acted(request: Request, act: Callable[[Request], Answer]) -> Answer:
    try:
        return act(request)
    except Unavailable as error:
        report("unavailable", reason=error.reason)
        return problem(error, request.path)
    except Unauthorized as error:
        report("not-proven", reason=error.reason)  # counted: many of them are a wrong secret, or somebody who tries
        return problem(error, request.path)
    except SegueError as error:
        return problem(error, request.path)


def _body(text: str, encoded: bool) -> bytes:
    if not encoded:
        return text.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError) as wrong:
        raise Invalid("bad-base64", "the body is not base64") from wrong
