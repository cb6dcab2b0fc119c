"""The door for sources under names of their own, of any provider: webhooks of configured sources."""

from typing import Any

from segue.lambdas import Lambda
from segue.wiring.any_door import webhook_of_any


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """ANY /webhooks/{source}; answers when what it says is durable."""
    return webhook_of_any(event)
