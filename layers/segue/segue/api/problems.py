"""What the staff's API and its router raise, as `application/problem+json` (RFC 9457)."""

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
from segue.http import PROBLEM, RETRY_SECONDS, members, written
from segue.tracing import broke

# What is said in other words than the validation's own.
SAID = {
    "missing": "this is needed",
    "extra_forbidden": "there is no such field here; GET /openapi.json lists those there are",
}


def answer(said: dict[str, Any], instance: str) -> Response[str]:
    """A problem as an HTTP answer; `instance` is the path that was asked for."""
    headers = {"retry-after": str(RETRY_SECONDS)} if said["status"] == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Response(said["status"], PROBLEM, written(said, instance).decode(), headers)


def _invalid(wrong: Invalid) -> dict[str, Any]:
    found = getattr(wrong, "problems", None)
    if found is None:
        place = {"at": ".".join(map(str, wrong.path))} if wrong.path else {}
        return members(wrong.status, wrong.reason, wrong.detail, **place)
    return members(HTTPStatus.UNPROCESSABLE_ENTITY, wrong.reason, wrong.detail, errors=found)


def _refused(wrong: Refused) -> dict[str, Any]:
    return members(HTTPStatus.CONFLICT, wrong.reason, wrong.detail)


def _unavailable(wrong: Unavailable) -> dict[str, Any]:
    return members(HTTPStatus.SERVICE_UNAVAILABLE, wrong.reason, "try again in a moment")


def _not_valid(wrong: RequestValidationError) -> dict[str, Any]:
    """Places and messages of what is wrong, never the values: they can be personal data."""
    found = [(".".join(map(str, one["loc"])), SAID.get(one["type"], one.get("msg", ""))) for one in wrong.errors()]
    errors = [{"at": place, "message": message} for place, message in found]
    return members(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "not-valid",
        "the request does not fit this route; `errors` says where",
        errors=errors,
    )


def _content_type(_: RequestUnsupportedContentType) -> dict[str, Any]:
    return members(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content-type", "send application/json")


def _no_route(_: NotFoundError) -> dict[str, Any]:
    return members(HTTPStatus.NOT_FOUND, "no-route", "there is no such route")


def _broken(wrong: Exception) -> dict[str, Any]:
    broke("request-failed", wrong)
    return members(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", "this is our fault and has been logged")


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
