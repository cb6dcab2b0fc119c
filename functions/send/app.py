"""Woken by a channel's queues: sends one message once."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.sends import sending


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """An SQS batch of orders to send one message each; answers which of them must come again."""
    attempt = context.aws_request_id
    return each_message(event, lambda order: sending().send(order, attempt, now()))
