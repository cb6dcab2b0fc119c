"""Errors as `application/problem+json` (RFC 9457), in one place for all routes."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import msgspec
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
    ResponseValidationError,
)

from segue.errors import Invalid, Refused, Unavailable
from segue.http import PROBLEM, RETRY_SECONDS, TITLES
from segue.lambdas import report
from segue.tracing import line_of

TYPE = "urn:segue:problem:"


def problem(status: int, reason: str, detail: str, **more: Any) -> dict[str, Any]:
    """The members of a problem; `type` ends in the stable reason word."""
    title = TITLES.get(status, HTTPStatus(status).phrase)
    return {"type": TYPE + reason, "title": title, "status": status, "detail": detail, **more}


def answer(members: dict[str, Any], instance: str) -> Response[str]:
    """A problem as an HTTP answer; `instance` is the path that was asked for."""
    headers = {"retry-after": str(RETRY_SECONDS)} if members["status"] == HTTPStatus.SERVICE_UNAVAILABLE else {}
    body = msgspec.json.encode({**members, "instance": instance.encode("utf-8", "replace").decode()}).decode()
    return Response(members["status"], PROBLEM, body, headers)


def _invalid(wrong: Invalid) -> dict[str, Any]:
    found = getattr(wrong, "problems", None)
    if found is None:
        return problem(wrong.status, wrong.reason, wrong.detail)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, wrong.reason, wrong.detail, errors=found)


def _refused(wrong: Refused) -> dict[str, Any]:
    return problem(HTTPStatus.CONFLICT, wrong.reason, wrong.detail)


def _unavailable(wrong: Unavailable) -> dict[str, Any]:
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, wrong.reason, "try again in a moment")


def _not_valid(wrong: RequestValidationError) -> dict[str, Any]:
    """Places and messages of what is wrong, never the values: they can be personal data."""
    found = [(".".join(map(str, one["loc"])), one.get("msg", one["type"])) for one in wrong.errors()]
    errors = [{"at": place, "message": message} for place, message in found]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "not-valid",
        "the request does not fit this route; `errors` says where",
        errors=errors,
    )


def _content_type(_: RequestUnsupportedContentType) -> dict[str, Any]:
    return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content-type", "send application/json")


def _no_route(_: NotFoundError) -> dict[str, Any]:
    return problem(HTTPStatus.NOT_FOUND, "no-route", "there is no such route")


def _broken(wrong: Exception) -> dict[str, Any]:
    report("request-failed", error=type(wrong).__name__, at=line_of(wrong))
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", "this is our fault and has been logged")


MEANINGS: dict[type[Exception], Callable[[Any], dict[str, Any]]] = {
    Invalid: _invalid,
    Refused: _refused,
    Unavailable: _unavailable,
    RequestValidationError: _not_valid,
    RequestUnsupportedContentType: _content_type,
    ResponseValidationError: _broken,
    NotFoundError: _no_route,
    Exception: _broken,
}


def install(app: APIGatewayHttpResolver) -> None:
    """Makes the resolver answer every exception with its problem."""
    for kind, meaning in MEANINGS.items():
        app.exception_handler(kind)(_answering(app, meaning))


def _answering(
    app: APIGatewayHttpResolver, meaning: Callable[[Any], dict[str, Any]]
) -> Callable[[Exception], Response[str]]:
    return lambda wrong: answer(meaning(wrong), app.current_event.path)
