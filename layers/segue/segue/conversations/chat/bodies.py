"""What a visitor's browser sends, and how it is answered."""

from typing import TypeVar

import msgspec

from segue.errors import Invalid, TooLarge
from segue.http import Request

LARGEST = 32 * 1024  # bytes of a request
FRESH = {"cache-control": "no-store"}
Body = TypeVar("Body")


def body_of(request: Request, kind: type[Body]) -> Body:
    """Raises TooLarge, Invalid("bad-json")."""
    if len(request.body) > LARGEST:
        raise TooLarge("oversize", f"a request has at most {LARGEST} bytes")
    try:
        return msgspec.json.decode(request.body, type=kind)
    except (msgspec.DecodeError, ValueError, RecursionError) as wrong:
        raise Invalid("bad-json", "the body is a JSON object as docs/chat.md has it") from wrong
