"""Trials: signed samples that show whether a source is connected. Pure.

Whatever a sample says, it says it of one customer who is plainly nobody: an address under `.invalid`, which no mail
reaches (RFC 2606), with a name that says what it is; where a provider knows people by a number or an id, a number that
is nobody's or an id that says what it is. The samples of a channel stand in its `trials.py`, under `SAMPLES`.
"""

import base64
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from segue.http import Request
from segue.signatures import hmac_sha256

EMAIL = "connection-test@segue.invalid"
NAME = ("Connection", "Test")
WHOLE_NAME = " ".join(NAME)
PHONE = "+15005550006"  # of the area code 500, in which Twilio keeps its numbers for tests
ID = "segue-connection-test"
# Why there is no sample of a provider's, where there can be none.
NEVER = {
    "sendgrid": "SendGrid signs with a private key that only it has, so let it send its own test events.",
}
TEXT = "This is a test of the connection."


def posted(url: str, said: Any, headers: Mapping[str, str]) -> Request:
    """A request with JSON to an address; `said` may be the bytes themselves."""
    parts = urlsplit(url)
    return Request(
        method="POST",
        path=parts.path,
        query=dict(parse_qsl(parts.query)),
        headers={"content-type": "application/json", **headers},
        body=said if isinstance(said, bytes) else msgspec.json.encode(said),
        raw_query=parts.query,
        origin=f"{parts.scheme}://{parts.netloc}",
    )


def form(url: str, said: Mapping[str, str], headers: Mapping[str, str]) -> Request:
    """A request with a form to an address."""
    return posted(url, urlencode(said).encode(), {"content-type": "application/x-www-form-urlencoded", **headers})


def password(secret: str) -> dict[str, str]:
    """The header of HTTP Basic that has the secret as password."""
    return {"authorization": f"Basic {base64.b64encode(f'segue:{secret}'.encode()).decode()}"}


def signed(secret: str, content: bytes) -> str:
    """The base64 HMAC-SHA256 of the content."""
    return base64.b64encode(hmac_sha256(secret, content)).decode()
