"""The door for what the mail provider reports: by EventBridge, by SNS, and by webhook."""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.email_events import email_events


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """ANY /webhooks/ses is answered; an event of SNS or EventBridge raises for the platform to bring it again."""
    if "requestContext" in event:
        return served(event, lambda request: email_events().answer(request, now()))
    email_events().take(event, now())
    return None
