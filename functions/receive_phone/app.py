"""The door for calls: contact events of Amazon Connect by EventBridge, and webhooks."""

from typing import Any

from segue.lambdas import Lambda
from segue.wiring.noticing import noticed

PROVIDER = "amazon_connect"  # who reports by EventBridge


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """ANY /webhooks/{source} is answered; what EventBridge brings raises for the platform to bring it again."""
    return noticed(event, PROVIDER)
