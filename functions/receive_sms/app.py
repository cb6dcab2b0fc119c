"""The door for SMS: what providers report and what customers write, by SNS and by webhook."""

from typing import Any

from segue.lambdas import Lambda
from segue.wiring.noticing import noticed

PROVIDER = "aws_sms"  # who reports by SNS


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """ANY /webhooks/{source} is answered; what SNS brings raises for the platform to bring it again."""
    return noticed(event, PROVIDER)
