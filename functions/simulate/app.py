"""Woken by its own queue: plays what is in the ledger through a journey, some people at a time, and sends itself on."""

from typing import Any

from segue.lambdas import Lambda, each_message
from segue.wiring.simulating import working


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of steps of simulations; answers which of them must come again."""
    return each_message(event, lambda said: working().work(said["simulation"], said["step"]))
