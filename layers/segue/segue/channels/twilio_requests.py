"""Twilio's requests: parameters as a form, or as JSON whose hash is in the signed address.

https://www.twilio.com/docs/usage/webhooks/webhooks-security
"""

import base64
import hashlib
import hmac
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from segue.channels.payloads import Payload, payload_of
from segue.channels.proofs import Proof
from segue.errors import Invalid, Unauthorized
from segue.signatures import signed_base64

SIGNATURE, HASH = "x-twilio-signature", "bodySHA256"
MOST_FIELDS = 1000


def verify(proof: Proof) -> None:
    """HMAC-SHA1 of the address and the sorted parameters under the account's token. Raises Unauthorized."""
    given = proof.request.headers.get(SIGNATURE, "")
    stated = proof.request.query.get(HASH)
    form = "" if stated else _signed_form(proof.request.body)
    signed = (f"{url}{form}".encode("utf-8", "replace") for url in _addresses(proof.url))
    holds = sum(signed_base64(one, given, proof.secrets, "sha1") for one in signed)
    if not holds or (stated and not _hashes(proof.request.body, stated)):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this request's signature")


def basic(account: str, token: str) -> str:
    """The header by which we prove ourselves to Twilio."""
    return f"Basic {base64.b64encode(f'{account}:{token}'.encode()).decode()}"


def fields(body: bytes) -> Payload:
    """The parameters. Raises Invalid("bad-form" or "bad-json")."""
    if body.lstrip().startswith(b"{"):
        return payload_of(body)
    return dict(_pairs(body))


def _signed_form(body: bytes) -> str:
    try:
        pairs = set(_pairs(body))
    except Invalid as wrong:
        raise Unauthorized("bad-signature", wrong.detail) from wrong
    return "".join(f"{name}{value}" for name, value in sorted(pairs))


def _pairs(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as wrong:
        raise Invalid("bad-form", "the body is no form") from wrong


def _addresses(url: str) -> tuple[str, str]:
    """Twilio signs an address sometimes with the port and sometimes without."""
    parts = urlsplit(url)
    host = parts.netloc.removesuffix(":443")
    return urlunsplit(parts._replace(netloc=host)), urlunsplit(parts._replace(netloc=f"{host}:443"))


def _hashes(body: bytes, stated: str) -> bool:
    return hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), stated.lower().encode("utf-8", "replace"))
