"""SNS's signatures of what it posts, versions 1 (SHA-1) and 2 (SHA-256).

https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
A valid signature says no more than that some topic of SNS sent this: anybody can have one. So it proves a post of the
topics alone that the source names. There is no tolerance of time: SNS repeats the signed moment for as long as it
tries, and a repeat is a duplicate.
"""

import re
from collections.abc import Callable, Collection
from typing import Literal, NamedTuple

from segue.channels.payloads import Payload, payload_of, text
from segue.errors import Invalid, Unauthorized

# The whole text: no user, port, query or fragment, nothing but ASCII, and a host that is SNS's own in one region.
CERTIFICATE = re.compile(
    r"https://(?P<host>sns\.[a-z]{2}(?:-[a-z]{2,16}){1,3}-[0-9]{1,2}\.amazonaws\.com(?:\.cn)?)"
    r"(?P<path>/SimpleNotificationService-[0-9a-f]{1,64}\.pem)"
)
NOTIFICATION = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
SUBSCRIPTION = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
SIGNED = {
    "Notification": NOTIFICATION,
    "SubscriptionConfirmation": SUBSCRIPTION,
    "UnsubscribeConfirmation": SUBSCRIPTION,
}
DIGESTS: dict[str, Literal["SHA1", "SHA256"]] = {"1": "SHA1", "2": "SHA256"}


class Place(NamedTuple):
    """Where a certificate of SNS's is; only `place` makes one."""

    host: str
    path: str


Certificate = Callable[[Place], bytes]


def place(url: str) -> Place:
    """Where the certificate is, if it can be SNS's own. Raises Unauthorized("bad-signature")."""
    known = CERTIFICATE.fullmatch(url)
    if not known:
        raise Unauthorized("bad-signature", "the certificate is not at an address of SNS")
    return Place(known["host"], known["path"])


def string_to_sign(said: Payload) -> bytes:
    """What SNS signs: names and values, a line each. Raises Unauthorized for what SNS does not post."""
    names = SIGNED.get(str(said.get("Type")))
    if not names:
        raise Unauthorized("bad-signature", "SNS signs no post of this type")
    lines = [f"{name}\n{said[name]}\n" for name in names if isinstance(said.get(name), str)]
    return "".join(lines).encode("utf-8", "surrogatepass")


def verify(body: bytes, topics: Collection[str], certificate: Certificate) -> None:
    """Raises Unauthorized where this is no post of one of the topics, signed by SNS; Unavailable by `certificate`.

    Nothing is fetched before all that can be known without it is right.
    """
    said = _said(body)
    if text(said.get("TopicArn")) not in topics:
        raise Unauthorized("bad-signature", "this is no post of a topic that the source names")
    digest = DIGESTS.get(str(said.get("SignatureVersion")))
    if not digest:
        raise Unauthorized("bad-signature", "SNS has no signatures of this version")
    signed, where = string_to_sign(said), place(str(said.get("SigningCertURL")))
    from segue.public_keys import rsa_signed  # heavy, and only posts that may be SNS's own need it

    if not rsa_signed(signed, str(said.get("Signature")), certificate(where), digest):
        raise Unauthorized("bad-signature", "the signature is not SNS's of this post")


def _said(body: bytes) -> Payload:
    try:
        return payload_of(body)
    except Invalid as wrong:
        raise Unauthorized("bad-signature", "this is no post of SNS") from wrong
