"""The chat of the shop's visitors, and the script that shows it."""

from typing import Any

from segue.cors import cors
from segue.http import request_of, served
from segue.lambdas import Lambda, now
from segue.scripts import SCRIPTS, script
from segue.wiring.chat import chat


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """GET /chat.js, and /v1/chat and below: opened with a write key, then with the visitor's token."""
    path = event.get("rawPath", "")
    if path in SCRIPTS:
        return script(path).sent(request_of(event))
    return served(event, lambda request: chat().answer(request, now()), cors)
