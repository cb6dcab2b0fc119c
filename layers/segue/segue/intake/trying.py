"""Trying a source out: a signed sample through its door, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

import msgspec

from segue.channels import provider, sample
from segue.deliveries import Delivery, understood
from segue.errors import Invalid, NotFound, SegueError, Unavailable
from segue.events import Event
from segue.http import Answer, Request, problem
from segue.intake.sources import Source
from segue.times import Millis

Became = Literal["stored", "held", "refused", "no-sample", "no-secret"]


@dataclass(frozen=True)
class Tried:
    """What became of a sample, in a word; `detail` says why it was refused or why there is none, `outside` whether it
    came by HTTPS, `meant` what it is understood as."""

    became: Became
    detail: str = ""
    outside: bool = False
    meant: tuple[Event, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Kept:
    """What may be told of a source's secrets: how many are valid, since when these are, and whether they took the place
    of others."""

    valid: int = 0
    since: Millis = 0
    rotated: bool = False


@dataclass(frozen=True)
class Trying:
    """`secrets` are a source's at a moment, the newest first. `by_https` posts to an address; raises Unavailable where
    it is not reached. `door` is the same door, entered from inside.
    """

    secrets: Callable[[str, Millis], tuple[str, ...]]
    by_https: Callable[[str, Request], Answer]
    door: Callable[[Request, Millis], Answer]

    def send(self, source: Source, url: str, now: Millis) -> Tried:
        """Sends a sample of the source's provider. Raises Unavailable where nothing behind the door answers."""
        try:
            made = sample(source.provider, source.options)
        except NotFound:
            made = None
        except Invalid as wrong:
            return Tried("no-sample", wrong.detail)
        if made is None:
            return Tried("no-sample")
        secret = self._secret(source, now)
        if not secret:
            return Tried("no-secret")
        request = made(secret, now, url)
        return replace(self._sent(request, url, now), meant=_meant(source, request, now))

    def _sent(self, request: Request, url: str, now: Millis) -> Tried:
        try:
            return _told(self.by_https(url, request), outside=True)
        except Unavailable:
            return _told(self._inside(request, now), outside=False)

    def _inside(self, request: Request, now: Millis) -> Answer:
        try:
            return self.door(request, now)
        except Unavailable:
            raise
        except SegueError as wrong:
            return problem(wrong, request.path)

    def _secret(self, source: Source, now: Millis) -> str:
        try:
            return next(iter(self.secrets(source.name, now)), "")
        except Unavailable:
            raise
        except SegueError:
            return ""


def _meant(source: Source, request: Request, now: Millis) -> tuple[Event, ...]:
    channel = provider(source.provider)
    headers = {name: request.headers[name] for name in channel.HEADERS if name in request.headers}
    delivery = Delivery(source.name, source.provider, request.body, headers, now, source.options)
    return understood(delivery, channel.incoming).events


def _told(answer: Answer, outside: bool) -> Tried:
    said = _said(answer.body)
    if answer.status != 200:
        return Tried("refused", str(said.get("detail") or f"the address answered {answer.status}"), outside)
    return Tried("held" if said.get("quarantined") else "stored", outside=outside)


def _said(body: bytes) -> dict[str, object]:
    try:
        return msgspec.json.decode(body, type=dict[str, object])
    except msgspec.DecodeError:
        return {}
