"""Woken by a channel's queues: sends one message once."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.sends import sending, trying


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """An SQS batch of orders to send a message, or a {"test": ...} of staff; answers which must come again."""
    attempt = context.aws_request_id

    def act(order: dict[str, Any]) -> None:
        if "test" in order:
            trying().send(order["test"])
        else:
            sending().send(order, attempt, now())

    return each_message(event, act)
