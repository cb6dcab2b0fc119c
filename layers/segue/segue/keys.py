"""Identity keys: the type's letter and a keyed hash of the value, so that no key, log or timer holds personal data.

A key is `u_` and 24 characters of base32 (120 bits of HMAC-SHA256). It is safe in URLs, schedule names and
e-mail tags. An unlinked identity is a person of its own and lends the person its key as id.
"""

import base64
import hashlib
import hmac
import re

from segue.identifiers import CODES, Identifier

LENGTH = 24
NOBODY = "canary"  # the identity of test events (`segue.canaries`): no key is spelled so
IdentityKey = str
PersonId = str


def digest(secret: bytes, text: str) -> str:
    """24 lower-case base32 characters of HMAC-SHA256."""
    raw = hmac.new(secret, text.encode(), hashlib.sha256).digest()
    return base64.b32encode(raw[:15]).decode().lower()


def share_of(text: str, parts: int) -> int:
    """0 to parts - 1, evenly and for ever the same for a text."""
    return int.from_bytes(digest(b"share", text).encode()[-8:], "big") % parts


def is_key(text: str) -> bool:
    """Whether this has the form of an identity key or person id."""
    return re.fullmatch(rf"[{''.join(CODES.values())}]_[a-z2-7]{{{LENGTH}}}", text) is not None


def identity_key(secret: bytes, one: Identifier) -> IdentityKey:
    """The key of an identifier under the stack's secret."""
    return f"{CODES[one.type]}_{digest(secret, f'{one.type}:{one.value}')}"
