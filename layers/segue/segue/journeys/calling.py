"""Calling: what a journey's step orders reaches its webhook, until it is answered.

Signed per Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md):
the id is the step's, the same in every try, so that whoever is called does a thing once.
"""

import base64
import binascii
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

import msgspec

from segue.errors import Conflict, Refused, Unavailable
from segue.journeys.attribution import read_about
from segue.journeys.books import Books
from segue.journeys.instances import Instance
from segue.journeys.running import Found
from segue.journeys.steps import Webhook
from segue.keys import PersonId
from segue.segments.evaluating import Profiles
from segue.times import SECOND, Millis, to_text

LATER = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)
CALLED, GONE = "called", "no such step any more"
UNANSWERED = "unanswered"  # begins what stands with a run that is still called, or was given up
Asked = Mapping[str, Any]  # an order: id, person, journey, key, run, step, book, data, time


class Runs(Protocol):
    """Runs of journeys. `answered` raises Conflict where the run has moved on meanwhile."""

    def find(self, persons: Iterable[PersonId], journey: str, key: str) -> Found: ...

    def answered(self, instance: Instance, step: str, said: str) -> None: ...


@dataclass(frozen=True)
class Post:
    """One HTTPS request."""

    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Calling:
    """The collaborators of `call_webhooks`. `post` answers the status, or raises Unavailable where none came; `secrets`
    raises Unauthorized where none is stored."""

    profiles: Profiles
    runs: Runs
    books: Books
    secrets: Callable[[str, Millis], Sequence[str]]
    post: Callable[[Post], int]

    def call(self, asked: Asked, now: Millis) -> None:
        """Calls once more unless it was answered; a refusal is final and stands with the run. So does, until it is
        answered, why it is not. Raises Unavailable."""
        if _is_final(_known(self._run(asked), asked)):
            return
        try:
            said = self._answer(asked, now)
        except Refused as refused:
            said = refused.reason
        except Unavailable as unanswered:
            self._note(asked, f"{UNANSWERED}: {unanswered}")
            raise
        self._note(asked, said)

    def _note(self, asked: Asked, said: str) -> None:
        """Writes it down with the run, read again: it may have moved on, and nobody is called twice for that."""
        run = self._run(asked)
        known = _known(run, asked)
        if run is None or known == said or _is_final(known):
            return
        try:
            self.runs.answered(run, asked["step"], said)
        except Conflict:
            self._note(asked, said)

    def _answer(self, asked: Asked, now: Millis) -> str:
        journey = self.books.journey(asked["book"], asked["journey"])
        webhook = journey.steps.get(asked["step"]) if journey else None
        if not isinstance(webhook, Webhook):
            raise Refused(GONE)
        profile = read_about(self.profiles, asked["person"], asked["key"])
        body = _body(asked, webhook.said(profile.traits if profile else {}))
        headers = signed(asked["id"], body, self.secrets(webhook.secret, now), now)
        status = self.post(Post(webhook.host, webhook.path, headers, body))
        if status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unavailable("webhook", f"it answered {status}")
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise Refused(f"refused {status}")
        return CALLED

    def _run(self, asked: Asked) -> Instance | None:
        found = self.runs.find([asked["person"]], asked["journey"], asked["key"]).runs
        return next((one for one in found if one.run == asked["run"]), None)


def _known(run: Instance | None, asked: Asked) -> str:
    """What stands with the run of this step."""
    return run.outcomes.get(asked["step"], "") if run else ""


def _is_final(said: str) -> bool:
    return bool(said) and not said.startswith(UNANSWERED)


def signed(identity: str, body: bytes, secrets: Sequence[str], now: Millis) -> dict[str, str]:
    """The headers of Standard Webhooks, with a signature by each secret of a rotation."""
    stamp = str(now // SECOND)
    content = f"{identity}.{stamp}.".encode() + body
    made = [base64.b64encode(hmac.digest(_key(one), content, "sha256")).decode() for one in secrets]
    return {
        "content-type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{one}" for one in made),
    }


def _key(secret: str) -> bytes:
    """The bytes of a secret: base64 after `whsec_`; any other text as it is."""
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return secret.encode()


def _body(asked: Asked, own: Mapping[str, Any]) -> bytes:
    about = {name: asked[name] for name in ("person", "journey", "key", "run", "step", "data")}
    said = {"type": "journey.called", "timestamp": to_text(asked["time"]), "data": {**about, **own}}
    return msgspec.json.encode(said, order="sorted")
