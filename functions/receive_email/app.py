"""The door for what the mail provider reports: by EventBridge, by SNS, and by webhook."""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.noticing import noticing

PROVIDER = "ses"  # who reports by EventBridge and SNS


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """ANY /webhooks/ses is answered; an event of SNS or EventBridge raises for the platform to bring it again."""
    if "requestContext" in event:
        return served(event, lambda request: noticing().answer(request, now()))
    noticing().take(event, PROVIDER, now())
    return None
