"""The door for messengers and social networks: webhooks of configured sources, and by SNS what AWS carries of them."""

from typing import Any

from segue.lambdas import Lambda
from segue.wiring.noticing import noticed

PROVIDER = "aws_social"  # who reports by SNS


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """ANY /webhooks/{source} is answered; what SNS brings raises for the platform to bring it again."""
    return noticed(event, PROVIDER)
