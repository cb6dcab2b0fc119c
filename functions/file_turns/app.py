"""Woken by the conversations queue: files what customers, staff, calls and help desks said; looks at late answers."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.file_turns import heed


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of orders to file an event of the ledger, and of timers; answers which of them must come again."""
    return each_message(event, lambda order: heed(order, now()))
