"""Handing a cart over to another device: what a link and a code open, and nothing about the customer in them. Pure.

A link's token is `<hand-over>-<end>-<signature>`: the id of a record, the second at which it ends in hexadecimal, and
our signature over both, so that neither a token nor a later end can be made up, and whoever reads the table still
has no link. A code is six digits; only a keyed hash of it is kept. What a code was redeemed for is a token too, one
of a few minutes.
"""

import hmac
import re
from dataclasses import dataclass
from typing import NamedTuple

from segue.errors import Gone, NotFound
from segue.keys import PersonId, digest
from segue.times import MINUTE, SECOND, Millis

ID, SIGNATURE = 16, 12  # characters of base32: 80 and 60 bits
CODE = re.compile(r"[0-9]{6}")
READING: Millis = 5 * MINUTE  # how long a redemption can be read
NOT_OURS = "this link is not one of ours, or it was cut off on its way"


@dataclass(frozen=True)
class Handover:
    """A cart that may be opened elsewhere. `ends` is the end of its link, `code_ends` of its code."""

    id: str
    person: PersonId
    cart: str
    ends: Millis
    code_ends: Millis


@dataclass(frozen=True)
class Redeemed:
    """A code that has been used, for which hand-over and when."""

    handover: str
    moment: Millis


class Tries(NamedTuple):
    """How many codes may be tried in ten minutes, right and wrong together: by one caller, and by all."""

    own: int
    all: int


@dataclass(frozen=True)
class Seals:
    """Makes and proves ids, tokens and codes; `secret` is for them alone."""

    secret: bytes
    public_url: str = ""  # no slash at its end

    def id(self, person: PersonId, cart: str, occasion: str) -> str:
        """The same occasion has the same id, so that asking again for it makes nothing new."""
        return digest(self.secret, f"handover\n{person}\n{cart}\n{occasion}")[:ID]

    def code(self, handover: str, choice: int) -> str:
        """Six digits; each `choice` gives others, for where the first are taken."""
        drawn = hmac.new(self.secret, f"code\n{handover}\n{choice}".encode(), "sha256").digest()
        return f"{int.from_bytes(drawn[:8]) % 10**6:06d}"

    def code_key(self, code: str) -> str:
        """What is kept of a code."""
        return digest(self.secret, f"code-key\n{code}")

    def caller(self, said: str) -> str:
        """What is kept of the word by which a caller is known again."""
        return digest(self.secret, f"caller\n{said}")

    def token(self, handover: str, until: Millis) -> str:
        """What stands in a link, good until the last whole second before that moment."""
        body = f"{handover}-{until // SECOND:x}"
        return f"{body}-{self._signature(body)}"

    def link(self, one: Handover) -> str:
        """The address that opens the cart."""
        return f"{self.public_url}/c/{self.token(one.id, one.ends)}"

    def opened(self, token: str, now: Millis) -> str:
        """The hand-over that a token opens. Raises NotFound("bad-link") or Gone("expired")."""
        body, _, signature = token.rpartition("-")
        handover, _, until = body.partition("-")
        if not token.isascii() or not hmac.compare_digest(self._signature(body).encode(), signature.encode()):
            raise NotFound("bad-link", NOT_OURS)
        if int(until, 16) * SECOND <= now:
            raise Gone("expired", "this link has ended; ask for a new one")
        return handover

    def _signature(self, body: str) -> str:
        return digest(self.secret, f"link\n{body}")[:SIGNATURE]
