"""HMAC: a provider that signs its webhooks in a way of its own, which the source's options say, as its mapping.

options: `header` has the signature, as hexadecimal digits or base64 (`encoding`) of `algorithm`, after a `prefix`;
`signs` is what is signed, with {body} and {timestamp}, which `timestamp_header` has.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from segue.channels.any.checking import OPTIONS, check_mapping
from segue.channels.any.mapped import incoming as mapped
from segue.channels.moments import moment
from segue.channels.proofs import Proof
from segue.clocks import lenient
from segue.deliveries import Delivery, Part
from segue.errors import Invalid, Unauthorized
from segue.signatures import recent, signed_base64, signed_hex

HEADERS: tuple[str, ...] = ()
ALGORITHMS, ENCODINGS = ("sha256", "sha1", "sha512"), {"hex": signed_hex, "base64": signed_base64}
BODY, TIME = "{body}", "{timestamp}"


class Scheme(NamedTuple):
    """How the provider signs."""

    header: str = "x-signature"
    algorithm: str = "sha256"
    encoding: str = "hex"
    prefix: str = ""
    timestamp_header: str = ""
    signs: str = BODY


KNOWN = (*Scheme._fields, *OPTIONS)


def check(options: Mapping[str, Any]) -> None:
    """Raises Invalid("bad-source") with the place of what is wrong."""
    strange = [name for name in options if name not in KNOWN]
    if strange:
        raise Invalid("bad-source", f"no option `{strange[0]}`; known: {', '.join(KNOWN)}")
    scheme = scheme_of(options)
    if scheme.algorithm not in ALGORITHMS or scheme.encoding not in ENCODINGS:
        raise Invalid("bad-source", f"`algorithm` is one of {ALGORITHMS}, `encoding` one of {tuple(ENCODINGS)}")
    if scheme.signs.count(BODY) != 1 or scheme.signs.count(TIME) != bool(scheme.timestamp_header):
        raise Invalid("bad-source", f"`signs` has {BODY} once, and {TIME} once where there is a `timestamp_header`")
    check_mapping(options)


def verify(proof: Proof) -> None:
    """The header is the signature that the source's options describe. Raises Unauthorized."""
    scheme, headers = scheme_of(proof.options), proof.request.headers
    given, signed_at = headers.get(scheme.header.lower(), ""), headers.get(scheme.timestamp_header.lower(), "")
    before, _, after = (one.replace(TIME, signed_at) for one in scheme.signs.partition(BODY))
    content = before.encode("utf-8", "replace") + proof.request.body + after.encode("utf-8", "replace")
    signed = ENCODINGS[scheme.encoding](content, given.removeprefix(scheme.prefix), proof.secrets, scheme.algorithm)
    if not (signed and given.startswith(scheme.prefix)):
        raise Unauthorized("bad-signature", f"{scheme.header} is not this request's signature")
    if scheme.timestamp_header and not recent(lenient(moment(signed_at)), proof.now):
        raise Unauthorized("stale-signature", f"{scheme.timestamp_header} is not within five minutes")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What the mapping finds. Raises Invalid."""
    yield from mapped(delivery, "")


def scheme_of(options: Mapping[str, Any]) -> Scheme:
    """How a source's options say that it signs. Raises Invalid("bad-source") where one is no text."""
    stated = {name: options[name] for name in Scheme._fields if name in options}
    if not all(isinstance(one, str) for one in stated.values()):
        raise Invalid("bad-source", f"these options are text: {', '.join(stated)}")
    return Scheme(**stated)
