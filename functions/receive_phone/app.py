"""The door for calls: contact events of Amazon Connect by EventBridge, contact records by Kinesis, and webhooks."""

from typing import Any

from segue.lambdas import Lambda
from segue.wiring.noticing import noticed

PROVIDER = "amazon_connect"  # who reports by EventBridge and Kinesis


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """ANY /webhooks/{source} is answered; what EventBridge and Kinesis bring raises to be brought again."""
    return noticed(event, PROVIDER)
