"""Signed links: what a token allows, and nothing about the customer in it.

A token is `<contact point>.<purpose>.<message id>.<signature>`: it opts one address out of one purpose, needs no
session (RFC 8058), and stays valid after merges and erasure: what it does follows from the contact point alone, the
message id is only reported.
"""

import hmac
from dataclasses import dataclass

from segue.errors import NotFound
from segue.identifiers import Identifier
from segue.keys import IdentityKey, digest, identity_key
from segue.messages import Message


@dataclass(frozen=True)
class OptOut:
    """What an unsubscribe token allows."""

    contact_point: IdentityKey
    purpose: str
    message_id: str


@dataclass(frozen=True)
class Links:
    """`secret` signs links, `identity_secret` makes identity keys; `public_url` has no slash at its end."""

    secret: bytes
    identity_secret: bytes
    public_url: str

    def key(self, kind: str, value: str) -> IdentityKey:
        """The identity key of an address."""
        return identity_key(self.identity_secret, Identifier(kind, value))

    def unsubscribe(self, message: Message) -> str:
        """The one-click link of a message."""
        body = f"{message.contact_point}.{message.purpose}.{message.id}"
        return f"{self.public_url}/unsubscribe/{body}.{digest(self.secret, body)}"

    def opt_out(self, token: str) -> OptOut:
        """What a token allows. Raises NotFound("bad-token") for anything that we did not sign."""
        body, _, signature = token.rpartition(".")
        parts = body.split(".")
        if len(parts) != 3 or not hmac.compare_digest(digest(self.secret, body).encode(), signature.encode()):
            raise NotFound("bad-token", "this link is not one of ours, or it was cut off on its way")
        return OptOut(*parts)
