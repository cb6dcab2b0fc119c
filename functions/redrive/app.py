"""Woken by its queue: sends dead letters on that staff asked for."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.letters import redriving


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of orders; answers which of them must come again."""
    return each_message(event, lambda order: redriving().redrive(order["letter"], now()))
