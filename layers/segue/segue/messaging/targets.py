"""Targets: where a tracked link leads, as a token that nobody else can make, so that no link of ours leads elsewhere.

A token holds all there is: bytes of the ids, and the address made smaller with words that addresses are made of. Where
every character is paid for the target stands in a row, under a name of its own.
"""

import base64
import binascii
import hashlib
import hmac
import re
import zlib
from dataclasses import dataclass

import msgspec

from segue.errors import NotFound
from segue.keys import IdentityKey, digest
from segue.messages import Message

SIGNATURE = 10  # bytes
SHORT = 12  # characters: 60 bits that follow from the secret
SAID = (
    b"&utm_campaign=&utm_source=segue&utm_medium=sms&utm_medium=emailproductscollections.html.com/http://https://www."
)
PACKED = re.compile(r"[a-z2-7]{24}")
Thin = list[str | bytes]


@dataclass(frozen=True)
class Target:
    """`url` is where the link leads, `contact_point` whom it was sent to."""

    contact_point: IdentityKey
    message_id: str
    channel: str
    url: str


def target_of(message: Message, url: str) -> Target:
    """Where a link in a message leads."""
    return Target(message.contact_point, message.id, message.channel, url)


def sealed(secret: bytes, one: Target) -> str:
    """The token of a target, safe in addresses: about 120 characters and two thirds of the address."""
    body = msgspec.msgpack.encode([_thin(one.contact_point), _thin(one.message_id), one.channel, _small(one.url)])
    return base64.urlsafe_b64encode(_signature(secret, body) + body).decode().rstrip("=")


def opened(secret: bytes, token: str) -> Target:
    """The inverse. Raises NotFound("bad-token") for anything that we did not sign."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    signature, body = raw[:SIGNATURE], raw[SIGNATURE:]
    if not body or not hmac.compare_digest(signature, _signature(secret, body)):
        raise NotFound("bad-token", "this link is not one of ours, or it was cut off on its way")
    contact_point, message_id, channel, url = msgspec.msgpack.decode(body)
    return Target(_thick(contact_point), _thick(message_id), channel, _large(url))


def short_name(secret: bytes, one: Target) -> str:
    """The name of a target's row: the same target, the same name."""
    return digest(secret, f"link|{one.message_id}|{one.contact_point}|{one.channel}|{one.url}")[:SHORT]


def is_short(token: str) -> bool:
    """Whether this has the form of a row's name."""
    return re.fullmatch(rf"[a-z2-7]{{{SHORT}}}", token) is not None


def _signature(secret: bytes, body: bytes) -> bytes:
    return hmac.new(secret, b"link" + body, hashlib.sha256).digest()[:SIGNATURE]


def _thin(identity: str) -> Thin:
    """An id in its parts, those of base32 as bytes."""
    return [base64.b32decode(one.upper()) if PACKED.fullmatch(one) else one for one in identity.split("_")]


def _thick(parts: Thin) -> str:
    return "_".join(base64.b32encode(one).decode().lower() if isinstance(one, bytes) else one for one in parts)


def _small(url: str) -> str | bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=SAID)
    packed = packer.compress(url.encode()) + packer.flush()
    return packed if len(packed) < len(url.encode()) else url


def _large(said: str | bytes) -> str:
    return said if isinstance(said, str) else zlib.decompressobj(-zlib.MAX_WBITS, zdict=SAID).decompress(said).decode()
