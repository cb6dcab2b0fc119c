"""Known answers: signatures made by openssl (`openssl dgst -sha256 -hmac key`), none by our own code."""

from dataclasses import replace
from typing import Any

import pytest

from segue.channels import provider
from segue.errors import Unauthorized
from segue.http import Request
from tests.provider_samples import proof

FOX = b"The quick brown fox jumps over the lazy dog"
SHA1 = "de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9"
SHA256 = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
IN_BASE64 = "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg="
SHA512 = "tCrwkFe6weLUFwjkipAuCbX/fxKrQopP6GZTxz3SSPuC+UilSfe3kaW0GRXuTR7Dk1NX5OIxclDQNyr6Lr7rOg=="
WITH_TIME = "9306ceb1b7a8caf215d09c9e2d6a6213086c183af760afae00ecd6bdff0c9b90"
KNOWN: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    ("meta", {"x-hub-signature-256": f"sha256={SHA256}"}, {}),
    ("x", {"x-twitter-webhooks-signature": f"sha256={IN_BASE64}"}, {}),
    (
        "zendesk",
        {
            "x-zendesk-webhook-signature-timestamp": "2026-11-22T12:00:00Z",
            "x-zendesk-webhook-signature": "gfKThGP2NTGUrFfsT5mtKTWS/fF98OVXl2NKd+UcrZQ=",
        },
        {},
    ),
    ("intercom", {"x-hub-signature": f"sha1={SHA1}"}, {}),
    ("chatwoot", {"x-chatwoot-timestamp": "1795348800", "x-chatwoot-signature": f"sha256={WITH_TIME}"}, {}),
    ("front", {"x-front-signature": "3nybhbi3iqa8ino29wqQcBydtNk="}, {}),
    (
        "front",
        {
            "x-front-request-timestamp": "1795348800000",
            "x-front-signature": "ochLaXy0FwvN0z7PxlYi3UY7H9hhgmGXyKil3imR3hs=",
        },
        {},
    ),
    (
        "standard-webhooks",
        {
            "webhook-id": "msg_1",
            "webhook-timestamp": "1795348800",
            "webhook-signature": "v1,4sIUKP9YRh0zyIA25pVSjnK1CoFhugLP9OukRpEFbDc=",
        },
        {},
    ),
    ("hmac", {"x-signature": SHA256}, {}),
    ("hmac", {"x-one": SHA1}, {"header": "X-One", "algorithm": "sha1"}),
    (
        "hmac",
        {"x-one": f"v={SHA512}"},
        {"header": "X-One", "algorithm": "sha512", "encoding": "base64", "prefix": "v="},
    ),
    (
        "hmac",
        {"x-signature": WITH_TIME, "x-at": "1795348800"},
        {"timestamp_header": "X-At", "signs": "{timestamp}.{body}"},
    ),
]


@pytest.mark.parametrize(("name", "headers", "options"), KNOWN, ids=[name for name, _, _ in KNOWN])
def test_a_known_answer_proves_its_body_and_no_other(name, headers, options):
    secret = "whsec_a2V5" if name == "standard-webhooks" else "key"
    right = replace(proof(Request("POST", "/", {}, headers, FOX), [secret]), options=options)
    provider(name).verify(right)
    for other in (replace(right, secrets=["Key"]), replace(right, request=replace(right.request, body=FOX + b"."))):
        with pytest.raises(Unauthorized):
            provider(name).verify(other)


@pytest.mark.parametrize("name", ["meta", "x", "intercom", "chatwoot"])
def test_a_signature_without_the_name_of_its_algorithm_is_none(name):
    headers = next(one for known, one, _ in KNOWN if known == name)
    bare = {header: value.partition("=")[2] or value for header, value in headers.items()}
    with pytest.raises(Unauthorized):
        provider(name).verify(proof(Request("POST", "/", {}, bare, FOX), ["key"]))
