"""The chat of the shop's visitors, and the script that shows it."""

from functools import cache
from typing import Any

from segue.conversations.chat.scripts import SOURCE, Script
from segue.cors import cors
from segue.http import request_of, served
from segue.lambdas import Lambda, now
from segue.wiring.chat import chat

SCRIPT = "/chat.js"


@cache
def script() -> Script:
    """The widget, read once."""
    return Script(SOURCE.read_bytes())


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """GET /chat.js, and /v1/chat and below: opened with a write key, then with the visitor's token."""
    if event.get("rawPath") == SCRIPT:
        return script().sent(request_of(event))
    return served(event, lambda request: chat().answer(request, now()), cors)
