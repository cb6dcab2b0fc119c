"""SQS queues."""

from collections.abc import Mapping
from typing import Any

import msgspec

from segue.aws.clients import client


class Queues:
    """Orders to send; a queue is named by its URL."""

    def put(self, queue: str, order: Mapping[str, Any]) -> None:
        """One order to send one message."""
        client("sqs").send_message(QueueUrl=queue, MessageBody=msgspec.json.encode(order).decode())
