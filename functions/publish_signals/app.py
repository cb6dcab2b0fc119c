"""Woken by the streams of People and of the Catalog: puts what has changed on the bus."""

from typing import Any

from segue.lambdas import Lambda, now
from segue.wiring.publishing import publish


def handler(event: Lambda, _context: Any) -> None:
    """A DynamoDB stream batch; raises for the platform to bring the whole batch again."""
    publish(event, now())
