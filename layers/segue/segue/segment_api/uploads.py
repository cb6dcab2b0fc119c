"""The body of a request to Segment's HTTP API: unpacked, split into messages, each still as its own bytes.

A message that is broken must not take its batch with it, so messages are split without being read.
"""

import zlib
from dataclasses import dataclass, field
from typing import Any

import msgspec

from segue.errors import Invalid, TooLarge
from segue.segment_api.routes import Route
from segue.values import loads, repaired

MOST_BYTES = 500 * 1024  # of a request as it is sent
MOST_UNPACKED = 4 * 1024 * 1024  # what a compressed request may unpack to: the largest batch of any known SDK
MOST_MESSAGES = 2500
MOST_CONTEXT = 4 * 1024  # bytes that every message of a batch shares
GZIP = b"\x1f\x8b"
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Upload:
    """`messages` as their own JSON; `sent_at` and `write_key` as given, of any type; `context` holds for all."""

    messages: tuple[bytes, ...] = ()
    sent_at: Any = None
    write_key: Any = None
    context: dict[str, Any] = field(default_factory=dict)


class Single(msgspec.Struct, rename="camel"):
    """What concerns the request in a body that is one message."""

    sent_at: Any = None
    write_key: Any = None


class Batch(msgspec.Struct, rename="camel"):
    """A body of many messages."""

    batch: list[msgspec.Raw]
    sent_at: Any = None
    write_key: Any = None
    context: msgspec.Raw = msgspec.Raw(b"null")


_single, _batch = msgspec.json.Decoder(Single), msgspec.json.Decoder(Batch)


def read(body: bytes, route: Route) -> Upload:
    """The messages of a body. Raises Invalid (bad-json, bad-gzip, bad-batch, bad-message) or TooLarge."""
    raw = unpacked(body).removeprefix(BOM)
    try:
        return _read(raw, route)
    except (ValueError, RecursionError):
        return _again(repaired(raw), route)


def unpacked(body: bytes) -> bytes:
    """The body without its gzip, whatever the headers say. Raises TooLarge before a bomb has gone off."""
    if not body.startswith(GZIP):
        return body
    done = b""
    while body.startswith(GZIP):
        member = zlib.decompressobj(wbits=31)
        done += _inflated(member, body, MOST_UNPACKED + 1 - len(done))
        if len(done) > MOST_UNPACKED:
            raise TooLarge("oversize", f"unpacked, a request has at most {MOST_UNPACKED} bytes")
        if not member.eof:
            raise Invalid("bad-gzip", "the compressed body ends too early")
        body = member.unused_data
    return done


def _read(raw: bytes, route: Route) -> Upload:
    if not route.batch:
        single = _single.decode(raw)
        return Upload((raw,), single.sent_at, single.write_key)
    batch = _batch.decode(raw)
    if len(batch.batch) > MOST_MESSAGES:
        raise TooLarge("too-many-messages", f"a batch has at most {MOST_MESSAGES} messages")
    return Upload(tuple(map(bytes, batch.batch)), batch.sent_at, batch.write_key, _shared(bytes(batch.context)))


def _again(raw: bytes, route: Route) -> Upload:
    try:
        return _read(raw, route)
    except (ValueError, RecursionError) as wrong:
        what = "bad-batch" if route.batch else "bad-message"
        raise Invalid(what, "a batch is an object with a list `batch`, a message is an object") from wrong


def _shared(raw: bytes) -> dict[str, Any]:
    if len(raw) > MOST_CONTEXT:
        raise TooLarge("oversize-context", f"the context of a batch has at most {MOST_CONTEXT} bytes")
    context = loads(raw)
    return context if isinstance(context, dict) else {}


def _inflated(member: Any, body: bytes, room: int) -> bytes:
    try:
        return member.decompress(body, room)
    except zlib.error as wrong:
        raise Invalid("bad-gzip", "the compressed body is damaged") from wrong
