"""Orders on a queue, as JSON."""

from collections.abc import Mapping
from typing import Any

import msgspec

from segue.aws.clients import client
from segue.errors import TooLarge

LARGEST = 250_000  # bytes: SQS takes 256 KB


def put(queue: str, order: Mapping[str, Any]) -> None:
    """One order. Raises TooLarge("too-large")."""
    body = msgspec.json.encode(order)
    if len(body) > LARGEST:
        raise TooLarge("too-large", f"this has more than {LARGEST // 1000} KB")
    client("sqs").send_message(QueueUrl=queue, MessageBody=body.decode())
