"""Woken by its own queue: brings everybody's membership in line with changed segments, and sends itself on."""

from typing import Any

from segue.lambdas import Lambda, each_message
from segue.wiring.filling import filling


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of steps of back-fills; answers which of them must come again."""
    return each_message(event, lambda said: filling().work(said["backfill"], said["step"]))
