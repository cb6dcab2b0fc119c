"""Woken by its own queue: fans a broadcast out, as long as its time lasts, and sends itself on."""

from typing import Any

from segue.lambdas import Lambda, each_message
from segue.wiring.fanning import fanning


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of orders to go on with a run; answers which of them must come again."""
    return each_message(event, fanning().work)
