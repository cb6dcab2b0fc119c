"""The door for e-mail: what providers report and what customers write, by EventBridge, by SNS and by webhook."""

from typing import Any

from segue.lambdas import Lambda
from segue.wiring.noticing import noticed

PROVIDER = "ses"  # who reports by EventBridge and SNS


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """ANY /webhooks/{source} is answered; what EventBridge and SNS bring raises for the platform to bring it again."""
    return noticed(event, PROVIDER)
