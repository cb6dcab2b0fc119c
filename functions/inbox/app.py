"""What a visitor has got: the messages that are read on the site and in the app."""

from typing import Any

from segue.cors import cors
from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.inbox import inbox


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """POST /v1/inbox with a write key, and with what proves whose it is."""
    return served(event, lambda request: inbox().answer(request, now()), cors)
