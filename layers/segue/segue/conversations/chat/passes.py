"""Passes: what a visitor's browser shows to go on with its chat. Signed, of one chat, with an end.

A pass says whose words they will be, so that whoever writes needs no proof with every word. The identifiers in it are
the visitor's own.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from hashlib import sha256

import msgspec

from segue.errors import Unauthorized
from segue.keys import IdentityKey, digest
from segue.times import DAY, Millis

LASTS: Millis = 7 * DAY
SIGNATURE = 16  # bytes
Fields = tuple[str, str, str, str, str, str, str, str, Millis]
OWN = re.compile(r"chat:[a-z2-7]{24}")


@dataclass(frozen=True)
class Pass:
    """`chat` names the chat; `user` is set where it was proven who writes. `seen` is the conversation that the chat
    showed when it was opened, `goes_on` the thread of another chat that it goes on with: the browser's own, or the one
    that a link led to; `back` is that thread where what was said in it is shown, too."""

    chat: str
    user: str = ""
    anonymous: str = ""
    seen: str = ""
    goes_on: str = ""
    back: str = ""
    locale: str = ""
    topic: str = ""
    until: Millis = 0

    @property
    def thread(self) -> str:
        """The chat as conversations know it."""
        return thread_of(self.chat)


def chat_of(secret: bytes, key: IdentityKey) -> str:
    """The name of somebody's chat: always the same, and nobody guesses it."""
    return digest(secret, f"chat|{key}")


def thread_of(chat: str) -> str:
    """The thread of a chat."""
    return f"chat:{chat}"


def own_thread(threads: Iterable[str]) -> str:
    """The last of a conversation's threads that is a chat of ours; "" where none is."""
    return next((one for one in reversed([*threads]) if OWN.fullmatch(one)), "")


def sealed(secret: bytes, given: Pass, now: Millis) -> str:
    """The pass as a text that nobody else can make; it holds for a week."""
    body = msgspec.json.encode(astuple(replace(given, until=now + LASTS)))
    return base64.urlsafe_b64encode(_signature(secret, body) + body).decode().rstrip("=")


def opened(secret: bytes, token: str, chat: str, now: Millis) -> Pass:
    """The pass of a chat. Raises Unauthorized("bad-token", "token-ended")."""
    raw = _raw(token)
    signature, body = raw[:SIGNATURE], raw[SIGNATURE:]
    if not body or not hmac.compare_digest(signature, _signature(secret, body)):
        raise Unauthorized("bad-token", "the token of the chat is not one of ours: open the chat again")
    found = _fields(body)
    if found.chat != chat:
        raise Unauthorized("bad-token", "the token is of another chat")
    if now >= found.until:
        raise Unauthorized("token-ended", "the token has ended: open the chat again")
    return found


def _fields(body: bytes) -> Pass:
    """A pass of an earlier version has other fields: it has ended."""
    try:
        return Pass(*msgspec.json.decode(body, type=Fields))
    except msgspec.ValidationError as wrong:
        raise Unauthorized("token-ended", "the token has ended: open the chat again") from wrong


def _raw(token: str) -> bytes:
    try:
        padded = (token + "=" * (-len(token) % 4)).encode("ascii")
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


def _signature(secret: bytes, body: bytes) -> bytes:
    return hmac.new(secret, body, sha256).digest()[:SIGNATURE]
