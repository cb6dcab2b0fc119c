"""Woken by the streams of the Ledger and of Messages, in large batches: keeps what happened as rows in the archive."""

from typing import Any

from segue.lambdas import Lambda, now
from segue.wiring.archiving import archive


def handler(event: Lambda, _context: Any) -> None:
    """A DynamoDB stream batch; raises for the platform to bring the whole batch again."""
    archive(event, now())
