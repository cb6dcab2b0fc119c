"""Woken by its own queue: takes in history out of files, as long as its time lasts, and sends itself on."""

from typing import Any

from segue.lambdas import Lambda, each_message
from segue.wiring.importing import importing


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """An SQS batch of steps of imports; answers which of them must come again."""
    return each_message(event, lambda said: importing().work(said["import"], said["step"]))
