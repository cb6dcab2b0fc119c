"""What a page or an app is to show to who looks at it: placements, segments, unread messages."""

from typing import Any

from segue.cors import cors
from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.pages import pages


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """POST /v1/decide with a write key, and with what proves who asks."""
    return served(event, lambda request: pages().answer(request, now()), cors)
