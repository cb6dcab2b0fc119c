"""A key and certificate of our own in the place of SNS's."""

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import CertificateBuilder, Name, NameAttribute, random_serial_number
from cryptography.x509.oid import NameOID

from segue.channels.sns_signatures import Place, string_to_sign

TOPIC = "arn:aws:sns:eu-west-1:123456789012:mail"
ADDRESS = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"


@cache
def _key(name: str) -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@cache
def pem(name: str = "sns") -> bytes:
    """The certificate of a key."""
    key, named = _key(name), Name([NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    built = CertificateBuilder(named, named, key.public_key(), random_serial_number(), start, start + timedelta(days=9))
    return built.sign(key, SHA256()).public_bytes(Encoding.PEM)


def certificate(_: Place) -> bytes:
    """As if it had been fetched."""
    return pem()


@cache
def _signature(said: bytes, version: str) -> str:
    return base64.b64encode(_key("sns").sign(said, PKCS1v15(), SHA1() if version == "1" else SHA256())).decode()


def signed(kind: str = "Notification", version: str = "2", **said: Any) -> bytes:
    """A post of SNS; `said` takes the place of what it usually says."""
    post = {
        "Type": kind,
        "MessageId": "m-1",
        "TopicArn": TOPIC,
        "Message": "Grüße",
        "Timestamp": "2026-11-22T12:00:00Z",
    }
    post |= {"Subject": "News"} if kind == "Notification" else {"Token": "t-1", "SubscribeURL": "https://x.example/"}
    post |= {"SigningCertURL": ADDRESS, "SignatureVersion": version, **said}
    return json.dumps({**post, "Signature": _signature(string_to_sign(post), version)}).encode()
