"""The door for shops: webhooks of configured sources."""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.doors import receiving


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """ANY /webhooks/{source}; answers when the webhook's events are durable."""
    return served(event, lambda request: receiving().answer(request, now()))
