"""Sealed values: what a sensitive trait is wherever it is kept, and what is shown of it. Pure.

A value is `sealed.1.<class>.<owner>.<wrapped data key>.<nonce and ciphertext>`, the last two in base64 for URLs. The
owner is the key of the identity that said it; values of before it was bound, and of what nobody understood, have none.
Only `segue.aws.sealing` makes and opens one. Whatever leaves an answer of ours goes through `covered`: so no page, list
or export has to think of it, and who forgot to open one shows dots and nothing else.
"""

import re
from typing import Any, TypeVar

COVER = "••••"
BEGIN = "sealed.1."
SHOWN = re.compile(r"sealed\.1\.[\w.-]*", re.ASCII)  # also where a text was clipped
TOKEN = re.compile(r"sealed\.1\.([a-z]+)(?:\.([a-z]_[a-z2-7]{24}))?\.([\w-]+)\.([\w-]+)", re.ASCII)
LONGEST = 2048  # characters of one in a profile
AnyText = TypeVar("AnyText", str, bytes)


def is_sealed(value: Any) -> bool:
    """Whether a value is one that only its class's key opens."""
    return isinstance(value, str) and value.startswith(BEGIN) and TOKEN.fullmatch(value) is not None


def class_of(value: str) -> str:
    """The class of a sealed value."""
    return value.split(".", 3)[2]


def covered(said: AnyText) -> AnyText:
    """A text with dots for every sealed value in it."""
    if isinstance(said, bytes):
        return covered(said.decode()).encode() if BEGIN.encode() in said else said
    return SHOWN.sub(COVER, said) if BEGIN in said else said
