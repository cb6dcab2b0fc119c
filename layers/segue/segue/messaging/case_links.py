"""What a message about a case carries: a code of six digits and a link to the page where it is typed. Both follow from
the message and the stack's secret, and are kept nowhere."""

import hmac
from hashlib import sha256

from segue.errors import NotFound
from segue.keys import digest

DIGITS = 6
CODES, LINKS = "case code:", "case link:"  # before what is signed, so that a token of one kind is none of another
BEGINS = "case."  # of a token
HIDDEN = "······"  # in place of a code that is shown to staff


def code_of(secret: bytes, message: str) -> str:
    """The code that a message carries."""
    number = int.from_bytes(hmac.new(secret, (CODES + message).encode(), sha256).digest()[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def token_of(secret: bytes, case: str, message: str) -> str:
    """What leads to the page of a case: the case and the message that the code came in."""
    body = f"{BEGINS}{case}.{message}"
    return f"{body}.{digest(secret, LINKS + body)}"


def case_of(secret: bytes, token: str) -> tuple[str, str]:
    """The case and the message of a token. Raises NotFound("bad-token")."""
    body, _, signature = token.rpartition(".")
    parts = body.split(".")
    signed = hmac.compare_digest(digest(secret, LINKS + body).encode(), signature.encode())
    if not signed or len(parts) != len(("case", "id", "message")):
        raise NotFound("bad-token", "this link is not one of ours, or it was cut off on its way")
    return parts[1], parts[2]
