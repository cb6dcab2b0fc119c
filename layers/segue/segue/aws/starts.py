"""Orders to start journeys, on the queue that `run_journeys` reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.clients import client
from segue.aws.parallel import side_by_side
from segue.errors import Unavailable

TOGETHER = 10  # of one request


@dataclass(frozen=True)
class Starts:
    """Starts by a queue; starting the same twice starts once, for a run knows the moment that began it."""

    queue: str

    def start_all(self, orders: Sequence[Mapping[str, Any]]) -> None:
        """Puts all of them on the queue. Raises Unavailable where one was not taken."""
        chunks = [orders[start : start + TOGETHER] for start in range(0, len(orders), TOGETHER)]
        side_by_side(self._put, chunks)

    def _put(self, orders: Sequence[Mapping[str, Any]]) -> None:
        bodies = [msgspec.json.encode(one, order="sorted").decode() for one in orders]
        entries = [{"Id": str(place), "MessageBody": body} for place, body in enumerate(bodies)]
        answer = client("sqs").send_message_batch(QueueUrl=self.queue, Entries=entries)
        if answer.get("Failed"):
            raise Unavailable("write-failed", "starts were not taken")
