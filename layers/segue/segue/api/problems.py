"""Errors as `application/problem+json` (RFC 9457), in one place for all routes."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
    ResponseValidationError,
)

from segue.errors import Invalid, Refused, Unavailable
from segue.lambdas import report

CONTENT_TYPE = "application/problem+json"
TYPE = "urn:problem-type:segue:"


def problem(status: int, reason: str, detail: str, **more: Any) -> dict[str, Any]:
    """The members of a problem; `type` ends in the stable reason word."""
    return {"type": TYPE + reason, "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}


def answer(members: dict[str, Any], instance: str) -> Response[str]:
    """A problem as an HTTP answer; `instance` is the path that was asked for."""
    headers = {"Retry-After": "5"} if members["status"] == HTTPStatus.SERVICE_UNAVAILABLE else {}
    body = json.dumps({**members, "instance": instance}, ensure_ascii=False)
    return Response(members["status"], CONTENT_TYPE, body, headers)


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
    errors = [{"at": ".".join(map(str, one["loc"])), "message": one.get("msg", one["type"])} for one in wrong.errors()]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "not-valid", "the request does not fit this route", errors=errors)


def _content_type(wrong: RequestUnsupportedContentType) -> dict[str, Any]:
    return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content-type", "send application/json")


def _no_route(wrong: NotFoundError) -> dict[str, Any]:
    return problem(HTTPStatus.NOT_FOUND, "no-route", "there is no such route")


def _broken(wrong: Exception) -> dict[str, Any]:
    report("request-failed", error=type(wrong).__name__, at=_line_of(wrong))
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", "this is our fault and has been logged")


def _line_of(wrong: BaseException) -> str:
    """The last place of the traceback: a file and a line, no values."""
    trace = wrong.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""


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
