"""Links to files: a token that nobody else can make, with an end. Whoever opens it is led on to the file."""

import base64
import binascii
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from segue.errors import Gone, NotFound
from segue.http import Answer, Request
from segue.messaging.enclosing import Attached
from segue.times import Millis

SIGNATURE = 16  # bytes
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "x-content-type-options": "nosniff",
}


def sealed(secret: bytes, attached: Attached, until: Millis) -> str:
    """The token that leads to a file until then."""
    body = msgspec.msgpack.encode([attached["key"], attached["name"], attached["type"], until])
    return base64.urlsafe_b64encode(_signature(secret, body) + body).decode().rstrip("=")


@dataclass(frozen=True)
class Opening:
    """`place` makes the address of a file, which holds for a few minutes, of its key, name and type."""

    secret: bytes
    place: Callable[[str, str, str], str]

    def answer(self, request: Request, now: Millis) -> Answer:
        """A redirect. Raises NotFound("bad-token") for what is no link of ours, Gone("ended")."""
        if request.method not in ("GET", "HEAD"):
            raise NotFound("unknown-route", "a link like this is opened")
        key, name, kind, until = self._opened(request.path.rpartition("/f/")[2])
        if now >= until:
            raise Gone("ended", "this link has ended: ask the shop for the file again")
        return Answer(302, headers={**HEADERS, "location": self.place(key, name, kind)})

    def _opened(self, token: str) -> tuple[str, str, str, Millis]:
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        signature, body = raw[:SIGNATURE], raw[SIGNATURE:]
        if not body or not hmac.compare_digest(signature, _signature(self.secret, body)):
            raise NotFound("bad-token", "this link is not one of ours, or it was cut off on its way")
        key, name, kind, until = msgspec.msgpack.decode(body)
        return key, name, kind, until


def _signature(secret: bytes, body: bytes) -> bytes:
    return hmac.new(secret, body, sha256).digest()[:SIGNATURE]
