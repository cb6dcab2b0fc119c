"""Woken by the Messages stream: decides on intended messages and queues or drops them."""

from typing import Any

from segue.aws.message_stream import messages_of
from segue.lambdas import Lambda, now
from segue.wiring.dispatches import dispatching, told


def handler(event: Lambda, _context: Any) -> None:
    """A DynamoDB stream batch; raises for the platform to bring the whole batch again."""
    moment = now()
    outcomes = [dispatching().dispatch(message, moment) for message in messages_of(event)]
    told(outcomes, moment)
