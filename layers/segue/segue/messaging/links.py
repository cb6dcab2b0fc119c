"""Signed links: what a token allows, and nothing about the customer in it.

A token is `<contact point>.<purpose>.<message id>.<signature>`: it opts one address out of one purpose and opens the
preferences of whom the address belongs to, needs no session (RFC 8058), and stays valid after merges and erasure: what
it does follows from the contact point alone, the message id is only reported.
"""

import hmac
from dataclasses import dataclass

from segue.errors import NotFound
from segue.identifiers import Identifier
from segue.keys import IdentityKey, digest, identity_key
from segue.messages import Message

WAYS_OUT = ("unsubscribe_url", "preferences_url")  # facts that act for the customer: they are kept nowhere


@dataclass(frozen=True)
class OptOut:
    """What a token allows; `token` as it was signed."""

    contact_point: IdentityKey
    purpose: str
    message_id: str
    token: str = ""


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
        return f"{self.public_url}/unsubscribe/{self._token(message)}"

    def preferences(self, message: Message) -> str:
        """Where the reader of a message chooses what to get, on which channel and when."""
        return f"{self.public_url}/preferences/{self._token(message)}"

    def ways_out(self, message: Message) -> dict[str, str]:
        """WAYS_OUT, as the templates of a message have them."""
        return dict(zip(WAYS_OUT, (self.unsubscribe(message), self.preferences(message)), strict=True))

    def opt_out(self, token: str) -> OptOut:
        """What a token allows. Raises NotFound("bad-token") for anything that we did not sign."""
        body, _, signature = token.rpartition(".")
        parts = body.split(".")
        if len(parts) != 3 or not hmac.compare_digest(digest(self.secret, body).encode(), signature.encode()):
            raise NotFound("bad-token", "this link is not one of ours, or it was cut off on its way")
        return OptOut(parts[0], parts[1], parts[2], token)

    def _token(self, message: Message) -> str:
        body = f"{message.contact_point}.{message.purpose}.{message.id}"
        return f"{body}.{digest(self.secret, body)}"


def leading(place: str) -> dict[str, str]:
    """WAYS_OUT that all lead to one place: where nothing is sent, to one where they change nothing."""
    return dict.fromkeys(WAYS_OUT, place)
