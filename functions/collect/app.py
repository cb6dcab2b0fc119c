"""The door for web, mobile and server SDKs: Segment's HTTP API, behind a Function URL and the HTTP API."""

from typing import Any

from segue.cors import cors
from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.collects import collecting


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An HTTP request of an SDK; answers when its events are durable."""
    return served(event, lambda request: collecting().answer(request, now()), cors)
