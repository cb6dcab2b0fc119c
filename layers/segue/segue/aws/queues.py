"""SQS queues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from segue.aws.clients import client
from segue.errors import Unavailable

TOGETHER = 10  # SQS's limit for one request, which costs what one order on its own does


class Queues:
    """Orders to send; a queue is named by its URL."""

    def put(self, queue: str, order: Mapping[str, Any]) -> None:
        """One order to send one message."""
        client("sqs").send_message(QueueUrl=queue, MessageBody=_body(order))


@dataclass(frozen=True)
class Gathered:
    """The same for many: those of one queue go together. Nothing is put before `flush`."""

    waiting: dict[str, list[str]] = field(default_factory=dict)

    def put(self, queue: str, order: Mapping[str, Any]) -> None:
        """Keeps it until then."""
        self.waiting.setdefault(queue, []).append(_body(order))

    def flush(self) -> None:
        """Puts all of them. Raises Unavailable where one was not taken."""
        for queue, bodies in self.waiting.items():
            for start in range(0, len(bodies), TOGETHER):
                _put(queue, bodies[start : start + TOGETHER])


def _body(order: Mapping[str, Any]) -> str:
    return msgspec.json.encode(order).decode()


def _put(queue: str, bodies: Sequence[str]) -> None:
    entries = [{"Id": str(place), "MessageBody": body} for place, body in enumerate(bodies)]
    if client("sqs").send_message_batch(QueueUrl=queue, Entries=entries).get("Failed"):
        raise Unavailable("write-failed", "orders to send were not taken")
