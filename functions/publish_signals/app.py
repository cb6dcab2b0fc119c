"""Woken by the People stream: puts changes of membership and merges on the bus."""

from typing import Any

from segue.aws.people_stream import signals_of
from segue.lambdas import Lambda, now
from segue.wiring.bus import bus


def handler(event: Lambda, _context: Any) -> None:
    """A DynamoDB stream batch; raises for the platform to bring the whole batch again."""
    bus().publish(signals_of(event, now()))
