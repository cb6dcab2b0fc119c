"""`Idempotency-Key`: a repeat of a mutation is answered with the first answer.

409 while the first still runs, 422 when the key comes with another request. What a 5xx left undone may be tried again.
https://docs.stripe.com/api/idempotent_requests
"""

import hashlib
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Protocol

import msgspec
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from segue.api.roles import caller_of
from segue.aws.first_answers import FirstAnswer
from segue.errors import Conflict, Invalid
from segue.lambdas import now
from segue.times import Millis

KEY, LONGEST = "idempotency-key", 200
REPLAYED = "idempotent-replayed"  # a header of the answer
MOST_SAID = 300_000  # characters of an answer that is kept: DynamoDB takes 400 KB for an item
JSON = "application/json"
Event = Mapping[str, Any]


class Unlike(Invalid):
    """The key came with another request before."""

    status = 422


class FirstAnswers(Protocol):
    """Remembers first answers."""

    def begin(self, key: str, fingerprint: str, now: Millis) -> FirstAnswer | None: ...

    def finish(self, key: str, status: int, body: str) -> None: ...

    def release(self, key: str) -> None: ...


def key_of(event: Event) -> str:
    """The caller's key as a digest of its own, empty where none is given. Raises Invalid("bad-key")."""
    given = {name.lower(): text for name, text in (event.get("headers") or {}).items()}.get(KEY, "")
    if len(given) > LONGEST:
        raise Invalid("bad-key", f"an Idempotency-Key has at most {LONGEST} characters")
    return _digest(caller_of(event).name, given) if given else ""


def occasion(event: Event, now: Millis) -> str:
    """A name for what is asked: the same for a repeat under the same key, and for no other request."""
    return _digest(key_of(event) or f"{event['requestContext'].get('requestId')} {now}", _fingerprint(event))


def request_id(event: Event) -> str:
    """The platform's id of this request alone, "" where it gives none."""
    return str((event.get("requestContext") or {}).get("requestId") or "")


def once(answers: Callable[[], FirstAnswers]) -> Callable[..., Any]:
    """A middleware that answers a repeated key with the first answer."""

    def check(app: APIGatewayHttpResolver, next_middleware: Callable[..., Any]) -> Any:
        event: Event = app.current_event.raw_event
        key = key_of(event)
        if not key:
            return next_middleware(app)
        first = answers().begin(key, _fingerprint(event), now())
        return _again(first, event) if first else _answered(answers(), key, app, next_middleware)

    return check


def _answered(answers: FirstAnswers, key: str, app: APIGatewayHttpResolver, next_middleware: Callable[..., Any]) -> Any:
    try:
        response = next_middleware(app)
    except Exception:
        answers.release(key)
        raise
    said = response.body if isinstance(response.body, str) else msgspec.json.encode(response.body).decode()
    if len(said) <= MOST_SAID:
        answers.finish(key, response.status_code, said)
    else:
        answers.release(key)
    return response


def _again(first: FirstAnswer, event: Event) -> Response[str]:
    if first.fingerprint != _fingerprint(event):
        raise Unlike("key-reused", "this Idempotency-Key came with another request")
    if not first.status:
        raise Conflict("still-running", "the first request with this Idempotency-Key is still being worked on")
    return Response(HTTPStatus(first.status), JSON, first.body, {REPLAYED: "true"})


def _fingerprint(event: Event) -> str:
    """What was asked, as a digest."""
    return _digest(event["requestContext"]["http"]["method"], str(event.get("rawPath")), str(event.get("body")))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
