"""Orders of calls on their queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.clients import client

SAVED = 2  # seconds after which whoever orders has saved


@dataclass(frozen=True)
class Calls:
    """The queue of `call_webhooks`, by its URL."""

    queue: str

    def order(self, call: Mapping[str, Any]) -> None:
        """One order; two of the same have the same id. It comes when the run is saved, with which the answer stands."""
        body = msgspec.json.encode(call).decode()
        client("sqs").send_message(QueueUrl=self.queue, MessageBody=body, DelaySeconds=SAVED)
