"""Woken by a channel's queues: sends one message once."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.messaging.figures import Gone
from segue.wiring.sends import count, sending, trying


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """An SQS batch of orders to send a message, or a {"test": ...} of staff; answers which must come again."""
    attempt = context.aws_request_id
    gone: list[Gone] = []

    def act(order: dict[str, Any]) -> None:
        if "test" in order:
            trying().send(order["test"])
        else:
            sending(gone.append).send(order, attempt, now())

    answer = each_message(event, act)
    count(gone)
    return answer
