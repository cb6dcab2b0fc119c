"""Signatures of public keys. `cryptography` is heavy and few doors need it: whoever asks imports this when asked."""

import base64
import binascii
from collections.abc import Callable
from typing import Literal

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.x509 import load_pem_x509_certificate

Digest = Literal["SHA1", "SHA256"]  # the first is for signatures of those who have no other
UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, binascii.Error)


def rsa_signed(said: bytes, signature: str, certificate: bytes, digest: Digest) -> bool:
    """Whether this is the base64 RSA signature (PKCS #1 v1.5) of the bytes under the key of a PEM certificate."""
    try:
        key = load_pem_x509_certificate(certificate).public_key()
        given = base64.b64decode(signature, validate=True)
    except UNREADABLE:
        return False
    return isinstance(key, RSAPublicKey) and _holds(
        lambda: key.verify(given, said, PKCS1v15(), getattr(hashes, digest)())
    )


def ec_signed(said: bytes, signature: str, public_key: str) -> bool:
    """Whether this is the base64 ECDSA signature (SHA-256) of the bytes under a base64 public key (DER, RFC 5280)."""
    try:
        key = load_der_public_key(base64.b64decode(public_key, validate=True))
        given = base64.b64decode(signature, validate=True)
    except UNREADABLE:
        return False
    return isinstance(key, EllipticCurvePublicKey) and _holds(lambda: key.verify(given, said, ECDSA(hashes.SHA256())))


def _holds(verify: Callable[[], None]) -> bool:
    try:
        verify()
    except InvalidSignature:
        return False
    return True
