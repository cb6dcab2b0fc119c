"""Woken by its queue: calls the webhooks of journeys, and notes with the run what was answered."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.calls import calling


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of orders to call; answers which of them must come again."""
    return each_message(event, lambda order: calling().call(order, now()))
