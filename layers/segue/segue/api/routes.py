"""What a route is, and a resolver made of a table of routes."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Request, Response
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer, Server
from pydantic import BaseModel, ValidationError

from segue.api import deprecations, problems
from segue.api.noting import noting, reads
from segue.api.parameters import knowing
from segue.api.repeats import once
from segue.api.roles import caller_of
from segue.aws.settings import settings
from segue.errors import Invalid, TooLarge
from segue.http import members
from segue.lambdas import Lambda
from segue.sealed import covered
from segue.wiring.answers import first_answers

Part = TypeVar("Part", bound=BaseModel)
LARGEST = 2_000_000  # characters of a body
DEEPEST = 64  # mappings and lists in each other, as in the playbook's texts
DESCRIPTION = (
    "Customers, what is known of them and why. Every list answers `items` and `next`; every error is a "
    "problem of RFC 9457; times are ISO 8601 in UTC; money is in minor units of its currency."
)


@dataclass(frozen=True)
class Route:
    """One line of the interface. `roles` is empty on a public route; `kept` is False where an answer is a secret that
    must not be stored: such a route sees to repeats by itself."""

    method: str
    rule: str
    answer: Callable[..., Any]
    roles: frozenset[str] = frozenset()
    query: type[BaseModel] | None = None
    status: int = 200
    kept: bool = True


def resolver(routes: Sequence[Route]) -> APIGatewayHttpResolver:
    """A resolver that checks roles and shapes and answers problems; built once per environment."""
    app = APIGatewayHttpResolver(enable_validation=True)
    for route in routes:
        goes = deprecations.DEPRECATED.get((route.method, route.rule))
        app.route(
            route.rule,
            method=route.method,
            summary=(route.answer.__doc__ or "").partition("\n")[0].rstrip("."),
            tags=[route.rule.split("/")[2] if route.rule.startswith("/v1/") else "service"],
            operation_id=route.answer.__name__,
            security=[{"staff": []}] if route.roles else [],
            middlewares=[*([_going(goes)] if goes else []), *_middlewares(route)],
            status_code=route.status,
            deprecated=goes is not None,
            openapi_extensions={"x-sunset": goes.sunset} if goes else None,
        )(route.answer)
    problems.install(app)
    return app


def resolve(app: APIGatewayHttpResolver, event: Lambda, context: Any) -> dict[str, Any]:
    """Answers an HTTP API event; a body that is no JSON never reaches a route, and one that is counts as such whatever
    its content type says."""
    try:
        _check_body(event)
    except Invalid as wrong:
        made = members(wrong.status, wrong.reason, wrong.detail)
        return _plain(problems.answer(made, str(event.get("rawPath", ""))))
    headers = {name: value for name, value in (event.get("headers") or {}).items() if name.lower() != "content-type"}
    answered = app.resolve({**event, "headers": {**headers, "content-type": "application/json"}}, context)
    return {**answered, "body": covered(str(answered.get("body") or ""))}


def described(routes: Sequence[Route]) -> dict[str, Any]:
    """The OpenAPI document of these routes."""
    schema = resolver(routes).get_openapi_json_schema(
        title="Segue people API",
        version="1",
        description=DESCRIPTION,
        servers=[Server(url=settings().public_url or "/")],
        security_schemes={"staff": HTTPBearer(bearerFormat="JWT")},
    )
    headers = {"content-type": "application/json", "cache-control": "public, max-age=300"}
    document = json.loads(schema)
    for route in routes:
        if route.query:
            operation = document["paths"][re.sub("<(.+?)>", r"{\1}", route.rule)][route.method.lower()]
            operation["parameters"] = [*operation.get("parameters", ()), *_parameters(route.query)]
    return {"statusCode": 200, "headers": headers, "body": json.dumps(document), "isBase64Encoded": False}


def event_of(request: Request) -> Lambda:
    """The Lambda event behind a request."""
    event: Any = request.resolved_event
    return event.raw_event


def query(model: type[Part], request: Request) -> Part:
    """The query as a model, for routes that take many parameters. Raises RequestValidationError."""
    try:
        return model.model_validate(request.query_parameters or {})
    except ValidationError as wrong:
        found = wrong.errors(include_input=False, include_url=False)
        told = [{**one, **_in_words(model, one), "loc": ("query", *one["loc"])} for one in found]
        raise RequestValidationError(told) from wrong


def _in_words(model: type[BaseModel], wrong: Mapping[str, Any]) -> dict[str, str]:
    """What a parameter may be, as it is described, where a regular expression would be told."""
    asked = model.model_fields.get(str(wrong["loc"][0])) if wrong["type"] == "string_pattern_mismatch" else None
    return {"msg": f"this is {asked.description}"} if asked and asked.description else {}


def _parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    asked = model.model_json_schema()["properties"]
    return [{"name": name, "in": "query", "required": False, "schema": schema} for name, schema in asked.items()]


def _middlewares(route: Route) -> list[Callable[..., Any]]:
    """Whoever may ask is asked for first, then whether the route takes what the query names; a repeat of a mutation is
    answered as the first time; it is entered who sees whom, also in a first answer that is told again, and who changes
    whom, where something is done."""
    name, kept = route.answer.__name__, [once(first_answers)] if route.method != "GET" and route.kept else []
    if not route.roles:
        return kept
    first, note = [_only(route.roles), knowing(route.query)], noting(route.method, name)
    return [*first, note, *kept] if reads(route.method, name) else [*first, *kept, note]


def _going(goes: deprecations.Deprecated) -> Callable[..., Any]:
    def tell(app: APIGatewayHttpResolver, next_middleware: Callable[..., Any]) -> Any:
        answer = next_middleware(app)
        answer.headers.update(goes.headers)
        return answer

    return tell


def _only(roles: frozenset[str]) -> Callable[..., Any]:
    def check(app: APIGatewayHttpResolver, next_middleware: Callable[..., Any]) -> Any:
        caller_of(app.current_event.raw_event).must_be(roles)
        return next_middleware(app)

    return check


def _check_body(event: Lambda) -> None:
    body = event.get("body")
    if not body:
        return
    if len(body) > LARGEST:
        raise TooLarge("too-large", f"a body is at most {LARGEST} characters")
    try:
        raw = base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode()
        value = msgspec.json.decode(raw)  # stricter than Python's own: no lone surrogates, no numbers without end
    except (binascii.Error, ValueError, RecursionError) as wrong:
        raise Invalid("bad-json", "the body is no JSON") from wrong
    if raw.count(b"[") + raw.count(b"{") > DEEPEST and _deeper(value):
        raise Invalid("bad-json", f"the body is nested deeper than {DEEPEST} levels")


def _deeper(value: Any) -> bool:
    """Whether anything stands deeper than whoever reads it by recursion can follow."""
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in (one.values() if isinstance(one, dict) else one) if _holds(inner)]
    return bool(level)


def _holds(value: Any) -> bool:
    return isinstance(value, dict | list)


def _plain(response: Response[str]) -> dict[str, Any]:
    headers = {"Content-Type": response.content_type, **response.headers}
    return {"statusCode": response.status_code, "headers": headers, "body": response.body, "isBase64Encoded": False}
