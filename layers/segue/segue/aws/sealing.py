"""Sealing by KMS: a key per class, envelopes around data keys, AES-256-GCM around values.

A data key is asked for once and seals up to `MOST_SEALED` values within `LASTS`; the wrapped one stands in every value
that it has sealed, so that nothing has to be looked up to open one. What is opened is remembered, a few keys long, and
as long. A value is bound to its class, its trait and the identity that said it: in another place, and in the row of
somebody else, it does not open.
"""

import base64
import os
import time
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.errors import Unavailable
from segue.keys import IdentityKey
from segue.sealed import BEGIN, TOKEN

LASTS = 3600.0  # seconds
MOST_SEALED = 1 << 20  # values under one data key: far below what random nonces of 96 bits allow
MOST_OPENED = 100
NONCE = 12
# The key is destroyed, or about to be, or the class has another one by now: what it sealed does not open any more.
GONE = ("KMSInvalidStateException", "NotFoundException", "InvalidCiphertextException", "IncorrectKeyException")


@dataclass
class _Making:
    """A data key in use."""

    wrapped: str
    key: bytes
    until: float
    left: int = MOST_SEALED


@dataclass
class Seals:
    """`keys` are the ARNs of the keys by class; the rest is remembered."""

    keys: dict[str, str]
    _making: dict[str, _Making] = field(default_factory=dict)
    _opened: OrderedDict[str, tuple[float, bytes]] = field(default_factory=OrderedDict)
    _alone: Any = field(default_factory=RLock)

    def seal(self, kind: str, name: str, value: Any, owner: IdentityKey = "") -> str:
        """The sealed text of a value of this owner, "" where nobody knows whose it is. Raises Unavailable, also where
        the class has no key: nothing is kept then."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # few events have such a value

        with self._alone:
            made = self._data_key(kind)
            made.left -= 1
        nonce = os.urandom(NONCE)
        box = nonce + AESGCM(made.key).encrypt(nonce, msgspec.json.encode(value), _bound(kind, name, owner))
        return ".".join((BEGIN + kind, *filter(None, [owner]), made.wrapped, _text(box)))

    def open(self, name: str, sealed: str, owners: Collection[IdentityKey]) -> Any:
        """The value; None where nothing opens it any more, or none of these identities said it. Raises Unavailable."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        found = TOKEN.fullmatch(sealed)
        if found is None or found[1] not in self.keys or (found[2] and found[2] not in owners):
            return None
        kind, owner, wrapped, box = found[1], found[2] or "", found[3], _bytes(found[4])
        key = self._unwrapped(kind, wrapped)
        if not key:
            return None
        try:
            return msgspec.json.decode(AESGCM(key).decrypt(box[:NONCE], box[NONCE:], _bound(kind, name, owner)))
        except (InvalidTag, ValueError):
            return None

    def _data_key(self, kind: str) -> _Making:
        made = self._making.get(kind)
        if made is None or not made.left or made.until < time.monotonic():
            if kind not in self.keys:
                raise Unavailable("no-key", f"the stack has no key for the class {kind}")
            with unavailable("kms"):
                told = client("kms").generate_data_key(KeyId=self.keys[kind], KeySpec="AES_256", **_context(kind))
            wrapped = _text(told["CiphertextBlob"])
            made = self._making[kind] = _Making(wrapped, told["Plaintext"], time.monotonic() + LASTS)
        return made

    def _unwrapped(self, kind: str, wrapped: str) -> bytes:
        with self._alone:
            until, key = self._opened.get(wrapped, (0.0, b""))
            if until < time.monotonic():
                key = self._decrypted(kind, wrapped)
                self._opened[wrapped] = (time.monotonic() + LASTS, key)
            if len(self._opened) > MOST_OPENED:
                self._opened.popitem(last=False)
            return key

    def _decrypted(self, kind: str, wrapped: str) -> bytes:
        """The data key; b"" where it cannot be had any more."""
        asked = {"KeyId": self.keys[kind], "CiphertextBlob": _bytes(wrapped), **_context(kind)}
        try:
            return client("kms").decrypt(**asked)["Plaintext"]
        except ClientError as failed:
            if code_of(failed) in GONE:
                return b""
            raise Unavailable("kms", type(failed).__name__) from failed
        except BotoCoreError as failed:
            raise Unavailable("kms", type(failed).__name__) from failed


def _context(kind: str) -> dict[str, dict[str, str]]:
    """What KMS binds a data key to, and writes into CloudTrail: no person."""
    return {"EncryptionContext": {"class": kind}}


def _bound(kind: str, name: str, owner: IdentityKey) -> bytes:
    """What a value is bound to: none with an owner passes for one without, since no class begins with a digit."""
    return (f"2|{owner}|{kind}|{name}" if owner else f"{kind}|{name}").encode()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
