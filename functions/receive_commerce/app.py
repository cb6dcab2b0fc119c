"""The door for shops and payments: webhooks of configured sources."""

from typing import Any

from segue.lambdas import Lambda
from segue.wiring.doors import webhook


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """ANY /webhooks/{source}; answers when what it says is durable."""
    return webhook(event)
